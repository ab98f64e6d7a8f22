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
