import type {
  CapabilityFact,
  DeviceFact,
  Fact,
  FileSystemFact,
  LxcKeyFact,
  MountOptionFact,
  PropertyFact,
  ProxmoxKeyFact,
  RenamedLxcKeyFact,
  ValueFact,
  Versions,
} from "../knowledge/fact.js";

/** Where the programs themselves are documented. */
const manuals = {
  proxmox: "[pct.conf(5)](https://pve.proxmox.com/pve-docs/pct.conf.5.html)",
  lxc: "[lxc.container.conf(5)](https://linuxcontainers.org/lxc/manpages/man5/lxc.container.conf.5.html)",
  mount: "[mount(8)](https://man7.org/linux/man-pages/man8/mount.8.html)",
  capabilities: "[capabilities(7)](https://man7.org/linux/man-pages/man7/capabilities.7.html)",
  devices: "[Linux' list of devices](https://www.kernel.org/doc/html/latest/admin-guide/devices.html)",
} as const;

/** One text for a hover: a heading, sentences, a list of what is set apart, generated lines, where to read on. */
interface Page {
  readonly heading: string;
  readonly text: readonly string[];
  readonly points?: readonly (string | undefined)[];
  readonly generates?: readonly string[] | undefined;
  readonly manual: string;
}

function render({ heading, text, points = [], generates = [], manual }: Page): string {
  const list = points.flatMap((point) => (point ? [`- ${point}`] : []));
  const parts = [`**${heading}**`, ...text];
  if (list.length > 0) parts.push(list.join("\n"));
  if (generates.length > 0) parts.push("Proxmox generates", `\`\`\`lxc\n${generates.join("\n")}\n\`\`\``);
  return [...parts, manual].join("\n\n");
}

export function proxmoxKeyText(key: string, fact: ProxmoxKeyFact): string {
  return render({
    heading: key,
    text: [fact.summary],
    points: [...valuePoints(fact), sinceText(fact.since), removedText(fact.removed)],
    generates: fact.generates,
    manual: manuals.proxmox,
  });
}

export function propertyText(key: string, property: string, fact: PropertyFact): string {
  return render({
    heading: `${key}: ${property}`,
    text: [fact.summary],
    points: [
      ...valuePoints(fact),
      fact.required && "Required",
      fact.only && `Takes effect in ${fact.only} containers only`,
      sinceText(fact.since),
    ].map((point) => point || undefined),
    generates: fact.generates,
    manual: manuals.proxmox,
  });
}

const kinds: Readonly<Record<LxcKeyFact["kind"], string>> = {
  scalar: "The last line wins",
  list: "Lines add up; an empty one clears those above it",
  keyed: "One value for each name; the last line of a name wins",
  clear: "Only the empty value exists: it clears what was set",
};

const verdicts: Readonly<Record<LxcKeyFact["proxmox"], string | undefined>> = {
  accepted: undefined,
  deprecated: "Proxmox takes it over with a warning",
  dropped: "Proxmox drops the line; a file named by `lxc.include` can hold it",
};

export function lxcKeyText(key: string, fact: LxcKeyFact): string {
  return render({
    heading: key,
    text: [fact.summary],
    points: [
      `Value: ${fact.value}`,
      fact.default === undefined ? undefined : `Default: \`${fact.default}\``,
      kinds[fact.kind],
      verdicts[fact.proxmox],
      fact.refused && "liblxc refuses the whole config because of it",
      sinceText(fact.since),
      removedText(fact.removed),
    ].map((point) => point || undefined),
    manual: manuals.lxc,
  });
}

export function renamedKeyText(key: string, fact: RenamedLxcKeyFact): string {
  const now = fact.now ? `Today's name: \`${fact.now}\`` : "Nothing replaces it";
  return render({ heading: key, text: [fact.summary], points: [now], manual: manuals.lxc });
}

const optionKinds: Readonly<Record<MountOptionFact["kind"], string>> = {
  lxc: "Read by LXC itself",
  flag: "A flag of the mount",
  propagation: "How mounts spread; at most one in an entry",
  ignored: "LXC reads it and throws it away",
};

export function mountOptionText(option: string, fact: MountOptionFact): string {
  const lost = fact.lostOnBind && "Not applied to a bind mount unless `ro` stands beside it";
  return render({
    heading: option,
    text: [fact.summary],
    points: [optionKinds[fact.kind], lost || undefined, sinceText(fact.since)],
    manual: manuals.mount,
  });
}

export function fileSystemText(name: string, fact: FileSystemFact): string {
  const who = fact.mountableUnprivileged
    ? "An unprivileged container may mount it"
    : "An unprivileged container may not mount it";
  return render({ heading: name, text: [fact.summary], points: [who], manual: manuals.mount });
}

export function deviceText(device: DeviceFact): string {
  const type = device.type === "c" ? "character" : "block";
  const number = `${device.major}:${device.minor}`;
  return render({
    heading: `${device.path} (${device.type} ${number})`,
    text: [device.summary],
    points: [
      `A ${type} device; its rule is \`${device.type} ${number} rwm\``,
      device.dynamic && "The number is given out anew at each boot; `devN` finds it by the path",
    ].map((point) => point || undefined),
    manual: manuals.devices,
  });
}

export function capabilityText(name: string, fact: CapabilityFact): string {
  return render({ heading: `${name} (${fact.number})`, text: [fact.summary], manual: manuals.capabilities });
}

/** A fact that has no more than its summary. */
export function plainText(heading: string, fact: Fact): string {
  return render({ heading, text: [fact.summary], points: [sinceText(fact.since)], manual: manuals.lxc });
}

/** Words of our own, for what is no entry of a table. */
export function ownText(heading: string, ...text: readonly string[]): string {
  return [`**${heading}**`, ...text].join("\n\n");
}

/** A piece of the file as code, whatever stands in it. */
export function inCode(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

function valuePoints(fact: ValueFact): readonly (string | undefined)[] {
  const unit = fact.unit ? ` ${fact.unit}` : "";
  const { minimum, maximum } = fact;
  const from = minimum === undefined ? undefined : `from ${minimum}`;
  const to = maximum === undefined ? undefined : `up to ${maximum}`;
  return [
    fact.values && `One of ${fact.values.map((value) => `\`${value}\``).join(", ")}`,
    from || to || unit ? `A number ${[from, to].filter(Boolean).join(" ")}${unit}`.replace(/ +/g, " ") : undefined,
    fact.default === undefined ? undefined : `Default: \`${fact.default}\`${unit}`,
  ];
}

function sinceText(since: Versions | undefined): string | undefined {
  const named = versionsText(since);
  return named && `Since ${named}`;
}

function removedText(removed: Versions | undefined): string | undefined {
  const named = versionsText(removed);
  return named && `Gone since ${named}`;
}

function versionsText(versions: Versions | undefined): string | undefined {
  const parts = [versions?.pve && `Proxmox VE ${versions.pve}`, versions?.liblxc && `liblxc ${versions.liblxc}`];
  const named = parts.filter((part) => part !== undefined && part !== "");
  return named.length > 0 ? named.join(", ") : undefined;
}
