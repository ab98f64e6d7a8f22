import { factOf, keyNameOf, lxcKey, proxmoxKey } from "../../container/keys.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import { skipBlanks } from "../../syntax/characters.js";
import type { Fix, RejectedBy, Severity } from "../finding.js";
import { insertAt } from "../fixes.js";
import { nearestName } from "./nearestName.js";
import { wordAt } from "./word.js";

/** What is wrong with a line of a native config that is no setting. */
export interface NativeDiagnosis {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly severity: Severity;
  readonly rejectedBy: RejectedBy;
  readonly fixes: readonly Fix[];
}

/** Why a native line that does not begin with `lxc.` is one too few; undefined for what nobody misses. */
const lxcNames = Object.keys(lxcKeys).filter((name) => !name.includes("*"));

export function ignoredNativeLine(text: string, start: number, end: number): NativeDiagnosis | undefined {
  const first = text.charAt(start);
  // What somebody wrote as a comment is ignored as it was meant to be.
  if (first === ";" || text.startsWith("//", start)) return undefined;
  const comment: Fix = { title: "Make it a comment", safe: true, edits: [insertAt(start, "# ")] };
  const of = (at: { start: number; end: number }, message: string, fixes: readonly Fix[]): NativeDiagnosis => ({
    start: at.start,
    end: at.end,
    message,
    severity: "warning",
    rejectedBy: "ignored",
    fixes,
  });
  if (first === "[") {
    return of({ start, end }, "A native config has no sections, so liblxc ignores this line. Remove the line.", [
      comment,
    ]);
  }
  const word = wordAt(text, start, end);
  const mark = text.charAt(skipBlanks(text, word.end, end));
  const meant = mark === "=" || mark === ":" ? lxcNameFor(word.text) : undefined;
  if (meant) {
    const fix = {
      title: `Write \`${meant.name}\``,
      safe: meant.isSure,
      edits: [{ start, end: word.end, newText: meant.name }],
    };
    return of(
      word,
      `liblxc ignores this line because it does not begin with \`lxc.\`. Write \`${meant.name}\` instead.`,
      [fix],
    );
  }
  const setting = mark === ":" ? proxmoxKey(word.text) : undefined;
  if (setting) {
    const line = setting.generates?.[0];
    const write =
      line === undefined
        ? "Remove the line."
        : `Write \`${line.replace("<N>", keyNameOf(word.text).digits)}\` instead.`;
    const message = `liblxc ignores this line because \`${word.text}\` is a key of Proxmox configs. ${write}`;
    return of(word, message, [{ ...comment, safe: false }]);
  }
  return of(
    { start, end },
    "liblxc ignores this line because it does not begin with `lxc.`. Put `#` in front of it if it is a comment.",
    [comment],
  );
}

/** `LXC.mount.entry`, `lcx.mount.entry` and `lxc_mount.entry` are meant to be keys of liblxc. */
function lxcNameFor(word: string): { readonly name: string; readonly isSure: boolean } | undefined {
  const small = word.toLowerCase();
  if (factOf(lxcKeys, small) || (small.startsWith("lxc.") && lxcKey(small))) return { name: small, isSure: true };
  return small.length > 4 ? nearestName(small, lxcNames) : undefined;
}
