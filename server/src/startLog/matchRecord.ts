import { proxmoxSignatures } from "../knowledge/proxmoxSignatures.js";
import { type StartSignature, startSignatures } from "../knowledge/startSignatures.js";
import type { LogRecord } from "./logRecord.js";

/** A message that is known, with what it quotes. */
export interface Match {
  readonly record: LogRecord;
  readonly signature: StartSignature;
  /** The named groups of the pattern that took part. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Longer messages are not looked at: a line of a config is shorter. */
const longestMessage = 16_384;

/** What a message says; undefined when nobody knows it, or when it is no complaint. */
export function matchOf(record: LogRecord): Match | undefined {
  const { level } = record;
  if (level === "trace" || level === "debug" || level === "info" || level === "notice") return undefined;
  for (const message of [record.message, ...record.readings]) {
    if (message.length > longestMessage) continue;
    for (const signature of record.functionName === undefined ? allSignatures : startSignatures) {
      if (!canComeFrom(signature, record.functionName)) continue;
      const found = expressionOf(signature).exec(message);
      if (found) return { record, signature, groups: groupsOf(found) };
    }
  }
  return undefined;
}

/** Those of Proxmox come without a function of liblxc, and such a message may be either. */
const allSignatures = [...proxmoxSignatures, ...startSignatures];

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
