import type { Container, RawEntry } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { capabilities } from "../../knowledge/capabilities.js";
import { wordsOf } from "../../syntax/idMap.js";
import { givenUpLines } from "../appArmor/givenUpLines.js";
import { removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { isPrivileged } from "./privileged.js";

/** What a capability lets a privileged root do to the host. */
const consequences: Readonly<Record<string, string>> = {
  sys_module: "load modules into the host's kernel",
  sys_rawio: "reach the hardware of the host past its drivers",
  sys_time: "set the clock of the host",
  mac_admin: "change the host's AppArmor policy",
  mac_override: "pass over mandatory access control",
  sys_admin: "mount and do most of what has ever opened a way out of a container",
  dac_read_search: "read every file it finds a way to, whatever its mode says",
  bpf: "load programs into the host's kernel",
  perfmon: "watch the host's kernel and other guests at work",
  syslog: "read the host's kernel log",
};

/** The capabilities that liblxc's templates drop for every privileged container. */
const droppedByDefault = Object.keys(capabilities).filter((name) => factOf(capabilities, name)?.droppedByDefault);

/** A privileged container that keeps capabilities which act on the host. */
export const capabilityKept = defineRule({
  name: "capability-kept",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.cap.drop", "lxc.cap.keep"],
  check(container, report) {
    if (!isPrivileged(container)) return;
    const inForce = container.raw.filter(({ value, clearedBy }) => value.text !== "" && !clearedBy);
    for (const entry of inForce) if (entry.key.text === "lxc.cap.keep") checkKept(entry, report);
    // Of the empty line in the three magic lines another rule speaks.
    if (givenUpLines(container) || inForce.some(({ key }) => key.text === "lxc.cap.keep")) return;
    const emptied = emptiedAt(container);
    if (!emptied) return;
    const dropped = new Set(
      inForce.flatMap(({ key, value }) => (key.text === "lxc.cap.drop" ? wordsOf(value).map(({ text }) => text) : [])),
    );
    const kept = droppedByDefault.filter((name) => !dropped.has(name));
    if (kept.length === 0) return;
    const things = someOf(kept.flatMap((name) => consequences[name] ?? []));
    report(
      emptied.key,
      `An empty \`lxc.cap.drop\` takes back what liblxc drops, so root in this privileged container can ${things}. Remove the line.`,
      { fixes: dropped.size > 0 ? [] : [{ title: "Remove the line", safe: false, edits: [removeLine(emptied.line)] }] },
    );
  },
});

/** The empty line that takes back liblxc's list. In a native config there is a list only behind an include. */
function emptiedAt({ raw, document }: Container): RawEntry | undefined {
  const emptied = raw.findLast(({ key, value }) => key.text === "lxc.cap.drop" && value.text === "");
  const included = raw.find(({ key }) => key.text === "lxc.include");
  const isBehind = emptied && included && included.line.index < emptied.line.index;
  return document.dialect === "proxmox" || isBehind ? emptied : undefined;
}

function checkKept(entry: RawEntry, report: Report): void {
  const words = wordsOf(entry.value);
  for (const [at, word] of words.entries()) {
    const consequence = Object.hasOwn(consequences, word.text) ? consequences[word.text] : undefined;
    if (!consequence) continue;
    // Without any word the line would keep every capability.
    const next = words[at + 1];
    const before = words[at - 1];
    const span = next ? { start: word.start, end: next.start } : { start: before?.end ?? word.start, end: word.end };
    report(
      word,
      `This keeps \`${word.text}\`, the capability to ${consequence}, for root in this privileged container. Remove it unless the container exists for that.`,
      {
        fixes: words.length > 1 ? [{ title: `Remove \`${word.text}\``, safe: false, edits: [replace(span, "")] }] : [],
      },
    );
  }
}

/** The first two say how far it goes; the page has all of them. */
function someOf([first = "", second, ...others]: readonly string[]): string {
  if (second === undefined) return first;
  return others.length > 0 ? `${first}, ${second} and do more of the kind` : `${first} and ${second}`;
}
