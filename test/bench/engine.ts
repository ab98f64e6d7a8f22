import { containerOf } from "../../server/src/container/container.js";
import { check } from "../../server/src/rules/check.js";
import type { Document } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";

export function parseText(text: string): Document {
  return parse(text, "proxmox");
}

export function checkText(text: string): number {
  return check(containerOf(parseText(text))).length;
}
