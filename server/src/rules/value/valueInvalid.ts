import type { Container } from "../../container/container.js";
import { proxmoxKey } from "../../container/keys.js";
import { dnsName } from "../../container/networkFormats.js";
import type { Complaint } from "../../container/propertyValues.js";
import { refusedSettings } from "../../container/refusedSettings.js";
import { validateSetting } from "../../container/validate.js";
import { partOf, type Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { effectOf } from "./plainValues.js";
import { repairOf } from "./repairs.js";

/** Proxmox warns of a value that it cannot read, keeps it, and works on with the text. What comes of that depends on the key. */
export const valueInvalid = defineRule({
  name: "value-invalid",
  area: "value",
  severity: "warning",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["setting"],
  check(container, report) {
    for (const { line, key, written, complaints } of refusedSettings(container)) {
      const type = proxmoxKey(key.text)?.type;
      const isOthers = type === "properties" || type === "boolean" || key.text === "memory" || key.text === "swap";
      const [complaint] = complaints;
      if (isOthers || !complaint || complaint.kind === "unknown-key") continue;
      checkValue(container, key, written, complaint, line.section.kind === "snapshot", report);
    }
  },
});

function checkValue(
  { target }: Container,
  key: Token,
  value: Token,
  complaint: Complaint,
  isSnapshot: boolean,
  report: Report,
): void {
  const fact = proxmoxKey(key.text);
  if (!fact) return;
  const part = partOf(value, complaint.start, complaint.end);
  const effect = effectOf(key.text, part.text, isSnapshot);
  const accepts = (text: string) => validateSetting(key.text, text, target.proxmox).complaints.length === 0;
  const repair = complaint.kind === "line-feed" ? undefined : repairOf(fact, part.text, true, accepts);
  const write = repair ? `Write \`${repair.text}\` instead.` : effect.write;
  const fixes: readonly Fix[] = repair
    ? [{ title: `Write \`${repair.text}\``, safe: repair.safe, edits: [replace(part, repair.text)] }]
    : [];
  report(key.text === "hostname" ? badLabel(part) : part, `${effect.what}. ${write}`, {
    severity: effect.severity,
    fixes,
  });
}

/** The first part between dots that is no DNS name; the whole name when one of them is empty. */
function badLabel(name: Token): Token {
  let start = 0;
  for (const label of name.text.split(".")) {
    if (label !== "" && dnsName(label) !== undefined) return partOf(name, start, start + label.length);
    start += label.length + 1;
  }
  return name;
}
