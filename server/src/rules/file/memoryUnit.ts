import { isDigit } from "../../syntax/characters.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Memory and swap are plain numbers of MiB; of anything else only the number in front counts, so `1G` is 1 MiB. */
export const memoryUnit = defineRule({
  name: "memory-unit",
  area: "file",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["memory", "swap"],
  check({ document }, report) {
    for (const { kind, key, value } of document.lines) {
      if (kind !== "setting" || !key || !value || (key.text !== "memory" && key.text !== "swap")) continue;
      if (isNumber(value.text) || trailingComment(value)) continue;
      const counts = leadingNumber(value.text);
      const meant = mebibytes(value.text);
      const said = value.text.trim() === "" ? "a blank" : `\`${value.text}\``;
      const write = meant === undefined ? "a number of MiB without a unit instead" : `\`${meant}\` instead`;
      report(
        value,
        `Proxmox knows no units, signs or words here, so ${said} counts as ${counts} MiB. Write ${write}.`,
        {
          severity: counts === meant ? "warning" : "error",
          fixes:
            meant === undefined
              ? []
              : [{ title: `Write \`${meant}\``, safe: true, edits: [replace(value, String(meant))] }],
        },
      );
    }
  },
});

function isNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return text !== "";
}

/** The number that Perl takes a text for. */
function leadingNumber(text: string): number {
  return Number(/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/.exec(text)?.[0] ?? 0);
}

const units: Readonly<Record<string, number>> = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 };

/** `1G`, `2 GB` and `512MiB` as a number of MiB; undefined when it is no whole number or the unit is unknown. */
function mebibytes(text: string): number | undefined {
  const match = /^([0-9]+(?:\.[0-9]+)?) ?([KMGT])(?:i?B)?$/i.exec(text);
  const amount = Number(match?.[1]) * (units[match?.[2]?.toUpperCase() ?? ""] ?? Number.NaN);
  return Number.isSafeInteger(amount) && amount > 0 ? amount : undefined;
}
