/**
 * What an entry of the knowledge tables is made of. The tables are data: whoever needs an answer about a key
 * asks `container/`, which holds the little logic that looks entries up.
 */

/** Releases as people name them: Proxmox VE "8.1", liblxc "5.0", the AppArmor parser "4.0". */
export interface Versions {
  readonly pve?: string;
  readonly liblxc?: string;
  readonly apparmor?: string;
}

export interface Fact {
  /** What it is and what it does, in one or two plain sentences of Markdown. */
  readonly summary: string;
  /** Where this was read or run, with the version. */
  readonly source: string;
  /** The release that brought it; absent when every release in use has it. */
  readonly since?: Versions;
  /** The release that took it away. */
  readonly removed?: Versions;
}

/** A table of facts by name. */
export type Facts<F extends Fact> = Readonly<Record<string, F>>;

/** How the text of a value is read. Names of formats are those of Proxmox' schema without the `pve-` prefix. */
export interface ValueFact extends Fact {
  readonly type: "boolean" | "integer" | "number" | "string" | "list" | "properties";
  readonly format?:
    | "startup"
    | "tags"
    | "ip-list"
    | "dns-name"
    | "dns-name-list"
    | "timezone"
    | "volume-id"
    | "config-id"
    | "mount-path"
    | "disk-size"
    | "mount-options"
    | "id-map"
    | "mac-address"
    | "ipv4"
    | "ipv4-config"
    | "ipv6"
    | "ipv6-config"
    | "device-path"
    | "file-systems"
    | "vlan-trunks"
    | "octal-mode"
    | "interface-name";
  /** The words that are allowed, most used first. */
  readonly values?: readonly string[];
  /** The releases that brought single words of `values`, where they are younger than the key. */
  readonly valuesSince?: Readonly<Record<string, Versions>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: "MiB" | "MB/s" | "seconds" | "CPUs";
  /** The value that counts when nothing is written, as it would be written. */
  readonly default?: string;
}

/** A plain key of a Proxmox CT config. */
export interface ProxmoxKeyFact extends ValueFact {
  /** The key is a name with a number from 0 up to, but without, this one: `mp0` … `mp255`. */
  readonly indexes?: number;
  /** Values outside `values`, `minimum` and `maximum` are refused by the API only; the file's reader takes them. */
  readonly checkedBy?: "reader" | "api";
  /** A container cannot start without it. */
  readonly required?: true;
  /** Proxmox keeps it for itself; nobody writes it by hand. */
  readonly internal?: true;
  /** The lines of the generated liblxc config that come from it, as Proxmox writes them; `<…>` stands for a value. */
  readonly generates?: readonly string[];
}

/** One property of a property string such as `net0` or `features`. */
export interface PropertyFact extends ValueFact {
  /** A value without a name belongs to this property. */
  readonly isDefault?: true;
  /** Who misses it: Proxmox' reader, which calls the whole value wrong, or the start, which fails. */
  readonly required?: "reader" | "start";
  /** Without effect in the other kind of container. */
  readonly only?: "privileged" | "unprivileged";
  /** The lines that Proxmox adds to the generated liblxc config because of it, as it writes them; `<…>` stands for a value. */
  readonly generates?: readonly string[];
}

/** What Proxmox' reader does with a raw `lxc.*` line of a CT config. */
export type ProxmoxVerdict =
  /** Taken over into the generated config. */
  | "accepted"
  /** Taken over with a warning. */
  | "deprecated"
  /** "unable to parse config": the line is lost. */
  | "dropped";

/** The grammars by which liblxc checks a value while it loads a config; a key without one takes any text. */
export type LxcFormat =
  | "architecture"
  | "automatic-mounts"
  | "bridge-vlan-id"
  | "cgroup-path"
  | "console-size"
  | "dropped-capabilities"
  | "environment"
  | "file"
  | "flag"
  | "group-ids"
  | "host-name"
  | "id-map"
  | "integer"
  | "ipv4-address"
  | "ipv4-gateway"
  | "ipv4-route"
  | "ipv6-address"
  | "ipv6-gateway"
  | "ipv6-route"
  | "kept-capabilities"
  | "lenient-flag"
  | "lenient-number"
  | "log-level"
  | "namespaces"
  | "queue-count"
  | "resource-limit"
  | "rootfs-options"
  | "signal"
  | "single-name"
  | "socket"
  | "tagged-vlan-id"
  | "terminal-directory"
  | "time-offset"
  | "unsigned"
  | "vlan-id"
  | "word"
  | "word-in-any-case";

