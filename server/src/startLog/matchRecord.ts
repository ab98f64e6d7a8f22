import { hookOutput, proxmoxSignatures } from "../knowledge/proxmoxSignatures.js";
import { type StartSignature, startSignatures } from "../knowledge/startSignatures.js";
import type { LogRecord } from "./logRecord.js";

/** A message that is known, with what it quotes. */
export interface Match {
  readonly record: LogRecord;
  readonly signature: StartSignature;
  /** The named groups of the pattern that took part. */
  readonly groups: Readonly<Record<string, string>>;
  /** What a hook has printed: LXC writes it down as it comes, whether the hook fails or not. */
  readonly saidByHook: boolean;
}

/** Longer messages are not looked at: a line of a config is shorter. */
const longestMessage = 16_384;

/** `Script exec /usr/share/lxc/hooks/lxc-pve-prestart-hook 902 lxc pre-start produced output: `. Source: liblxc 6.0.6, src/lxc/utils.c, run_buffer(). */
const outputHead = /^Script exec \S[^\n]{0,400}? produced output:\s*/;

/** What a message says; undefined when nobody knows it, or when it is no complaint. */
export function matchOf(record: LogRecord): Match | undefined {
  const messages = [record.message, ...record.readings].filter(({ length }) => length <= longestMessage);
  const outputs = messages.flatMap((message) => {
    const head = outputHead.exec(message);
    return head ? [message.slice(head[0].length)] : [];
  });
  if (outputs.length > 0) return matchAmong(record, outputs, hookSignatures, true);
  const { level } = record;
  if (level === "trace" || level === "debug" || level === "info" || level === "notice") return undefined;
  return matchAmong(record, messages, record.functionName === undefined ? allSignatures : startSignatures, false);
}

/** Messages of Proxmox come without a function of liblxc, and a message without a function may be of either. */
const allSignatures = [...proxmoxSignatures, ...startSignatures];

/** A hook may print anything. */
const hookSignatures = [...proxmoxSignatures, hookOutput];

function matchAmong(
  record: LogRecord,
  messages: readonly string[],
  signatures: readonly StartSignature[],
  saidByHook: boolean,
): Match | undefined {
  for (const message of messages) {
    for (const signature of signatures) {
      if (!canComeFrom(signature, record.functionName)) continue;
      const found = expressionOf(signature).exec(message);
      if (found) return { record, signature, groups: groupsOf(found), saidByHook };
    }
  }
  return undefined;
}

const expressions = new Map<StartSignature, RegExp>();

/** Compiled when it is first needed. */
function expressionOf(signature: StartSignature): RegExp {
  const known = expressions.get(signature);
  if (known) return known;
  const expression = new RegExp(signature.pattern, "s");
  expressions.set(signature, expression);
  return expression;
}

/** A message without a function is that of a paste that has lost it. */
function canComeFrom({ functions }: StartSignature, functionName: string | undefined): boolean {
  return !functions || functionName === undefined || functions.includes(functionName);
}

function groupsOf({ groups = {} }: RegExpExecArray): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).filter(([, text]) => text !== undefined));
}
