import { factOf } from "../../container/keys.js";
import { releaseHas } from "../../container/releases.js";
import type { Property } from "../../syntax/propertyString.js";
import { partOf, type Token } from "../../syntax/token.js";
import { nearestName } from "../file/nearestName.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import type { Report } from "../rule.js";
import type { RefusedProperties } from "./propertyInvalid.js";
import { removeProperty } from "./removeProperty.js";

/** A property of a name that Proxmox does not know. */
export function reportUnknown(refused: RefusedProperties, key: Token, report: Report): void {
  const { table, so, name } = refused;
  const tidy = key.text.trim();
  if (tidy !== key.text && factOf(table, tidy)) {
    const isInFront = key.text.trimEnd() === key.text;
    const blank = isInFront
      ? partOf(key, 0, key.text.length - key.text.trimStart().length)
      : partOf(key, key.text.trimEnd().length, key.text.length);
    report(blank, `Proxmox takes this blank for a part of the name \`${tidy}\`, so ${so}. Remove it.`, {
      fixes: [{ title: "Remove the blank", safe: true, edits: [replace(key, tidy)] }],
    });
    return;
  }
  const property = refused.byStart.get(key.start);
  const meant = propertyMeant(refused, key.text);
  const removal: readonly Fix[] = property
    ? [{ title: `Remove \`${tidy}\``, safe: false, edits: [removeProperty(refused, property)] }]
    : [];
  if (!meant) {
    // A longer list than that of a device nobody reads, and completion offers it.
    const known = Object.keys(table);
    const write = known.length > 6 ? "Remove it." : `Write one of \`${known.join("`, `")}\` instead.`;
    const message = `Proxmox knows no property \`${tidy}\` of \`${name}\`, so ${so}. ${write}`;
    report(key, message, { fixes: removal });
    return;
  }
  const isFree = !refused.names.has(meant.name);
  const repair = isFree && property ? [renaming(refused, key, property, meant)] : [];
  report(
    key,
    `Proxmox knows no property \`${tidy}\` of \`${name}\`, so ${so}. Write \`${meant.text ?? `${meant.name}=`}\` instead.`,
    { fixes: [...repair, ...removal] },
  );
}

/** The property that somebody meant by a word. */
export interface MeantProperty {
  readonly name: string;
  readonly isSure: boolean;
  /** The whole property, where the word says its value too. */
  readonly text?: string;
}

/** What people write for a property, from other programs or from memory. */
const otherNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  net: {
    macaddr: "hwaddr",
    mac: "hwaddr",
    macaddress: "hwaddr",
    gateway: "gw",
    gw4: "gw",
    gateway6: "gw6",
    ip4: "ip",
    ipv4: "ip",
    address: "ip",
    ipv6: "ip6",
    vlan: "tag",
    vlanid: "tag",
    trunk: "trunks",
    dev: "name",
    ifname: "name",
    br: "bridge",
    "link-down": "link_down",
    host_managed: "host-managed",
  },
  mp: {
    path: "mp",
    target: "mp",
    dst: "mp",
    readonly: "ro",
    "read-only": "ro",
    options: "mountoptions",
    opts: "mountoptions",
  },
  rootfs: { readonly: "ro", "read-only": "ro", options: "mountoptions", opts: "mountoptions" },
  dev: { group: "gid", user: "uid", owner: "uid", perm: "mode", chmod: "mode", deny_write: "deny-write" },
};

/** Undefined when no property of this release is close. */
export function propertyMeant({ container, table, name }: RefusedProperties, word: string): MeantProperty | undefined {
  const lower = word.trim().toLowerCase();
  const other = otherNames[name]?.[lower];
  if (other !== undefined) return { name: other, isSure: true };
  if (factOf(table, lower)) return { name: lower, isSure: true };
  if (table.mountoptions?.values?.includes(lower)) {
    return { name: "mountoptions", isSure: false, text: `mountoptions=${lower}` };
  }
  const names = Object.keys(table).filter((each) => {
    const fact = factOf(table, each);
    return fact && releaseHas(container.target.proxmox, fact);
  });
  return nearestName(lower, names);
}

function renaming(refused: RefusedProperties, key: Token, property: Property, meant: MeantProperty): Fix {
  const isOn = meant.text === undefined || property.value?.text === "1";
  const edit = meant.text === undefined ? replace(key, meant.name) : replace(property, meant.text);
  // The value must be right under the new name too, or the next finding is at the same place.
  return {
    title: `Write \`${meant.text ?? meant.name}\``,
    safe: meant.isSure && isOn && refused.name !== "unused",
    edits: [edit],
  };
}
