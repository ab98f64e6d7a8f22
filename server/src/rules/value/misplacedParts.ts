import { factOf } from "../../container/keys.js";
import type { Complaint } from "../../container/propertyValues.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Property } from "../../syntax/propertyString.js";
import { partOf, type Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { insertAt, replace } from "../fixes.js";
import type { Report } from "../rule.js";
import type { RefusedProperties } from "./propertyInvalid.js";
import { removeProperty } from "./removeProperty.js";

/** A part at which Proxmox stops reading: a property set twice, one without a value, a value without a name. */
export function reportMisplaced(refused: RefusedProperties, complaint: Complaint, part: Token, report: Report): void {
  const { so } = refused;
  const property = refused.properties.find((each) => each.start === part.start);
  if (!property) return;
  if (complaint.kind === "incomplete-property") {
    reportIncomplete(refused, property, report);
    return;
  }
  if (!property.key) {
    reportBare(refused, property, complaint.kind === "nameless-value", report);
    return;
  }
  const earlier = earlierOf(refused, property, complaint.property ?? "");
  const isSame = earlier?.value?.text === property.value?.text;
  report(property, `\`${complaint.property}\` is set twice, so ${so}. Keep one of them.`, {
    related: earlier ? [{ span: earlier, message: "It is set here already." }] : [],
    fixes: [{ title: "Remove the second one", safe: isSame, edits: [removeProperty(refused, property)] }],
  });
}

function reportIncomplete(refused: RefusedProperties, property: Property, report: Report): void {
  const { so, table } = refused;
  const name = property.key?.text ?? "";
  const isOptional = factOf(table, name)?.required === undefined && refused.properties.length > 1;
  const fixes: readonly Fix[] = isOptional
    ? [{ title: "Remove it", safe: factOf(table, name) !== undefined, edits: [removeProperty(refused, property)] }]
    : [];
  const [what, missing] =
    name === "" ? ["No name stands in front of this `=`", "its name"] : [`Nothing follows \`${name}=\``, "a value"];
  report(property, `${what}, so ${so}. Write ${missing}, or remove it.`, { fixes });
}

function reportBare(refused: RefusedProperties, part: Property, isNameless: boolean, report: Report): void {
  const { table, so, name } = refused;
  const tidy = part.text.trim();
  const list = listBefore(refused, part);
  if (list) {
    const edits = semicolons(refused, part);
    report(
      part,
      `A comma ends \`${list.key?.text}\`, so this word stands alone, and ${so}. Write \`;\` in front of it instead.`,
      {
        fixes: [{ title: "Separate the words with `;`", safe: true, edits }],
      },
    );
    return;
  }
  const colon = tidy.indexOf(":");
  const word = colon > 0 ? tidy.slice(0, colon) : tidy;
  const fact = factOf(table, word);
  if (fact && colon > 0 && colon + 1 < tidy.length) {
    const at = part.start + part.text.indexOf(":");
    report(
      { start: at, end: at + 1 },
      `A name and its value are joined by \`=\`, so ${so}. Write \`${word}=\` instead.`,
      {
        fixes: [{ title: "Write `=`", safe: true, edits: [replace({ start: at, end: at + 1 }, "=")] }],
      },
    );
    return;
  }
  if (fact?.type === "boolean") {
    report(part, `\`${word}\` needs a value, so ${so}. Write \`${word}=1\` instead.`, {
      fixes: [
        { title: `Write \`${word}=1\``, safe: true, edits: [insertAt(part.start + part.text.trimEnd().length, "=1")] },
      ],
    });
    return;
  }
  if (
    table.mountoptions?.values?.includes(tidy) &&
    !refused.properties.some(({ key }) => key?.text === "mountoptions")
  ) {
    const text = `mountoptions=${tidy}`;
    report(part, `A mount option such as \`${tidy}\` does not stand alone, so ${so}. Write \`${text}\` instead.`, {
      fixes: [{ title: `Write \`${text}\``, safe: true, edits: [replace(part, text)] }],
    });
    return;
  }
  const what = isNameless
    ? `Every value of \`${name}\` needs a name, so ${so}. Write one in front, such as \`${Object.keys(table)[0]}=\`.`
    : `A second value without a name is one too many, so ${so}. Write its name in front, or remove it.`;
  report(part, what, { fixes: [{ title: "Remove it", safe: false, edits: [removeProperty(refused, part)] }] });
}

function earlierOf({ properties, table }: RefusedProperties, part: Property, name: string): Property | undefined {
  const isDefault = factOf(table, name)?.isDefault;
  return properties.find((each) => {
    return each.start < part.start && (each.key ? each.key.text === name : isDefault);
  });
}

/** The list, `mountoptions=` or `trunks=`, that a bare word behind it was meant for. */
function listBefore({ properties, table }: RefusedProperties, part: Property): Property | undefined {
  const before = properties[properties.indexOf(part) - 1];
  const name = before?.key?.text ?? "";
  const word = part.text.trim();
  if (name === "mountoptions") return factOf(table, name)?.values?.includes(word) ? before : undefined;
  return name === "trunks" && /^[0-9]+(?:-[0-9]+)?$/.test(word) ? before : undefined;
}

/** Every bare word that follows belongs to the list too. */
function semicolons({ properties, setting }: RefusedProperties, part: Property): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let index = properties.indexOf(part); index < properties.length; index++) {
    const [before, each] = [properties[index - 1], properties[index]];
    if (!before || !each || each.key) break;
    const gap = partOf(setting.written, before.end - setting.written.start, each.start - setting.written.start);
    const blanks = each.text.length - each.text.trimStart().length;
    edits.push(replace({ start: gap.start, end: gap.end + blanks }, ";"));
  }
  return edits;
}
