import { factOf } from "../../container/keys.js";
import { type Complaint, readPropertyValues } from "../../container/propertyValues.js";
import type { PropertyFact } from "../../knowledge/fact.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import type { Report } from "../rule.js";
import type { RefusedProperties } from "./propertyInvalid.js";
import { removeProperty } from "./removeProperty.js";
import { repairOf } from "./repairs.js";

/** A property that has a value which Proxmox does not take. */
export function reportValue(refused: RefusedProperties, complaint: Complaint, value: Token, report: Report): void {
  const { table, so, container, properties } = refused;
  const name = complaint.property ?? "";
  const fact = factOf(table, name);
  if (!fact) return;
  const one = { [name]: fact };
  const accepts = (text: string) =>
    !text.includes(",") && readPropertyValues(one, `${name}=${text}`, container.target.proxmox).complaints.length === 0;
  const repair = repairOf(fact, value.text, false, accepts);
  const property = properties.find((each) => each.start <= value.start && value.end <= each.end);
  const isVirtualMachines = name === "mtu" && value.text === "1";
  const fixes: Fix[] = [];
  if (repair && !isVirtualMachines) {
    fixes.push({ title: `Write \`${repair.text}\``, safe: repair.safe, edits: [replace(value, repair.text)] });
  } else if (property && fact.required === undefined) {
    // `mtu=1` is the bridge's MTU in a virtual machine, which a container has without the property.
    const edits = [removeProperty(refused, property)];
    fixes.push({ title: `Remove \`${name}\``, safe: isVirtualMachines, edits });
  }
  const said = value.text.trim() === "" ? "a blank" : `\`${value.text}\``;
  const write = repair?.safe && !isVirtualMachines ? `Write \`${repair.text}\` instead.` : allowed(name, fact);
  report(value, `Proxmox does not take ${said} for \`${name}\`, so ${so}. ${write}`, { fixes });
}

const byFormat: Readonly<Partial<Record<NonNullable<PropertyFact["format"]>, string>>> = {
  "ipv4-config": "Write an address with its prefix such as `192.0.2.5/24`, or `dhcp` or `manual` instead.",
  "ipv6-config": "Write an address with its prefix such as `2001:db8::5/64`, or `auto`, `dhcp` or `manual` instead.",
  ipv4: "Write an IPv4 address without a prefix instead.",
  ipv6: "Write an IPv6 address without a prefix instead.",
  "mac-address": "Write six pairs with colons such as `BC:24:11:00:00:01` instead; the second digit is even.",
  "disk-size": "Write a number and `K`, `M`, `G` or `T`, such as `8G` instead.",
  "mount-path": "Write a path without `.` and `..` in it instead.",
  "device-path": "Write the path of a device, beginning with `/dev/`, instead.",
  "octal-mode": "Write `0` and three octal digits, such as `0660` instead.",
  "id-map": "Write ranges such as `u:1000:1000:1;g:1000:1000:1`, or `passthrough`, instead.",
  "vlan-trunks": "Write VLANs such as `2;3;10` instead.",
  "interface-name": "Write letters, digits, `-`, `_` and `.` instead.",
  "volume-id": "Write the volume alone instead, such as `local-lvm:vm-101-disk-1`.",
};

function allowed(name: string, fact: PropertyFact): string {
  if (fact.format === "mount-options") return `Write some of \`${fact.values?.join(";")}\` instead.`;
  if (fact.format !== undefined) return byFormat[fact.format] ?? "Write one that Proxmox takes instead.";
  if (fact.values) return `Write one of \`${fact.values.join("`, `")}\` instead.`;
  if (fact.type === "boolean") return "Write `1` or `0` instead.";
  const { minimum, maximum } = fact;
  if (name === "mtu") return "Write 64 to 65535 instead, or remove it to have the bridge's.";
  if (minimum !== undefined && maximum !== undefined) return `Write a number from ${minimum} to ${maximum} instead.`;
  return minimum === undefined ? "Write a number instead." : `Write a whole number, ${minimum} or more, instead.`;
}
