import type { LogRecord } from "./logRecord.js";

/** The messages of one start. */
export interface Start {
  readonly records: readonly LogRecord[];
  /** The log says in so many words that the start has failed. */
  readonly failed: boolean;
  /** The container's name; a CTID under Proxmox. */
  readonly container: string | undefined;
}

/** With such a message a start has failed. Source: liblxc 6.0.6, src/lxc/tools/lxc_start.c; pve-container 6.1.10; systemd. */
const failure =
  /^(?:The container failed to start$|Failed to load rcfile$|startup for container '?\d+'? failed$|TASK ERROR: |Failed to start pve-container|Received container state "ABORTING"|No container config specified$|pve-container@\d+\.service: Failed|command '[^']*' failed)/;

/** Messages that come after that one. */
const afterwards =
  /^(?:Additional information|To get more details|(?:No such process - )?Failed to send SIGKILL|Uninitialized |TASK ERROR: |startup for container|run_buffer|Script exited|Failed to run lxc\.hook\.post-stop|Failed to run "|See "systemctl|Job for |Failed to start pve-container|pve-container@)/;

/** The first message of a start in a log with all levels. Source: liblxc 6.0.6, src/lxc/lsm/lsm.c and confile.c. */
const beginning = /^(?:Initialized LSM|LSM security driver)/;

/** A command that starts a container, behind a prompt. */
const command = /(?:^|[$#] )(?:pct start|lxc-start) /;

const containerOfTask = /(?:startup for container '?|lxc-start -F -n |pct start |pve-container@|CT )(\d{3,9})/;

/** Cuts a log into its starts, in the order of the text. An empty log has none. */
export function startsOf(records: readonly LogRecord[]): readonly Start[] {
  const starts: Start[] = [];
  let open: LogRecord[] = [];
  let container: string | undefined;
  let hasLevels = false;
  let ended = false;
  const close = () => {
    const last = starts.at(-1);
    if (last && isAside(open)) starts[starts.length - 1] = { ...last, records: [...last.records, ...open] };
    else if (open.length > 0) starts.push(startOf(open, container));
    open = [];
    container = undefined;
    hasLevels = false;
    ended = false;
  };
  for (const record of records) {
    const { message } = record;
    // `pct start --debug` shows the complaints first, without a level, and then the log that they are from.
    const begins = command.test(message) || (beginning.test(message) && hasLevels);
    const isOther = record.container !== undefined && container !== undefined && record.container !== container;
    if (begins || isOther || (ended && !afterwards.test(message) && !failure.test(message))) close();
    open.push(record);
    container ??= record.container;
    hasLevels ||= record.level !== undefined;
    if (failure.test(message)) ended = true;
  }
  close();
  return starts;
}

/** What somebody has done or said between two starts is none by itself. */
function isAside(records: readonly LogRecord[]): boolean {
  return records.every(({ functionName, message }) => {
    return functionName === undefined && !command.test(message) && !failure.test(message);
  });
}

function startOf(records: readonly LogRecord[], container: string | undefined): Start {
  const task = records.map(({ message }) => containerOfTask.exec(message)?.[1]).find((ctid) => ctid !== undefined);
  return {
    records,
    failed: records.some(({ message }) => failure.test(message)),
    container: container ?? task,
  };
}
