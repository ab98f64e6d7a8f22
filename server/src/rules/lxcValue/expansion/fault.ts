import type { LineOrigin, Origin } from "../../../container/expand/origin.js";
import type { Span } from "../../../syntax/token.js";
import type { Details } from "../../rule.js";

/** What stands in the way of a start, and where the file causes it. */
export interface Fault {
  readonly origin: LineOrigin;
  /** The smallest piece of text that is wrong. */
  readonly at: Span;
  readonly message: string;
  readonly details: Details;
}

export function fault(origin: LineOrigin, message: string, details: Details = {}): Fault {
  return { origin, at: placeOf(origin), message, details };
}

/** Lines that Proxmox adds by itself are right, and of raw lines other rules speak. */
export function isFromSetting(origin: Origin): origin is LineOrigin {
  return "line" in origin && origin.line.kind === "setting";
}

/** Of a whole line the value is what is wrong. */
function placeOf(origin: LineOrigin): Span {
  const { key, value } = origin.line;
  if (!key || origin.start !== key.start) return origin;
  return value && value.text !== "" ? value : key;
}
