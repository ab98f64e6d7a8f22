/** What a message of a failed start means for the start. */
export type SignatureRole =
  /** It stops the start. */
  | "cause"
  /** It stops the start only where the log goes on to say so: LXC also writes it for an optional mount, or while it cleans up. */
  | "survivable"
  /** It follows from another message. */
  | "consequence"
  /** The start goes on, without what the message speaks of. */
  | "warning"
  /** The container runs, or has run: the start itself has not failed. */
  | "afterwards"
  /** It means nothing. */
  | "noise";

/** How the line of the config is found. `{name}` stands for a named group of the pattern. */
export interface SignaturePlace {
  /** Keys of liblxc; `*` stands for one part between dots. */
  readonly keys: readonly string[];
  /** A word that the value must contain. */
  readonly value?: string;
  /** The key may be missing, and that is the fault: then the start of the file is meant. */
  readonly orStart?: true;
}

/** A message by which LXC or Proxmox tells that, or why, a container does not start. */
export interface StartSignature {
  readonly id: string;
  /** A regular expression that fits the message alone, without what stands in front of it. Upper and lower case count. */
  readonly pattern: string;
  /** The functions of liblxc that write it, where the text alone does not tell. */
  readonly functions?: readonly string[];
  readonly role?: SignatureRole;
  /** `mountEntry`: by the source in the groups `src` or `srcrel` and the target in `rel` or `dst`; `quoted`: the message quotes the line in `line`. */
  readonly place?: "mountEntry" | "quoted" | SignaturePlace;
  /** The rules that find the same in a config; what they say of the line is then the advice. */
  readonly rules?: readonly string[];
  /** What may have happened, the most likely first; whole sentences. */
  readonly causes: readonly string[];
  /** What to do, in one sentence; empty where the message above it says that. */
  readonly repair: string;
  /** A command on the host that helps, where the config alone cannot; groups stand in braces. */
  readonly command?: string;
}

const mountRepair = "Correct the path, create it on the host, or add the option `optional`.";
const idMap: SignaturePlace = { keys: ["lxc.idmap"] };
/** A list of namespaces without `user` leaves the map nothing to be written to. */
const idMapAndNamespaces: SignaturePlace = { keys: ["lxc.idmap", "lxc.namespace.clone", "lxc.namespace.keep"] };
const rootfs: SignaturePlace = { keys: ["lxc.rootfs.path"] };
const seccomp: SignaturePlace = { keys: ["lxc.seccomp.profile"] };
const seeAbove = "";

/**
 * The messages of liblxc 4.0 to 7.0. The first one that fits wins. Source: liblxc 5.0.2 and 6.0.6, 309 starts that were made to fail, and
 * their wording in the tags 4.0.12 to 7.0; what is not marked in the tests as run was read in the source.
 */