/** A key of liblxc, or one that Proxmox lets through although liblxc does not have it. */
export interface LxcKeyFact extends Fact {
  readonly proxmox: ProxmoxVerdict;
  /** `scalar`: the last line wins; `list`: lines add up, an empty one clears; `keyed`: one value for each sub-key; `clear`: only the empty value exists. */
  readonly kind: "scalar" | "list" | "keyed" | "clear";
  /** The grammar of the value in a few words, for people. */
  readonly value: string;
  /** How liblxc checks the value while it loads the config. */
  readonly format?: LxcFormat;
  /** An empty value, which clears other keys, makes liblxc refuse the config here. */
  readonly emptyIsRefused?: true;
  /** The words that are allowed, most used first, where the value is made of words. */
  readonly values?: readonly string[];
  /** The releases that brought single words of `values`, where they are younger than the key. */
  readonly valuesSince?: Readonly<Record<string, Versions>>;
  /** What liblxc takes when nothing is written. */
  readonly default?: string;
  /** Every release of liblxc in use refuses the whole config because of this key. From `removed.liblxc` on any key is refused. */
  readonly refused?: true;
  /** For `proxmox: "deprecated"`: the release that began to warn; before it the key is accepted without a word. */
  readonly deprecatedSince?: Versions;
}

/** A key that liblxc had under another name, until 2.1. */
export interface RenamedLxcKeyFact extends Fact {
  /** Today's name; `N` stands for the number of the interface. Absent when nothing replaces the key. */
  readonly now?: string;
  readonly proxmox: ProxmoxVerdict;
}

export interface MountOptionFact extends Fact {
  /**
   * `lxc`: LXC takes the word out and acts on it; `flag`: a flag of mount(2); `propagation`: how mounts spread,
   * at most one in an entry; `ignored`: read and thrown away.
   */
  readonly kind: "lxc" | "flag" | "propagation" | "ignored";
  /** Has no effect on a bind mount unless `ro` stands beside it. */
  readonly lostOnBind?: true;
}

export interface FileSystemFact extends Fact {
  /** The kernel lets the root of a user namespace, so of an unprivileged container, mount it. */
  readonly mountableUnprivileged: boolean;
  /** What the source field names: a block device, a share, or nothing that matters. */
  readonly names: "device" | "share" | "any";
}

/** A device node whose number is fixed, or a range of them. */
export interface DeviceFact extends Fact {
  readonly path: string;
  readonly type: "c" | "b";
  readonly major: number;
  /** A single minor, or `*` where each minor is a device of the same sort. */
  readonly minor: number | "*";
  /** The kernel gives this major out anew at each boot: the number here is only a usual one. */
  readonly dynamic?: true;
}

export interface CapabilityFact extends Fact {
  /** As the kernel numbers it. */
  readonly number: number;
  /** LXC's templates take it from a privileged container. */
  readonly droppedByDefault?: true;
}

export interface DistributionFact extends Fact {
  /** Its containers start systemd as init. */
  readonly systemd: boolean;
}

/** A word people write in a CT config that belongs to something else. */
export interface ForeignKeyFact extends Fact {
  /** Whose word it is; absent for a word that nobody but the writer knows. */
  readonly belongsTo?: "QEMU" | "pct" | "OpenVZ" | "LXD" | "API";
  /** What to write in a CT config instead. */
  readonly instead?: string;
}

/** A word that begins a rule of an AppArmor profile, after its qualifiers. */
export interface RuleClassFact extends Fact {
  /** `rule`: ends with a comma; `block`: ends with a pair of braces; `include`: ends with the line. */
  readonly form: "rule" | "block" | "include";
  /** The word alone, with its end, is complete. */
  readonly bare?: true;
  /** The qualifier `owner` may stand before it. */
  readonly takesOwner?: true;
  /** The words for the kinds of access, where the class has such words; several stand in parentheses. */
  readonly access?: readonly string[];
}

/** A word that may stand before the class of an AppArmor rule. Qualifiers come in the order of the table. */
export interface RuleQualifierFact extends Fact {
  /** Qualifiers that exclude each other carry the same name. */
  readonly excludes?: "decision" | "ownership";
}
