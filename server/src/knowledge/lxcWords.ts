import type { LxcFormat } from "./fact.js";

/** The grammars of which the key itself lists the words. */
type WordFormat = "architecture" | "log-level" | "namespaces" | "word" | "word-in-any-case";

/** The names of signals that liblxc knows, without `SIG`. Source: liblxc 5.0.2, src/lxc/utils.c, signames, each loaded. */
export const lxcSignals: readonly string[] = (
  "HUP INT QUIT ILL ABRT FPE KILL SEGV PIPE ALRM TERM USR1 USR2 CHLD CONT STOP TSTP TTIN TTOU TRAP IOT BUS STKFLT CLD URG XCPU XFSZ " +
  "VTALRM PROF WINCH IO POLL PWR SYS"
).split(" ");

/** Variables that are set wherever `lxc-start` runs, be it as a service or from a shell. Whether others are set, only the host knows. */
export const environmentOfLxcStart: readonly string[] = "PATH HOME LANG USER LOGNAME SHELL TERM PWD".split(" ");

/** Architectures that liblxc knows only where it was built for that processor. Source: liblxc 6.0.6 for amd64, loaded. */
export const architecturesOfOneProcessor: readonly string[] = ["loongarch64", "loong64"];

/** The limits that `lxc.prlimit.` can set, as setrlimit(2) has them. Source: liblxc 6.0.6, src/lxc/conf.c, limit_opt. */
export const resourceNames: readonly string[] =
  "as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack".split(" ");

const gateway = "an address, `auto` or `dev`";

/** What liblxc takes by each of its grammars, for messages: the end of a sentence that begins with "Write". A grammar of words takes the words of its key. */
export const valuesByFormat: Readonly<Record<Exclude<LxcFormat, WordFormat>, string>> = {
  "automatic-mounts": "words such as `proc:mixed` and `sys:ro`, separated by blanks",
  "bridge-vlan-id": "0 to 4094, or `none`",
  "cgroup-path": "a relative path without `..`",
  "console-size": "`auto`, or a size such as `128kB`",
  "dropped-capabilities": "capability names without `CAP_`, or numbers, separated by blanks",
  environment: "`NAME=VALUE`",
  file: "a path on the host",
  flag: "0 or 1",
  "group-ids": "numbers, separated by commas",
  "host-name": "at most 64 characters",
  "id-map": "`u` or `g`, the first ID inside, the first ID on the host, and the count",
  integer: "a whole number",
  "ipv4-address": "an address such as `192.0.2.5/24`",
  "ipv4-gateway": gateway,
  "ipv4-route": "a network such as `192.0.2.0/24`",
  "ipv6-address": "an address such as `2001:db8::5/64`",
  "ipv6-gateway": gateway,
  "ipv6-route": "a network such as `2001:db8::/64`",
  "kept-capabilities": "capability names without `CAP_`, or numbers, separated by blanks, or `none`",
  "lenient-flag": "0 or 1",
  "lenient-number": "a number",
  "queue-count": "a number from 1",
  "resource-limit": "`SOFT[:HARD]`, each a number or `unlimited`",
  "rootfs-options": "mount options, separated by commas, without `create=`, `optional` and `relative`",
  signal: "a signal name with `SIG`, `SIGRTMIN+n`, `SIGRTMAX-n`, or a number",
  "single-name": "one name without a slash",
  socket: "`unix:/PATH`",
  "tagged-vlan-id": "0 to 4094",
  "terminal-directory": "a path below /dev of at most 255 characters",
  "time-offset": "a whole number with h, m, s, ms, us or ns",
  unsigned: "a number from 0 to 4294967295",
  "vlan-id": "0 to 65535",
};