export const startSignatures: readonly StartSignature[] = [
  // Mount entries.
  {
    id: "mount-enodev-no-target",
    pattern: '^No such device - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/"$',
    place: "mountEntry",
    causes: [
      "The mount entry has no target, so LXC mounts its source onto the container's root, with no file system named.",
      "The entry is written in another program's form, such as `source:target`.",
      "The line is longer than 4095 bytes, and what is behind that is lost.",
    ],
    repair: "Write source, target, `none` and the options: `/dev/fuse dev/fuse none bind,create=file 0 0`.",
  },
  {
    id: "mount-enodev",
    pattern: '^No such device - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/(?<rel>[^"]+)"$',
    place: "mountEntry",
    role: "survivable",
    rules: [
      "mount-entry-bind-missing",
      "mount-entry-filesystem-unknown",
      "mount-entry-flags-ignored",
      "mount-entry-fields-shifted",
    ],
    causes: [
      "The option `bind` is missing or misspelt, so the kernel is asked for a file system of the name in the third field.",
      "The host's kernel does not have this file system: its module is not loaded, or it is not one that the kernel can mount without a helper.",
      "The entry says `remount` alone, which LXC drops.",
    ],
    repair: "Add `bind`; for a file system, load its module on the host, or mount it there and bind it.",
  },
  {
    id: "mount-enoent-source",
    pattern:
      '^No such file or directory - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    rules: [
      "mount-entry-escape-unknown",
      "mount-entry-source-relative",
      "mount-entry-fields-shifted",
      "mount-entry-optional-missing",
      "device-path-changes",
    ],
    causes: [
      "The source does not exist on the host when the container starts.",
      "The source is `UUID=` or `LABEL=`, which LXC does not look up.",
      "A layer of the overlay does not exist.",
    ],
    repair: mountRepair,
    command: "ls -l {src}",
  },
  {
    id: "mount-relative-source",
    pattern:
      '^No such file or directory - Failed to mount "(?<src>[^/"][^"]*)" on "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["mount_entry"],
    place: "mountEntry",
    rules: ["mount-entry-source-relative"],
    causes: [
      "The source has no leading slash, and LXC loses the first part of such a path.",
      "The target does not exist in the container.",
    ],
    repair: "Write the source with its leading slash, and `create=dir` or `create=file` for the target.",
  },
  {
    id: "mount-enoent-target",
    pattern:
      '^No such file or directory - Failed to mount "(?<src>[^"]*)" on "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["mount_entry"],
    place: "mountEntry",
    rules: [
      "mount-entry-fields-shifted",
      "mount-entry-escape-unknown",
      "mount-entry-create-missing",
      "mount-entry-optional-missing",
    ],
    causes: [
      "The target does not exist in the container, and no option creates it.",
      "The options stand in the wrong field, because a field is missing or a path has a blank in it.",
    ],
    repair: "Add `create=file` for a file or device, `create=dir` for a directory; write a blank in a path as `\\040`.",
  },
  {
    id: "mount-enotdir",
    pattern: '^Not a directory - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/(?<rel>[^"]*)"$',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-create-kind"],
    causes: [
      "The source is a directory and the target is a file, made by `create=file` or there before.",
      "The source is a file or a device and the target is a directory.",
    ],
    repair:
      "Write `create=dir` for a directory, `create=file` for anything else, and remove a wrong target in the container.",
    command: "ls -ld {src}",
  },
  {
    id: "mkdir-enotdir",
    pattern: '^Not a directory - Failed to create directory "(?<root>[^"]*/lxc/rootfs)/(?<rel>[^"]*)"$',
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-target-symbolic-link", "mount-entry-shadowed"],
    causes: [
      "A part of the target's path is a file in the container, often one that an earlier `create=file` has left.",
    ],
    repair: "Choose another target, or delete that file in the container.",
  },
  {
    id: "mount-entries-silent",
    pattern: "^Failed to setup mount entries$",
    functions: ["lxc_setup"],
    role: "consequence",
    place: { keys: ["lxc.mount.entry"], value: "create=file" },
    rules: ["mount-entry-create-kind"],
    causes: ["The target of a mount entry could not be created: it ends in a slash, or a part of its path is a file."],
    repair: "Remove the slash at the end of the target, or choose another one.",
  },
  {
    id: "mount-eloop",
    pattern: "^Too many levels of symbolic links - (?<rel>.+) in (?<dst>/.+) was a symbolic link!$",
    place: { keys: ["lxc.mount.entry"], value: "{rel}" },
    role: "survivable",
    rules: ["mount-entry-target-symbolic-link"],
    causes: ["A part of the target's path is a symbolic link in the container, which LXC does not follow."],
    repair: "Write the path that the link leads to, such as `run/x` for `var/run/x`.",
  },
  {
    id: "mount-einval",
    pattern: '^Invalid argument - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-option-unknown", "mount-entry-option-value", "mount-entry-option-cut"],
    causes: [
      "The file system does not know one of the options, or cannot read its value. Words of fstab such as `nofail` count: from liblxc 6.0.5 on they are handed on.",
      "A user or group in the options is not mapped into the container.",
      "An unprivileged container binds a directory with further mounts below it, without `rbind`.",
    ],
    repair: "Remove what only fstab knows, correct the value, or write `rbind`.",
  },
  {
    id: "mount-enotblk",
    pattern: '^Block device required - Failed to mount "(?<src>[^"]*)" onto',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    causes: [
      "The source is a file or a directory, but the file system needs a block device; LXC makes no loop devices for mount entries.",
    ],
    repair: "Set up a loop device on the host and name it, or bind a directory.",
    command: "losetup --find --show {src}",
  },
  {
    id: "mount-ebusy",
    pattern: '^Device or resource busy - Failed to mount "(?<src>[^"]*)" onto',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    causes: ["The device is mounted on the host already, with other flags, or another driver holds it."],
    repair: "Bind the directory where the host has mounted it.",
    command: "findmnt {src}",
  },
  {
    id: "mount-eio",
    pattern: '^Input/output error - Failed to mount "(?<src>[^"]*)" onto',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    causes: ["The device cannot be read: it has no medium, or the loop device has no file."],
    repair: "Look at the device on the host.",
    command: "dmesg | tail",
  },
  {
    id: "mount-eperm",
    pattern:
      '^Operation not permitted - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-filesystem-needs-privilege", "mount-entry-network-share"],
    causes: [
      "The container is unprivileged, and the kernel does not let such a one mount this file system.",
      "The device rules of the container deny the device.",
    ],
    repair: "Mount it on the host and bind that directory.",
  },
  {
    id: "mount-eacces",
    pattern: '^Permission denied - Failed to mount "(?<src>[^"]*)" onto "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["safe_mount"],
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-source-unreachable", "mount-entry-network-share"],
    causes: [
      "The container is unprivileged, and its root may not pass through a directory above the source.",
      'AppArmor denies the mount; the kernel\'s log then has a line with `apparmor="DENIED" operation="mount"`.',
      "The server of a network file system refuses.",
    ],
    repair: "Give others the right to pass (`chmod o+x`) on the directories above the source, or move it.",
    command: "namei -l {src}",
  },
  {
    id: "mkdir-eacces",
    pattern: '^Permission denied - Failed to create directory "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    place: "mountEntry",
    role: "survivable",
    causes: [
      "The container is unprivileged, and the directory in which the target is to be made belongs to somebody else.",
    ],
    repair: "Give that directory in the container to the container's root, 100000 on the host by default.",
  },
  {
    id: "mkdir-erofs",
    pattern: '^Read-only file system - Failed to create directory "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    place: "mountEntry",
    role: "survivable",
    causes: ["The container's root file system is read-only, so the target cannot be made."],
    repair: "Make the target before, or mount the root file system writable.",
  },
  {
    id: "mount-quotes",
    pattern:
      '^No such file or directory - Failed to mount "(?<src>"[^"]*"?)" on(?:to)? "(?<root>[^"]*/lxc/rootfs)/?(?<rel>.*)"$',
    place: "mountEntry",
    causes: [
      "A path of the mount entry stands in quotes, which belong to its name for LXC, and there is no such file.",
    ],
    repair: "Write the path without quotes, and a blank in it as `\\040`.",
  },
  {
    id: "mount-ignored-absolute",
    pattern: '^Ignoring mount point "(?<dst>[^"]*)"$',
    place: "mountEntry",
    role: "warning",
    rules: ["mount-entry-target-absolute"],
    causes: [
      "The target begins with a slash, so LXC passes over the entry and the container starts without this mount.",
    ],
    repair: "Write the target without its leading slash.",
  },
  {
    id: "rootfs-overmounted",
    pattern: "^Rootfs overmounted$|^(?:Invalid argument - )?Rootfs seems to have changed after setting up mounts$",
    place: { keys: ["lxc.mount.entry"] },
    rules: ["mount-entry-target-root"],
    causes: ["A mount entry mounts onto the container's root itself."],
    repair: "Give the entry a target below the root.",
  },
  {
    id: "mount-propagation",
    pattern: '^(?<errno>[^"]+) - Failed to change mount propagation for "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"',
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-flags-ignored"],
    causes: [
      "The entry has more than one of `shared`, `slave`, `private` and `unbindable`, which the kernel refuses together.",
    ],
    repair: "Keep one of them.",
  },
  {
    id: "idmap-open-userns",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to open user namespace (?<path>\S+)$`,
    place: { keys: ["lxc.mount.entry", "lxc.rootfs.options"], value: "idmap={path}" },
    rules: ["mount-entry-idmap-invalid"],
    causes: ["The user namespace that `idmap=` names does not exist."],
    repair: "Write `idmap=container`.",
  },
  {
    id: "idmap-empty",
    pattern: 'Missing idmap path for "idmap=<path>" LXC specific mount option$',
    place: { keys: ["lxc.mount.entry", "lxc.rootfs.options"], value: "idmap=" },
    rules: ["mount-entry-idmap-invalid"],
    causes: ["`idmap=` has no value."],
    repair: "Write `idmap=container`.",
  },
  {
    id: "idmap-eperm",
    pattern: "^Operation not permitted - Failed to idmap detached mount",
    place: { keys: ["lxc.mount.entry", "lxc.rootfs.options"], value: "idmap=" },
    role: "survivable",
    rules: ["mount-entry-idmap-invalid"],
    causes: ["The container is privileged, so there is no ID map that `idmap=container` could take."],
    repair: "Remove `idmap=`.",
  },
  {
    id: "idmap-not-bind",
    pattern: "Only bind mounts can currently be idmapped$",
    place: { keys: ["lxc.mount.entry"], value: "idmap=" },
    role: "survivable",
    rules: ["mount-entry-idmap-invalid"],
    causes: ["`idmap=` stands in an entry that is no bind mount."],
    repair: "Add `bind` and write `none` as the type.",
  },
  {
    id: "idmap-fs-options",
    pattern: "Bind mounts don't support non-generic mount options$",
    place: { keys: ["lxc.mount.entry"], value: "idmap=" },
    role: "survivable",
    rules: ["mount-entry-idmap-invalid"],
    causes: ["Beside `idmap=` stands an option that is not the kernel's own."],
    repair: "Remove the other option.",
  },
  {
    id: "idmap-no-target",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to open target mountpoint \d+/(?<rel>\S+) for detached idmapped`,
    place: "mountEntry",
    role: "survivable",
    rules: ["mount-entry-create-missing"],
    causes: ["The target of the mount entry with `idmap=` does not exist in the container."],
    repair: "Add `create=dir` or `create=file`.",
  },
  {
    id: "idmap-no-source",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to create detached (?:recursive )?mount of \d+/(?<srcrel>.+)$`,
    place: "mountEntry",
    role: "survivable",
    causes: ["The source of the mount entry with `idmap=` does not exist on the host."],
    repair: mountRepair,
  },
  {
    id: "auto-cgroup-no-sys",
    pattern: String.raw`Failed to (?:mount tmpfs on|open \d+\()\s*(?:\d+\()?sys/fs/cgroup`,
    place: { keys: ["lxc.mount.auto"], value: "cgroup" },
    causes: ["`lxc.mount.auto` asks for control groups, but nothing mounts `/sys` in the container."],
    repair: "Write `sys:mixed` in front of it.",
  },
  {
    id: "auto-mount-failed",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to mount "(?<src>[^"]+)" on "(?<dst>[^"]+)" with flags \d+$`,
    place: { keys: ["lxc.mount.auto"] },
    causes: [
      "The kernel refuses `proc` or `sys`: an unprivileged container cannot mount `/sys` while it shares the host's network.",
    ],
    repair:
      "Give the container a network of its own (`lxc.net.0.type = empty`), or take `sys` out of `lxc.mount.auto`.",
  },

  // Reading the config.
  {
    id: "unsupported-key",
    pattern: 'Unsupported config key "(?<key>[^"]*)"$',
    place: { keys: ["{key}"] },
    rules: ["lxc-value-refused", "raw-key-renamed", "raw-key-unknown", "cgroup-v1-key"],
    causes: [
      "This liblxc does not know the key: it is misspelt, or has had another name since liblxc 2.1.",
      "The key is newer than the installed liblxc.",
    ],
    repair: "Write the key's present name, or remove the line.",
  },
  {
    id: "no-equals",
    pattern: "Invalid configuration line: (?<line>.*)$",
    place: "quoted",
    causes: ["The line has no `=`; native configs do not take the colon of Proxmox."],
    repair: "Write `key = value`.",
  },
  {
    id: "file-missing",
    pattern: '^(?<errno>[^"]+) - Failed to open file "(?<file>[^"]*)"$',
    place: { keys: ["lxc.include"], value: "{file}" },
    rules: ["include-path", "lxc-value-refused"],
    causes: ["The file that is included does not exist."],
    repair: "Correct the path.",
  },
  {
    id: "bad-arch",
    pattern: 'Unsupported personality "(?<v>[^"]*)"$',
    place: { keys: ["lxc.arch"] },
    causes: ["LXC does not know this architecture, or the processor has another one."],
    repair: "Write `amd64`, `i386`, `arm64` or `armhf`, in small letters.",
  },
  {
    id: "bad-cap",
    pattern: "Invalid capability specified(?:: (?<v>.*))?$",
    place: { keys: ["lxc.cap.drop", "lxc.cap.keep"], value: "{v}" },
    causes: [
      "A capability is unknown: they are written in small letters, without `CAP_`, and with blanks between them.",
    ],
    repair: "Write for example `sys_time sys_module`.",
  },
  {
    id: "cap-none",
    pattern: 'The "none" keyword is only valid when keeping caps$',
    place: { keys: ["lxc.cap.drop"], value: "none" },
    causes: ["`lxc.cap.drop` does not take `none`."],
    repair: "Leave the value empty to drop nothing.",
  },
  {
    id: "cap-mixed",
    pattern: "Keeping and dropping capabilities are mutually exclusive$",
    place: { keys: ["lxc.cap.keep", "lxc.cap.drop"] },
    rules: ["lxc-cap-keep-and-drop"],
    causes: [
      "Capabilities are dropped and kept in one config; LXC's own templates drop some in privileged containers.",
    ],
    repair: "Write an empty `lxc.cap.drop` in front of `lxc.cap.keep`.",
  },
  {
    id: "ns-both",
    pattern: String.raw`Cannot set both "lxc\.namespace\.clone" and "lxc\.namespace\.keep"$`,
    place: { keys: ["lxc.namespace.clone", "lxc.namespace.keep"] },
    causes: ["`lxc.namespace.clone` and `lxc.namespace.keep` exclude each other."],
    repair: "Remove one of them.",
  },
  {
    id: "ns-name",
    pattern: 'Invalid namespace name "(?<v>[^"]*)"$',
    place: { keys: ["lxc.namespace.keep", "lxc.namespace.clone"], value: "{v}" },
    causes: ["There is no namespace of this name."],
    repair: "Known are `user`, `mnt`, `pid`, `uts`, `ipc`, `net`, `cgroup` and `time`.",
  },
  {
    id: "idmap-parse",
    pattern:
      "Failed to parse id mappings$|Invalid id mapping type: (?<t>.)$|Failed to parse (?:nsid|hostid|id mapping range): (?<v>.*)$",
    place: idMap,
    causes: [
      "The ID map is not written as `u` or `g`, the first ID inside, the first ID on the host, and the count, with blanks between them.",
    ],
    repair: "Write for example `u 0 100000 65536`.",
  },
  {
    id: "net-type",
    pattern: "^(?:Invalid argument - )?Invalid network type (?<v>.*)$",
    place: { keys: ["lxc.net.*.type"], value: "{v}" },
    causes: ["There is no such type of network interface."],
    repair: "Known are `veth`, `macvlan`, `ipvlan`, `vlan`, `phys`, `empty` and `none`.",
  },
  {
    id: "net-key",
    pattern: 'Unknown network configuration key "(?<key>[^"]*)"$',
    place: { keys: ["{key}"] },
    causes: ["There is no such key for a network interface."],
    repair: "Correct or remove the line.",
  },
  {
    id: "net-value",
    pattern: String.raw`lxc\.net must not have a value$`,
    place: { keys: ["lxc.net"] },
    causes: ["`lxc.net` alone takes no value; it only clears all interfaces."],
    repair: "Write `lxc.net.0.type = veth` and what else belongs to the interface.",
  },
  {
    id: "hook-value",
    pattern: String.raw`lxc\.hook must not have a value$|Invalid hook version specified`,
    place: { keys: ["lxc.hook", "lxc.hook.version"] },
    causes: ["`lxc.hook` alone takes no value, and `lxc.hook.version` only 0 or 1."],
    repair: "Name the kind of hook, such as `lxc.hook.pre-start`.",
  },
  {
    id: "net-addr",
    pattern: 'Invalid ipv(?<fam>4|6) (?:(?<what>gateway|broadcast) )?address "(?<v>[^"]*)"$',
    place: { keys: ["lxc.net.*.ipv{fam}.address", "lxc.net.*.ipv{fam}.gateway"], value: "{v}" },
    rules: ["network-address-unusable"],
    causes: ["This is no IP address. For DHCP leave the line out: it is the container's business."],
    repair: "Write an address with its prefix, such as `192.0.2.10/24`.",
  },
  {
    id: "auto-value",
    pattern: 'Invalid filesystem to automount "(?<v>[^"]*)"$',
    place: { keys: ["lxc.mount.auto"], value: "{v}" },
    causes: ["`lxc.mount.auto` does not know one of its words; they stand with blanks between them, without commas."],
    repair: "Write for example `proc:mixed sys:ro cgroup:mixed`.",
  },
  {
    id: "log-level",
    pattern: String.raw`Invalid log priority (?<v>\d+)$`,
    place: { keys: ["lxc.log.level"] },
    causes: ["There is no such level."],
    repair: "Write `DEBUG`, `INFO`, `WARN` or `ERROR`.",
  },
  {
    id: "cgdir",
    pattern: String.raw`(?<key>lxc\.cgroup\.dir[\w.]*) (?:paths may not (?:be absolute|walk upwards)|must be a single directory name)`,
    place: { keys: ["{key}"] },
    causes: ["The control group is not a path below the root of all groups."],
    repair: "Write it without a leading slash and without `..`.",
  },
  {
    id: "cgdir-pair",
    pattern: String.raw`lxc\.cgroup\.dir\.payload and lxc\.cgroup\.dir\.monitor must both be set$`,
    place: { keys: ["lxc.cgroup.dir.container", "lxc.cgroup.dir.monitor"] },
    causes: ["Only one of `lxc.cgroup.dir.container` and `lxc.cgroup.dir.monitor` is set."],
    repair: "Set both or none.",
  },
  {
    id: "console-rotate",
    pattern: String.raw`The "lxc\.console\.rotate" config key can only be set to 0 or 1$`,
    place: { keys: ["lxc.console.rotate"] },
    causes: ["`lxc.console.rotate` takes 0 or 1."],
    repair: "Write one of them.",
  },
  {
    id: "init-groups",
    pattern: "Failed to parse group (?<v>.*)$|No valid groups specified (?<v2>.*)$",
    place: { keys: ["lxc.init.groups"] },
    causes: ["`lxc.init.groups` takes numbers with commas between them."],
    repair: "Write the numbers of the groups.",
  },
  {
    id: "rootfs-options",
    pattern: "Invalid LXC specific mount option for rootfs mount$",
    place: { keys: ["lxc.rootfs.options"] },
    causes: ["`create=`, `optional` and `relative` are for mount entries, not for the root file system."],
    repair: "Remove them.",
  },
  {
    id: "too-long",
    pattern: String.raw`^File name too long - (?<v>.*) is too long \(>= \d+\)`,
    place: { keys: ["lxc.*", "lxc.*.*", "lxc.*.*.*"], value: "{v}" },
    causes: ["The value is longer than LXC takes."],
    repair: "Shorten it.",
  },
  {
    id: "parse-at-line",
    pattern: '^(?:[^"]{0,80} - )?Failed to parse config file "(?<file>[^"]*)" at line "(?<line>.*)"$',
    place: "quoted",
    rules: ["include-path", "lxc-value-refused"],
    causes: ["LXC cannot read the value of this line, and refuses the whole config."],
    repair: "Correct or remove the line.",
  },

  // Control groups and devices.
  {
    id: "device-rule",
    pattern: String.raw`Failed to parse device rule (?<k>devices\.(?:allow|deny))=(?<v>.*)$`,
    place: { keys: ["lxc.cgroup2.{k}", "lxc.cgroup.{k}"], value: "{v}" },
    role: "warning",
    rules: ["device-rule-malformed"],
    causes: ["LXC cannot read the device rule, so it drops it and the container starts without it."],
    repair: "Write `c 10:229 rwm`: type, numbers and access with one blank between them.",
  },
  {
    id: "device-bpf",
    pattern: "Failed to (?:load|attach) bpf program|Failed to setup cgroup2 device controller limits",
    place: { keys: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny"], value: "a " },
    rules: ["device-rule-everything"],
    causes: [
      "A rule for all devices has numbers behind `a`, which the kernel refuses.",
      "The kernel has no BPF for control groups, or this process may not use it.",
    ],
    repair: "Write `a` alone.",
  },
  {
    id: "cgroup-set",
    pattern: '^(?<errno>[^"]+) - Failed to set "(?<k>[^"]+)" to "(?<v>[^"]*)"$',
    place: { keys: ["lxc.cgroup2.{k}", "lxc.cgroup.{k}"], value: "{v}" },
    rules: ["cgroup-value-invalid", "cgroup-file-unknown"],
    causes: [
      "The kernel has no such limit: its controller is not on, or the name is one of cgroup v1.",
      "The kernel does not take the value.",
    ],
    repair: "Use the names of cgroup v2: `memory.max`, `cpu.max`, `cpu.weight`, `pids.max`, `io.max`.",
    command: "cat /sys/fs/cgroup/cgroup.controllers",
  },
  {
    id: "cgroup-controller",
    pattern: String.raw`Failed to setup limits for the "(?<c>[^"]+)" controller\. The controller seems to be unused`,
    place: { keys: ["lxc.cgroup.{c}.*", "lxc.cgroup.dir.*", "lxc.cgroup.{c}"] },
    causes: ["The host has no controller of this name."],
    repair: "Correct the key, or remove the line.",
  },
  {
    id: "cgroup1-no-controller",
    pattern: String.raw`There is no useable (?<c>\S+) controller$`,
    place: { keys: ["lxc.cgroup.{c}.*", "lxc.cgroup.{c}"] },
    role: "warning",
    causes: ["The host has no controller of this name."],
    repair: "Correct the key, or remove the line.",
  },
  {
    id: "cgroup2-ignored",
    pattern: "Ignoring cgroup2 limits on legacy cgroup system$",
    role: "warning",
    causes: ["The host does not use cgroup v2 alone, so all `lxc.cgroup2` lines are passed over."],
    repair: "Start the host with cgroup v2.",
  },
  {
    id: "cgroup1-ignored",
    pattern: "Ignoring legacy cgroup limits on pure cgroup2 system$",
    place: { keys: ["lxc.cgroup.*.*", "lxc.cgroup.*"] },
    role: "warning",
    rules: ["cgroup-v1-key"],
    causes: ["The host uses cgroup v2, so all `lxc.cgroup` lines are passed over."],
    repair: "Write `lxc.cgroup2` and the names of v2.",
  },
  {
    id: "cgroup-monitor",
    pattern: "^Failed to create monitor cgroup$",
    place: { keys: ["lxc.cgroup.dir.*", "lxc.cgroup.dir"] },
    causes: [
      "The control group of the monitor cannot be made: its path is wrong, or control groups cannot be written here.",
    ],
    repair: "Remove `lxc.cgroup.dir`.",
  },
  {
    id: "cgroup-exists",
    pattern: "^File exists - (?:Creating the final cgroup|Failed to create (?:monitor|payload) cgroup) ",
    role: "noise",
    causes: ["An earlier start has left its control group; LXC takes another name."],
    repair: seeAbove,
  },
  {
    id: "devnull-eperm",
    pattern: "^Operation not permitted - Can't open /dev/null$",
    place: { keys: ["lxc.cgroup2.devices.allow", "lxc.cgroup2.devices.deny", "lxc.cgroup.devices.deny"] },
    role: "warning",
    rules: ["device-deny-all"],
    causes: ["The device rules do not allow `/dev/null`: a list of allowed devices without the usual ones."],
    repair: "Include `/usr/share/lxc/config/common.conf`, or allow `c 1:3 rwm` and the other usual devices.",
  },
  {
    id: "devnull-enoent",
    pattern: "^No such file or directory - Can't open /dev/null$",
    place: { keys: ["lxc.autodev"] },
    role: "warning",
    causes: ["`lxc.autodev` is off, and `/dev` in the container is empty."],
    repair: "Write `lxc.autodev = 1`.",
  },
  {
    id: "cgroup-limits-generic",
    pattern: '^Failed to setup (?:cgroup limits for container "[^"]*"|legacy device cgroup controller limits)$',
    role: "consequence",
    place: { keys: ["lxc.cgroup2.*", "lxc.cgroup2.*.*", "lxc.cgroup.*.*"] },
    causes: ["A limit could not be set."],
    repair: seeAbove,
  },
  {
    id: "autodev-eoverflow",
    pattern: "^Value too large for defined data type - Failed to create directory",
    place: { keys: ["lxc.namespace.keep"] },
    rules: ["namespace-list"],
    causes: ["`/dev` cannot be filled while a namespace of the host is kept."],
    repair: "Remove `lxc.namespace.keep`.",
  },

  // ID maps and users.
  {
    id: "newidmap-range",
    pattern: String.raw`new(?<t>[ug])idmap failed to write mapping "new[ug]idmap: [ug]id range \[(?<ns>\d+)-(?<nse>\d+)\) -> \[(?<h>\d+)-(?<he>\d+)\) not allowed`,
    place: { keys: ["lxc.idmap"], value: "{t} {ns} {h} " },
    rules: ["idmap-host-permission", "idmap-invalid"],
    causes: [
      "The host does not permit root to hand out these IDs: `/etc/subuid` (users) or `/etc/subgid` (groups) has no range that holds them.",
      "The count of the range is 0.",
    ],
    repair:
      "Add a line `root:FIRST-ID:COUNT` with the IDs of the host to `/etc/subuid` for `u`, to `/etc/subgid` for `g`.",
    command: "grep root /etc/subuid /etc/subgid",
  },
  {
    id: "newidmap-write",
    pattern: 'new(?<t>[ug])idmap failed to write mapping "new[ug]idmap: write to [ug]id_map failed: (?<errno>[^"]+)',
    place: { keys: ["lxc.idmap"], value: "{t} " },
    rules: ["idmap-invalid"],
    causes: ["Two ranges of the ID map overlap, inside the container or on the host."],
    repair: "Let each ID stand in one range only.",
  },
  {
    id: "newidmap-overflow",
    pattern: "newuidmap: subuid overflow detected|new[ug]idmap: .*overflow",
    place: idMap,
    causes: ["An ID or a count is larger than the kernel's IDs, which end at 4294967295."],
    repair: "Write a smaller number.",
  },
  {
    id: "idmap-no-root",
    pattern: "^No (?<t>uid|gid) mapping for container root$",
    place: idMap,
    rules: ["idmap-incomplete"],
    causes: ["No line of the ID map covers ID 0 of this kind, which is root inside the container."],
    repair: "Add the missing line, such as `g 0 100000 65536`.",
  },
  {
    id: "idmap-too-many",
    pattern: "Too many (?<t>[ug])id mappings defined$",
    place: idMap,
    causes: ["The ID map has more lines than fit into 4 KiB."],
    repair: "Join ranges that follow one another.",
  },
  {
    id: "idmap-direct-write",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to write (?<t>[ug])id mapping to "/proc/\d+/[ug]id_map"$|^Failed to write mapping: `,
    place: idMapAndNamespaces,
    rules: ["idmap-invalid", "namespace-list"],
    causes: ["The kernel refuses the ID map: ranges overlap, or this process may not write it."],
    repair: "Let each ID stand in one range only.",
  },
  {
    id: "idmap-generic",
    pattern: String.raw`^Failed to set up id mapping\.?$`,
    role: "consequence",
    place: idMapAndNamespaces,
    rules: ["idmap-invalid", "namespace-list"],
    causes: ["The ID map could not be set up."],
    repair: seeAbove,
  },
  {
    id: "idmap-cgroup",
    pattern: "Error requesting cgroup chown in new user namespace$",
    place: idMap,
    rules: ["idmap-invalid", "idmap-incomplete"],
    causes: [
      "The ID map does not cover ID 0 of users and of groups, to which LXC gives the container's control group.",
    ],
    repair: "Add the missing line, such as `g 0 100000 65536`.",
  },
  {
    id: "init-uid",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to switch to (?<t>uid|gid) (?<v>\d+)$`,
    place: { keys: ["lxc.init.{t}"] },
    causes: ["The ID under which init is to run is not mapped into the container."],
    repair: "Write an ID that the ID map covers.",
  },

  // Networks.
  {
    id: "net-bridge-missing",
    pattern: 'Failed to attach "(?<veth>[^"]+)" to bridge "(?<br>[^"]+)", bridge interface doesn\'t exist$',
    place: { keys: ["lxc.net.*.link"], value: "{br}" },
    rules: ["network-bridge-unusable"],
    causes: ["The host has no bridge of this name, or it is not set up yet."],
    repair: "Correct the name, or create the bridge on the host.",
    command: "ip -brief link show type bridge",
  },
  {
    id: "net-ovs",
    pattern: '^Failed to attach "(?<veth>[^"]+)" to openvswitch bridge "(?<br>[^"]+)"',
    place: { keys: ["lxc.net.*.link"], value: "{br}" },
    rules: ["network-bridge-unusable"],
    causes: ["The link is no Linux bridge, so LXC takes it for one of Open vSwitch and fails."],
    repair: "Name a bridge; for a network card use the type `macvlan` or `phys`.",
  },
  {
    id: "net-attach",
    pattern: '^(?<errno>[^"]+) - Failed to attach "(?<veth>[^"]+)" to bridge "(?<br>[^"]+)"$',
    place: { keys: ["lxc.net.*.link"], value: "{br}" },
    causes: ["The interface cannot become a port of the bridge."],
    repair: "Name a bridge that exists on the host.",
  },
  {
    id: "net-mac",
    pattern: '^(?:Invalid argument - )?Mac address "(?<v>[^"]+)" conversion failed$',
    place: { keys: ["lxc.net.*.hwaddr"], value: "{v}" },
    rules: ["network-hwaddr-invalid"],
    causes: ["The address of the interface is not six pairs of hexadecimal digits with colons between them."],
    repair: "Write for example `BC:24:11:00:00:01`.",
  },
  {
    id: "net-mac-apply",
    pattern: 'Failed to setup hw address for network device "(?<if>[^"]+)"$',
    place: { keys: ["lxc.net.*.hwaddr"] },
    rules: ["network-hwaddr-invalid"],
    causes: ["The kernel does not take the address: its first byte is odd, so it is a multicast address."],
    repair: "Write an even first byte.",
  },
  {
    id: "net-rename",
    pattern: '^(?<errno>[^"]+) - Failed to rename network device "(?<veth>[^"]+)" to "(?<name>[^"]+)"$',
    place: { keys: ["lxc.net.*.name"], value: "{name}" },
    rules: ["network-name-duplicate", "network-name-invalid", "expansion-refused"],
    causes: ["Two interfaces of the container have the same name.", "The name has a slash or a blank in it."],
    repair: "Give each interface a name of its own, of at most 15 characters.",
  },
  {
    id: "net-veth-create",
    pattern: '^(?<errno>[^"]+) - Failed to create veth pair "(?<pair>[^"]+)" and "',
    place: { keys: ["lxc.net.*.veth.pair", "lxc.net.*.mtu"], value: "{pair}" },
    causes: ["The host has an interface of this name already.", "The MTU is out of the range of such an interface."],
    repair: "Choose another name for `veth.pair`, or another MTU.",
  },
  {
    id: "net-phys",
    pattern: '^(?<errno>[^"]+) - Failed to retrieve ifindex for "(?<if>[^"]+)"$',
    place: { keys: ["lxc.net.*.link"], value: "{if}" },
    causes: ["The host has no network interface of this name."],
    repair: "Correct the name.",
    command: "ip -brief link",
  },
  {
    id: "net-nolink",
    pattern:
      "No link for (?:physical interface|macvlan network device|ipvlan network device|vlan network device)? ?specified$|No link for .{0,80} specified$",
    place: { keys: ["lxc.net.*.type"] },
    rules: ["network-link-missing"],
    causes: ["An interface of this type needs an interface of the host, and `link` is missing."],
    repair: "Add `lxc.net.N.link`.",
  },
  {
    id: "net-xvlan",
    pattern:
      '^(?<errno>[^"]+) - Failed to create (?<t>macvlan|ipvlan|vlan) interface "(?<if>[^"]+)" on "(?<link>[^"]*)"$',
    place: { keys: ["lxc.net.*.link"], value: "{link}" },
    causes: ["The link does not exist on the host.", "The kernel's module for this type is missing."],
    repair: "Correct the link.",
    command: "ip -brief link show {link}",
  },
  {
    id: "net-gw-noaddr",
    pattern: '^Cannot add ipv(?<fam>4|6) gateway for network device "(?<if>[^"]*)" when not assigning an address$',
    place: { keys: ["lxc.net.*.ipv{fam}.gateway"] },
    rules: ["network-gateway-without-address"],
    causes: ["The interface has a gateway and no address."],
    repair: "Add the address, or remove the gateway.",
  },
  {
    id: "net-gw-down",
    pattern: '^Cannot add ipv(?<fam>4|6) gateway for network device "(?<if>[^"]*)" when not bringing up the interface$',
    place: { keys: ["lxc.net.*.ipv{fam}.gateway"] },
    rules: ["network-gateway-interface-down"],
    causes: ["The interface has a gateway and is not brought up."],
    repair: "Add `lxc.net.N.flags = up`.",
  },
  {
    id: "net-gw-apply",
    pattern: 'Failed to setup ipv(?<fam>4|6) gateway "(?<v>[^"]*)" for network device',
    place: { keys: ["lxc.net.*.ipv{fam}.gateway"], value: "{v}" },
    rules: ["network-gateway-unusable", "network-gateways-competing"],
    causes: [
      "The kernel does not take this gateway: it cannot be reached from the interface's address, or another interface has one already.",
    ],
    repair: "Correct the gateway, or keep one only.",
  },
  {
    id: "net-gw-auto",
    pattern: "Automatic gateway detection needs a link interface$",
    place: { keys: ["lxc.net.*.ipv4.gateway", "lxc.net.*.ipv6.gateway"], value: "auto" },
    causes: ["`auto` takes the gateway from the link, and there is none."],
    repair: "Add `lxc.net.N.link`, or write the gateway's address.",
  },
  {
    id: "net-mtu",
    pattern: "Failed to parse mtu$",
    place: { keys: ["lxc.net.*.mtu"] },
    rules: ["network-mtu-unusable"],
    causes: ["The MTU is no number."],
    repair: "Write a number such as 1500.",
  },
  {
    id: "net-ifname-long",
    pattern: String.raw`^Network device name "(?<v>[^"]+)" is too long \(>= \d+\)$`,
    place: { keys: ["lxc.net.*.name", "lxc.net.*.link", "lxc.net.*.veth.pair"], value: "{v}" },
    role: "warning",
    rules: ["network-name-too-long"],
    causes: ["Names of interfaces have at most 15 characters, so LXC cuts this one off."],
    repair: "Shorten the name.",
  },
  {
    id: "net-vlan-filter",
    pattern:
      'Failed reading from "/sys/class/net/(?<br>[^"/]+)/bridge/vlan_filtering"|Failed to setup native bridge vlan on',
    place: { keys: ["lxc.net.*.veth.vlan.id", "lxc.net.*.veth.vlan.tagged.id", "lxc.net.*.link"] },
    causes: ["The bridge does not filter VLANs, so no VLAN can be set on its port."],
    repair: "Make the bridge VLAN aware on the host.",
  },
  {
    id: "net-addr-apply",
    pattern: "Failed to setup ipv(?<fam>4|6) address(?:es)? for network device",
    place: { keys: ["lxc.net.*.ipv{fam}.address"] },
    causes: ["The kernel does not take the address or its prefix."],
    repair: "Correct the address.",
  },
  {
    id: "net-no-type",
    pattern: "Custom loopback device names not supported$",
    place: { keys: ["lxc.net.*.name", "lxc.net.*.*", "lxc.net.*.*.*"] },
    rules: ["network-type-missing"],
    causes: ["The interface has keys but no type, so it counts as empty."],
    repair: "Add `lxc.net.N.type = veth` above them.",
  },
  {
    id: "net-create",
    pattern: "^Failed to create the network$|Failed to create network device$",
    role: "consequence",
    place: { keys: ["lxc.net.*.script.up", "lxc.net.*.link"] },
    causes: ["An interface could not be made."],
    repair: seeAbove,
  },
  {
    id: "net-restore",
    pattern:
      "Failed to preserve network namespace$|Failed to move physical network devices back to parent network namespace$",
    role: "afterwards",
    place: { keys: ["lxc.net.*.type"], value: "phys" },
    causes: [
      "The container has run and ended; its network cards could not be given back, because it had no network of its own.",
    ],
    repair: seeAbove,
  },
  {
    id: "ovs-cleanup",
    pattern: 'from openvswitch bridge "(?<br>[^"]+)"',
    place: { keys: ["lxc.net.*.link"], value: "{br}" },
    role: "warning",
    causes: ["While cleaning up, LXC takes a link that is no Linux bridge for one of Open vSwitch."],
    repair: seeAbove,
  },

  // Hooks and init.
  {
    id: "hook-status",
    pattern: String.raw`^Script exited with status (?<st>\d+)$`,
    role: "survivable",
    rules: ["hook-command", "hook-from-old-guide"],
    causes: [
      "A hook has failed. Status 127 says that it or its interpreter does not exist, 126 that it is not executable.",
      "Under Proxmox its own hook has failed, which mounts the volumes: its status is then an error of the system, such as 2 for what does not exist, 13 and 1 for a right that is missing, 17 for what exists already, 28 for a full disk, 30 for what is read-only; 32 is that of `mount`.",
    ],
    repair: "Start it with all messages: they hold what the hook has printed.",
    command: "pct start CTID --debug",
  },
  {
    id: "hook-signal",
    pattern: String.raw`^Script terminated by signal (?<sig>\d+)$`,
    role: "survivable",
    causes: ["A hook was killed by a signal."],
    repair: "Look at what the hook does.",
  },
  {
    id: "hook-stop",
    pattern: String.raw`^Failed to run "?lxc\.hook\.(?<h>stop|post-stop|clone|destroy)"?`,
    role: "warning",
    place: { keys: ["lxc.hook.{h}"] },
    causes: ["A hook that runs after the container has failed; the start does not depend on it."],
    repair: "Correct the hook.",
  },
  {
    id: "hook-which",
    pattern: String.raw`^Failed to run (?:"?lxc\.hook\.(?<h>[a-z-]+)"?(?: hook)?(?: for container "[^"]*")?|(?<h2>pre-mount|mount|autodev|start) hooks?)$`,
    role: "consequence",
    place: { keys: ["lxc.hook.{h}", "lxc.hook.{h2}"] },
    rules: ["hook-command", "hook-from-old-guide"],
    causes: ["A hook has failed."],
    repair: "Correct the hook or its path.",
  },
  {
    id: "hook-start-missing",
    pattern: 'Start hook "(?<path>[^"]*)" not found in container$',
    place: { keys: ["lxc.hook.start"], value: "{path}" },
    causes: ["The hook is looked for inside the container, under the whole value as its path, and is not there."],
    repair: "Write a path inside the container, without arguments.",
  },
  {
    id: "init-exec-enoent",
    pattern: '^No such file or directory - Failed to exec "(?<cmd>.*)"$',
    place: { keys: ["lxc.init.cmd", "lxc.rootfs.path"], value: "{cmd}" },
    rules: ["raw-line-continued", "raw-key-clears-defaults", "raw-value-ignored"],
    causes: [
      "The container has no init at this path: the root file system is empty or another one, or `lxc.init.cmd` is wrong.",
      "The program is there, and the loader or interpreter that it names is not.",
    ],
    repair: "Correct `lxc.init.cmd`, or look at the root file system.",
  },
  {
    id: "init-exec-eacces",
    pattern: '^Permission denied - Failed to exec "(?<cmd>.*)"$',
    place: { keys: ["lxc.init.cmd", "lxc.rootfs.path"], value: "{cmd}" },
    rules: ["raw-value-ignored"],
    causes: ["The program is not executable, or is a directory, or its file system is mounted with `noexec`."],
    repair: "Make it executable.",
  },
  {
    id: "init-exec-other",
    pattern: '^(?<errno>[A-Z][^-"]+) - Failed to exec "(?<cmd>.*)"$',
    place: { keys: ["lxc.init.cmd", "lxc.environment", "lxc.rootfs.path"], value: "{cmd}" },
    causes: ["The program cannot be run: it is for another processor, or arguments and environment are too long."],
    repair: "Use a root file system for this processor.",
  },
  {
    id: "init-cwd",
    pattern: 'Could not change directory to "(?<v>[^"]*)"|Try to create directory "(?<v2>[^"]*)" as workdir failed',
    place: { keys: ["lxc.init.cwd"] },
    causes: ["The working directory of init does not exist in the container, or is not written as an absolute path."],
    repair: "Write the absolute path of a directory in the container.",
  },

  // The root file system.
  {
    id: "rootfs-eacces",
    pattern: '^Permission denied - Failed to open "(?<path>[^"]+)"$',
    functions: ["dir_mount", "lxc_rootfs_init"],
    place: rootfs,
    causes: [
      "The container is unprivileged, and its root may not pass through a directory above the root file system.",
    ],
    repair: "Give others the right to pass (`chmod o+x`) on those directories.",
    command: "namei -l {path}",
  },
  {
    id: "rootfs-notdir",
    pattern: '^Not a directory - Failed to open "(?<path>[^"]+)"$',
    functions: ["dir_mount"],
    place: rootfs,
    causes: ["The root file system is named as a directory and is a file."],
    repair: "Name a directory, or another kind of storage.",
  },
  {
    id: "rootfs-missing",
    pattern: '^(?:(?<errno>[^"]+) - )?Failed to open "(?<path>[^"]+)"$',
    functions: ["lxc_rootfs_init", "dir_mount"],
    place: rootfs,
    causes: ["The root file system does not exist on the host."],
    repair: "Correct `lxc.rootfs.path`, or mount the storage.",
    command: "ls -ld {path}",
  },
  {
    id: "fstab-missing",
    pattern: '^(?<errno>[^"]+) - Failed to open "(?<path>[^"]+)"$',
    functions: ["setup_mount_fstab"],
    place: { keys: ["lxc.mount.fstab"] },
    causes: ["The file that `lxc.mount.fstab` names does not exist."],
    repair: "Correct the path.",
  },
  {
    id: "tty-dir",
    pattern: String.raw`Failed to open "\d+/(?<v>[^"]+)"$`,
    functions: ["lxc_setup_ttydir_console"],
    place: { keys: ["lxc.tty.dir"] },
    causes: ["`lxc.tty.dir` leads out of the container."],
    repair: "Write a plain name.",
  },
  {
    id: "rootfs-none",
    pattern: String.raw`Failed to mount temporary procfs$|Failed to open "/dev/pts/\d+"$`,
    place: { keys: ["lxc.rootfs.path", "lxc.namespace.clone", "lxc.namespace.keep"], orStart: true },
    rules: ["rootfs-path-missing"],
    causes: ["The config names no root file system, so the container would use the host's."],
    repair: "Write `lxc.rootfs.path`.",
  },
  {
    id: "rootfs-overlay",
    pattern: '^(?<errno>[^"]+) - Failed to mount "(?<lower>[^"]*)" on "[^"]*" with options "(?<opts>upperdir=[^"]*)"$',
    place: rootfs,
    causes: ["The overlay's lower directory does not exist, or only one directory is named."],
    repair: "Write `overlay:LOWER:UPPER`.",
  },
  {
    id: "rootfs-zfs",
    pattern: '^(?<errno>[^"]+) - Failed to mount "(?<ds>[^"/][^"]*)" on "(?<root>[^"]*/lxc/rootfs)"$',
    functions: ["zfs_mount"],
    place: rootfs,
    causes: ["The ZFS dataset does not exist, or the module is not loaded."],
    repair: "Correct the dataset, or load the module.",
    command: "zfs list {ds}",
  },
  {
    id: "rootfs-fstype",
    pattern: '^Failed to determine FSType for "(?<dev>[^"]+)"$',
    place: rootfs,
    causes: ["The image or device holds no file system that the kernel knows."],
    repair: "Name another image, or a directory with `dir:` in front of it.",
  },
  {
    id: "rootfs-zfs-probe",
    pattern: '^Failed to detect zfs dataset "(?<path>[^"]*)"',
    place: rootfs,
    rules: ["raw-value-ignored"],
    causes: [
      "The path does not begin with a slash, or a colon has cut it: LXC tries every kind of storage and finds none.",
    ],
    repair: "Write an absolute path, with `dir:` in front of it.",
  },
  {
    id: "rootfs-loop",
    pattern: '^Failed to mount rootfs "(?<path>[^"]*)" on "[^"]*" via loop device',
    place: rootfs,
    causes: ["The root file system is a file that holds no file system."],
    repair: "Name an image or a directory.",
  },
  {
    id: "rootfs-undetected",
    pattern: '^Failed to mount rootfs "(?<path>[^"]*)" onto "[^"]*" with options "[^"]*"$',
    place: rootfs,
    rules: ["raw-value-ignored"],
    causes: [
      "LXC cannot tell what kind of storage this is: the path does not exist, is relative, or has a colon in it.",
    ],
    repair: "Write an absolute path that exists, with `dir:` in front of it.",
    command: "ls -ld {path}",
  },
  {
    id: "rootfs-pin",
    pattern: '^Failed to handle rootfs pinning for container "(?<n>[^"]*)"$',
    role: "consequence",
    place: rootfs,
    causes: ["The root file system cannot be used."],
    repair: seeAbove,
  },
  {
    id: "rootfs-mount-dir",
    pattern: String.raw`Failed to access to "(?<path>[^"]+)"\. Check it is present$`,
    place: { keys: ["lxc.rootfs.mount", "lxc.rootfs.path"] },
    rules: ["raw-rootfs-mount"],
    causes: ["The directory onto which LXC mounts root file systems does not exist."],
    repair: "Create it on the host.",
    command: "mkdir -p {path}",
  },
  {
    id: "dev-create",
    pattern: 'Failed to create "/dev" directory$|Failed to mount tmpfs on "(?<dst>[^"]+)"$',
    place: { keys: ["lxc.rootfs.options", "lxc.autodev", "lxc.rootfs.path"] },
    causes: [
      "The root file system has no directory `/dev`, and it cannot be made: it is read-only, or `/dev` is a link.",
    ],
    repair: "Create `/dev` in the root file system.",
  },

  // Limits, kernel parameters, system calls.
  {
    id: "prlimit-unknown",
    pattern: "^Unknown resource (?<r>.*)$",
    place: { keys: ["lxc.prlimit.{r}"] },
    causes: ["There is no resource limit of this name."],
    repair: "Write a name of setrlimit(2) in small letters, such as `nofile`.",
  },
  {
    id: "prlimit-set",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to set limit (?<r>\S+)$`,
    place: { keys: ["lxc.prlimit.{r}"] },
    causes: [
      "The kernel does not take the limit: the soft one is above the hard one, or it is above what LXC itself may have.",
    ],
    repair: "Write a smaller number.",
  },
  {
    id: "sysctl-set",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to setup sysctl parameters (?<k>\S+) to (?<v>.*)$`,
    place: { keys: ["lxc.sysctl.{k}"] },
    causes: [
      "The parameter does not exist, is not the container's own, or does not take the value.",
      "`/proc/sys` is read-only in the container when LXC sets it.",
    ],
    repair: "Set it on the host.",
    command: "sysctl {k}",
  },
  {
    id: "proc-set",
    pattern: String.raw`^(?<errno>[^"]+) - Failed to setup proc filesystem (?<k>\S+) to (?<v>.*)$`,
    place: { keys: ["lxc.proc.{k}"] },
    causes: ["There is no such file in `/proc/PID`, or it does not take the value."],
    repair: "Correct or remove the line.",
  },
  {
    id: "seccomp-open",
    pattern: "Failed to open seccomp policy file (?<path>.*)$",
    place: seccomp,
    causes: ["The file that `lxc.seccomp.profile` names does not exist."],
    repair: "Correct the path.",
  },
  {
    id: "seccomp-version",
    pattern: "^Invalid version$",
    place: seccomp,
    causes: ["The first line of the seccomp profile is neither 1 nor 2."],
    repair: "Write `2` as its first line.",
  },
  {
    id: "seccomp-policy",
    pattern: 'Bad seccomp policy style "?(?<v>.*)$',
    place: seccomp,
    causes: ["The second line of the seccomp profile is neither `allowlist` nor `denylist`."],
    repair: "Write one of them.",
  },
  {
    id: "seccomp-action",
    pattern:
      'Unrecognized seccomp action "(?<v>[^"]*)"$|Failed to parse errno value from (?<v2>.*)$|Failed to interpret (?:action|seccomp rule)$|Failed to interpret args value$',
    place: seccomp,
    causes: ["A line of the seccomp profile has an action or an argument that LXC does not know."],
    repair: "Correct the profile.",
  },
  {
    id: "seccomp-arch",
    pattern: 'Unsupported architecture "(?<v>[^"]*)"$',
    place: seccomp,
    causes: ["The seccomp profile names an architecture that LXC does not know."],
    repair: "Correct the profile.",
  },
  {
    id: "seccomp-read",
    pattern: "^Failed to read seccomp policy$",
    role: "consequence",
    place: seccomp,
    causes: ["The seccomp profile could not be read."],
    repair: seeAbove,
  },
  {
    id: "seccomp-proxy",
    pattern: "Failed to connect to seccomp proxy$|Failed to setup seccomp proxy$",
    place: { keys: ["lxc.seccomp.notify.proxy"] },
    causes: ["Nothing listens on the socket of the seccomp proxy."],
    repair: "Start the proxy on the host, or remove the line.",
  },
  {
    id: "time-offset",
    pattern: "Failed to write CLONE_(?:MONOTONIC|BOOTTIME) offset$",
    place: { keys: ["lxc.time.offset.monotonic", "lxc.time.offset.boot"] },
    causes: ["The kernel does not take the offset of the clock."],
    repair: "Write it in whole seconds, such as `10s`.",
  },
  {
    id: "seccomp-kills-init",
    pattern: "^Broken pipe - Sync wake failure$",
    place: { keys: ["lxc.seccomp.profile", "lxc.time.offset.monotonic", "lxc.time.offset.boot"] },
    rules: ["lxc-value-fails-at-start"],
    causes: [
      "The container's first process died before it ran init: most often its own seccomp profile does not allow what it needs.",
      "The offset of a clock was refused.",
    ],
    repair: "Allow `execve` and what else a start needs, or use a list of denied calls.",
  },
  {
    id: "ns-share",
    pattern: 'Container "(?<n>[^"]+)" is not running$|Failed to record inherited namespaces$',
    place: { keys: ["lxc.namespace.share.*"], value: "{n}" },
    causes: ["The container whose namespace is to be shared does not run, or the file does not exist."],
    repair: "Start that container first.",
  },
  {
    id: "core-sched",
    pattern: "The kernel does not support core scheduling$|core scheduling",
    place: { keys: ["lxc.sched.core"] },
    causes: ["The host's kernel has no core scheduling."],
    repair: "Remove the line.",
  },
  {
    id: "console-path",
    pattern: 'Failed to open proxy terminal "(?<v>[^"]+)"$',
    place: { keys: ["lxc.console.path"] },
    causes: ["The terminal that `lxc.console.path` names does not exist."],
    repair: "Write `none`, or remove the line.",
  },
  {
    id: "console-log",
    pattern: 'Failed to open terminal log file "(?<v>[^"]+)"$',
    place: { keys: ["lxc.console.logfile"] },
    causes: ["The directory of `lxc.console.logfile` does not exist."],
    repair: "Create the directory on the host.",
  },
  {
    id: "env-set",
    pattern: "Failed to set environment variable: (?<v>.*)$",
    place: { keys: ["lxc.environment", "lxc.environment.runtime", "lxc.environment.hooks"], value: "{v}" },
    rules: ["environment-literal", "environment-name"],
    causes: ["The variable has no name."],
    repair: "Write `NAME=value`.",
  },

  // AppArmor.
  {
    id: "apparmor-change",
    pattern: String.raw`Failed to change AppArmor profile to (?<p>.*)$|Failed to write AppArmor profile "(?<p2>[^"]+)" to \d+$`,
    place: { keys: ["lxc.apparmor.profile", "lxc.apparmor.raw"] },
    rules: ["apparmor-old-key"],
    causes: ["The kernel does not know the profile: its name is wrong, or the service that loads it did not run."],
    repair: "Write `generated`, or load the profile on the host.",
    command: "systemctl reload apparmor",
  },
  {
    id: "apparmor-incomplete",
    pattern: String.raw`^Incomplete AppArmor support in your kernel$|lxc\.apparmor\.allow_incomplete = 1$|If you really want to start this container, set$`,
    place: { keys: ["lxc.apparmor.allow_incomplete", "lxc.apparmor.profile"] },
    causes: ["The kernel's AppArmor cannot watch mounts."],
    repair: "Write `lxc.apparmor.allow_incomplete = 1`.",
  },
  {
    id: "apparmor-parser",
    pattern:
      'Cannot use generated profile: apparmor_parser not available$|Failed to run apparmor_parser on "(?<f>[^"]+)"|Failed to load generated AppArmor profile$',
    place: { keys: ["lxc.apparmor.raw", "lxc.apparmor.profile"] },
    rules: ["apparmor-raw-syntax"],
    causes: [
      "A rule in `lxc.apparmor.raw` is wrong, so the whole profile cannot be loaded.",
      "The host has no `apparmor_parser`.",
    ],
    repair: "Correct or remove the rule.",
  },
  {
    id: "apparmor-confined",
    pattern: String.raw`Already AppArmor confined, but new label requested\.?$`,
    place: { keys: ["lxc.apparmor.profile"] },
    causes: ["LXC runs inside a container that may not change its profile."],
    repair: "Write `unchanged`.",
  },

  // What follows from others, and what means nothing.
  {
    id: "mount-entry-repeat",
    pattern:
      '^(?<errno>(?!No such file)[^"]+) - Failed to mount "(?<src>[^"]*)" on "(?<root>[^"]*/lxc/rootfs)/?(?<rel>[^"]*)"$',
    functions: ["mount_entry"],
    role: "consequence",
    place: "mountEntry",
    causes: ["The mount entry could not be mounted."],
    repair: seeAbove,
  },
  {
    id: "already-running",
    pattern: "^Container is already running$",
    role: "afterwards",
    causes: ["The container runs already."],
    repair: "Stop it first.",
  },
  {
    id: "net-setup",
    pattern: "Failed to setup net(?:work|dev)$|^Cannot assign requested address - Failed to perform ioctl$",
    role: "consequence",
    rules: ["network-name-duplicate", "network-name-invalid", "network-hwaddr-invalid", "network-mtu-unusable"],
    place: { keys: ["lxc.net.*.hwaddr", "lxc.net.*.name"] },
    causes: [
      "An interface could not be set up in the container, and LXC does not say why: two have the same name, or the kernel does not take a name or a MAC address.",
    ],
    repair: "Compare the names of the interfaces, and let each MAC address begin with an even number such as `BC`.",
  },
  {
    id: "generic-step",
    pattern: String.raw`Failed to (?:setup (?:rootfs|console|resource limits|mount entries|sysctl parameters|proc filesystem|idmapped mount entries|rootfs for)|prepare rootfs storage|allocate terminal|find gateway addresses|verify start hooks|attached detached idmapped mounts|chown terminal \d+\(\S{1,80}\))$|^Failed to mount "/dev"$`,
    role: "consequence",
    causes: ["A part of the container could not be set up; why stands above."],
    repair: seeAbove,
  },
  {
    id: "generic-cleanup",
    pattern:
      "^Uninitialized (?:limit|monitor|payload) cgroup$|Failed to ajust stdio permissions$|Failed to deconfigure network device$|^Failed to exec command$|^Inherited fd \\d+$|^new[ug]idmap binary is missing$",
    role: "noise",
    causes: ["LXC cleans up, or does without something that it does not need."],
    repair: seeAbove,
  },
  {
    id: "generic-sync",
    pattern: String.raw`^An error occurred in another process \(expected sequence number (?<n>\d+)\)$`,
    role: "consequence",
    causes: ["The process that sets up the container has failed; why stands above."],
    repair: seeAbove,
  },
  {
    id: "generic-setup",
    pattern: String.raw`^(?:[^"]{0,80} - )?Failed to (?:setup|spawn|initialize) container "(?<n>[^"]*)"$|^The container failed to start$|^Additional information can|^To get more details, run the container in foregroun|^Failed to load rcfile$|^startup for container '?\d+'? failed$|^TASK ERROR: startup for container`,
    role: "consequence",
    causes: ["The start has failed; why stands above."],
    repair: seeAbove,
  },
  {
    id: "generic-abort",
    pattern: "^(?:No such process - )?Failed to send SIGKILL via pidfd",
    role: "noise",
    causes: ["The process that LXC wants to end has ended."],
    repair: seeAbove,
  },
  {
    id: "generic-netnsid",
    pattern: "^File exists - Failed to allocate new network namespace id$",
    role: "noise",
    causes: ["The network namespace has a number already."],
    repair: seeAbove,
  },
  {
    id: "generic-fchown",
    pattern: String.raw`Failed to fchownat\(\d+, memory\.`,
    role: "noise",
    causes: ["This kernel has no such file in its control groups."],
    repair: seeAbove,
  },
  {
    id: "daemon-state",
    pattern: '^Received container state "(?<st>[A-Z]+)" instead of "RUNNING"$',
    role: "consequence",
    causes: ["The start has failed in the background, where its messages are not shown."],
    repair: "Start it in the foreground with a log.",
    command: "lxc-start -F -l DEBUG -o start.log -n NAME",
  },
  {
    id: "no-config",
    pattern: "^No container config specified$",
    causes: ["There is no container of this name: its directory or its config is missing."],
    repair: "Correct the name.",
    command: "lxc-ls",
  },
];
