import type { Container } from "../../container/container.js";
import { factOf, keyNameOf } from "../../container/keys.js";
import type { Complaint } from "../../container/propertyValues.js";
import { type RefusedSetting, refusedSettings } from "../../container/refusedSettings.js";
import type { Facts, PropertyFact } from "../../knowledge/fact.js";
import { propertyTables } from "../../knowledge/properties.js";
import { type Property, readProperties } from "../../syntax/propertyString.js";
import { partOf } from "../../syntax/token.js";
import { insertAt, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { reportMisplaced } from "./misplacedParts.js";
import { propertyMeant, reportUnknown } from "./unknownProperties.js";
import { reportValue } from "./wrongPropertyValues.js";

/** The property string that a complaint is about, and what comes of it. */
export interface RefusedProperties {
  readonly container: Container;
  readonly setting: RefusedSetting;
  /** The name of the key, without its number. */
  readonly name: string;
  readonly table: Facts<PropertyFact>;
  readonly properties: readonly Property[];
  /** By where it begins. */
  readonly byStart: ReadonlyMap<number, Property>;
  /** The names that are written, known or not. */
  readonly names: ReadonlySet<string>;
  /** The end of a sentence that begins with "so". */
  readonly so: string;
}

/** One mistake in the value of `netN`, `mpN`, `rootfs`, `devN` or `unusedN`, and Proxmox refuses the whole value. */
export const propertyInvalid = defineRule({
  name: "property-invalid",
  area: "value",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["net", "mp", "rootfs", "dev", "unused"],
  check(container, report) {
    for (const setting of refusedSettings(container)) {
      const { name, digits } = keyNameOf(setting.key.text);
      const table = name === "features" ? undefined : propertyTables[name];
      if (!table) continue;
      const { so, severity } = consequenceOf(container, setting);
      const properties = readProperties(setting.written);
      const refused: RefusedProperties = {
        ...{ container, setting, name, table, properties, so },
        byStart: new Map(properties.map((property) => [property.start, property])),
        names: new Set(properties.flatMap(({ key: written }) => written?.text ?? [])),
      };
      const reportHere: Report = (at, message, details) => report(at, message, { severity, ...details });
      for (const complaint of setting.complaints) checkComplaint(refused, complaint, digits, reportHere);
    }
  },
});

function checkComplaint(refused: RefusedProperties, complaint: Complaint, digits: string, report: Report): void {
  // What only an older release refuses is told by needs-newer-version.
  if (complaint.since !== undefined) return;
  const part = partOf(refused.setting.written, complaint.start, complaint.end);
  switch (complaint.kind) {
    case "unknown-key":
      return;
    case "line-feed":
      report(part, `A carriage return stands in the middle of this value, so ${refused.so}. Remove it.`, {
        fixes: [{ title: "Remove the carriage return", safe: false, edits: [replace(part, "")] }],
      });
      return;
    case "unknown-property":
      reportUnknown(refused, part, report);
      return;
    case "missing-property":
      reportMissing(refused, complaint.property ?? "", digits, report);
      return;
    case "repeated-property":
    case "incomplete-property":
    case "nameless-value":
      reportMisplaced(refused, complaint, part, report);
      return;
    default:
      reportValue(refused, complaint, part, report);
  }
}

/** What a property that must be there is for, and what to write for it. */
const examples: Readonly<Record<string, string>> = {
  name: "name=eth0",
  mp: "mp=/srv/data",
  volume: "local-lvm:vm-101-disk-1",
};

function reportMissing(refused: RefusedProperties, property: string, digits: string, report: Report): void {
  const { setting, so, name, properties } = refused;
  const isMisspelt = properties.some(({ key }) => {
    return key && !factOf(refused.table, key.text) && propertyMeant(refused, key.text)?.name === property;
  });
  // Another name for it is told already.
  if (isMisspelt) return;
  const value = setting.written;
  const text = `name=eth${digits},`;
  report(
    value.text === "" ? setting.key : value,
    `\`${property}\` is missing here, so ${so}. Write one such as \`${examples[property] ?? property}\`.`,
    {
      fixes:
        name === "net" && property === "name"
          ? [{ title: `Write \`name=eth${digits}\``, safe: false, edits: [insertAt(value.start, text)] }]
          : [],
    },
  );
}
