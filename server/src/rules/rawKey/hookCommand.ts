import type { RawEntry } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** A hook is no line of shell: LXC runs `exec COMMAND …`, and that of `lxc.hook.start` without any shell. */
export const hookCommand = defineRule({
  name: "hook-command",
  area: "raw-key",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["raw"],
  check({ raw }, report) {
    for (const entry of raw) {
      const key = entry.key.text;
      if (!key.startsWith("lxc.hook.") || entry.value.text === "" || entry.clearedBy) continue;
      if (key === "lxc.hook.start") checkPath(entry, report);
      else if (key !== "lxc.hook.version" && lxcKey(key)) checkCommand(entry, report);
    }
  },
});

/** Source: liblxc 6.0.6 and 5.0.2, src/lxc/conf.c, verify_start_hooks(), started. */
function checkPath({ value }: RawEntry, report: Report): void {
  const text = value.text;
  const blank = text.search(/[ \t]/);
  if (blank < 0 && text.startsWith("/")) return;
  report(
    value,
    `liblxc takes this whole text for the path of a program inside the container, ${blank < 0 ? "from its root" : "arguments included"}, finds none, and the container does not start. Write the path of a script there.`,
  );
}

/** Hooks that stop the start when they fail; the others run later. Source: liblxc 6.0.6 and 5.0.2, started with a failing one of each. */
const stopping = new Set([
  "lxc.hook.pre-start",
  "lxc.hook.start-host",
  "lxc.hook.pre-mount",
  "lxc.hook.mount",
  "lxc.hook.autodev",
]);

/** Words that only a shell can run, behind which `exec` finds no program. Each started with dash, the shell of Debian. */
const shellWords = new Set(
  ": . ! { ( if for while until case cd exec exit export eval read set shift source trap ulimit umask unset wait local return".split(
    " ",
  ),
);

function checkCommand({ key, value }: RawEntry, report: Report): void {
  const text = value.text;
  const first = /^[^ \t;&|<>]*/.exec(text)?.[0] ?? "";
  const fixes = inShell(value);
  const write = fixes[0] ? "Let a shell run it all, as in `sh -c '…'`." : "Write it into a script.";
  if (shellWords.has(first) || text.startsWith("(") || /^[A-Za-z_][A-Za-z0-9_]*=/.test(first)) {
    const stops = stopping.has(key.text);
    const end = stops ? "and the container does not start" : "and the hook fails";
    report(
      { start: value.start, end: value.start + Math.max(1, first.length) },
      `liblxc runs this behind the word \`exec\`, which finds no program of this name, ${end}. ${write}`,
      { severity: stops ? "error" : "warning", rejectedBy: stops ? "start" : "ignored", fixes },
    );
    return;
  }
  const at = separator(text);
  if (at === undefined) return;
  report(
    { start: value.start + at, end: value.end },
    `liblxc runs this behind the word \`exec\`, so what comes after the first command is never reached. ${write}`,
    { severity: "warning", rejectedBy: "ignored", fixes },
  );
}

/** Where `;`, `&&` or `||` ends the first command, outside of quotes and with something behind it. */
function separator(text: string): number | undefined {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "\\") at++;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "#" && (at === 0 || /[ \t]/.test(text.charAt(at - 1)))) return undefined;
    else if (character === ";") return text.slice(at + 1).trim() === "" ? undefined : at;
    else if (text.startsWith("&&", at) || text.startsWith("||", at)) return at;
  }
  return undefined;
}

/** Only without quotes of its own can a line be quoted blindly. */
function inShell(value: RawEntry["value"]): readonly Fix[] {
  if (/['\\]/.test(value.text)) return [];
  return [{ title: "Let a shell run it", safe: false, edits: [replace(value, `sh -c '${value.text}'`)] }];
}
