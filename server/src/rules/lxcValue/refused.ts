import type { Container } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import { type Refusal, refusalsOf } from "../../container/lxcLoading.js";
import { architecturesOfOneProcessor } from "../../knowledge/lxcWords.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { commentInRawValue } from "../file/commentInRawValue.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { hasIncludeTrouble } from "../rawKey/includePath.js";
import { defineRule, type Report } from "../rule.js";
import { meantValue } from "./repair.js";
import { valuesOf } from "./valuesOf.js";

/** liblxc checks many values while it loads a config, and one that it does not take makes it refuse the whole. */
export const lxcValueRefused = defineRule({
  name: "lxc-value-refused",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "liblxc",
  looksAt: ["raw"],
  check(container, report) {
    checkIncludes(container, report);
    for (const refusal of refusalsOf(container)) {
      const { entry, reason } = refusal;
      // Of these, other rules speak.
      if (reason === "capabilities" || entry.key.text === "lxc.idmap" || isCommentsFault(refusal)) continue;
      const at = entry.value.text === "" ? entry.key : entry.value;
      const isOfProcessor = architecturesOfOneProcessor.includes(entry.value.text);
      report(at, messageOf(refusal), {
        severity: isOfProcessor ? "information" : "error",
        fixes: reason === "value" ? fixesFor(container, refusal) : [],
      });
    }
  },
});

/** A comment behind a value that would be right without it is the cause, and trailing-comment says so. */
function isCommentsFault({ entry }: Refusal): boolean {
  const comment = trailingComment(entry.value);
  const isQuoted = entry.line.value?.text !== entry.value.text;
  if (!comment || isQuoted) return false;
  return commentInRawValue(entry.key.text, entry.value, comment, undefined)?.rejectedBy === "liblxc";
}

function messageOf({ entry, reason }: Refusal): string {
  const key = entry.key.text;
  if (reason === "interface-type") {
    const [, , number, type] = key.split(".");
    return `This key is only for an interface of type ${type}, so liblxc refuses the whole config. Write \`lxc.net.${number}.type\` with the value \`${type}\` above it.`;
  }
  if (reason === "interface-missing") {
    return "There is no interface of this number to clear yet, so liblxc refuses the whole config. Remove the line.";
  }
  if (reason === "namespaces") {
    return "`lxc.namespace.clone` and `lxc.namespace.keep` exclude each other, so liblxc refuses the whole config. Keep one of them.";
  }
  if (entry.value.text === "")
    return `liblxc refuses the whole config because \`${key}\` is empty. Write a value or remove the line.`;
  if (architecturesOfOneProcessor.includes(entry.value.text)) {
    return "liblxc knows this architecture on LoongArch processors only. On any other it refuses the whole config.";
  }
  return `liblxc cannot read this value and refuses the whole config, so the container does not start. Write ${valuesOf(key)}.`;
}

function fixesFor({ target }: Container, { entry }: Refusal): readonly Fix[] {
  const key = lxcKey(entry.key.text);
  const meant = key && meantValue(key, entry.key.text, entry.value.text, target);
  if (meant === undefined) return [];
  return [{ title: `Write \`${meant}\``, safe: true, edits: [replace(entry.value, meant)] }];
}

const packaged = "/usr/share/lxc/config/";

function checkIncludes(container: Container, report: Report): void {
  for (const entry of container.raw) {
    const { key, value } = entry;
    const path = value.text;
    if (
      key.text !== "lxc.include" ||
      hasIncludeTrouble(container, entry) ||
      path === "" ||
      path.endsWith("/") ||
      path.startsWith(packaged)
    )
      continue;
    report(
      value,
      "When this file is not there, liblxc refuses the whole config. Put it on every node that may start the container.",
      {
        severity: "information",
      },
    );
  }
}
