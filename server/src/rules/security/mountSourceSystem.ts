import { type BoundPath, boundPaths, liesIn } from "../../container/boundPaths.js";
import { isUnprivileged } from "../../container/container.js";
import { defineRule } from "../rule.js";

interface SystemPath {
  readonly path: string;
  /** What lies below it is as delicate. */
  readonly below?: true;
  /** What the container gets with it. */
  readonly holds: string;
  /** Behind a socket sits a service of the host that does what it is told; read-only mounting does not stop that. */
  readonly isSocket?: true;
}

const containerService = "the service that runs containers on the host, and so everything its root can do";

/** Source: Proxmox VE, pct(1), "Bind Mount Points", which warns of `/`, `/var` and `/etc`; Filesystem Hierarchy Standard 3.0. */
const systemPaths: readonly SystemPath[] = [
  { path: "/etc/pve", below: true, holds: "the keys of the cluster and the configs of all guests" },
  { path: "/etc", holds: "the host's accounts, keys and settings" },
  { path: "/root", holds: "the home of the host's root, with its keys" },
  { path: "/root/.ssh", below: true, holds: "the keys of the host's root" },
  { path: "/boot", below: true, holds: "the kernels that the host boots" },
  { path: "/proc", holds: "the host's processes and kernel settings" },
  { path: "/proc/sys", below: true, holds: "the host's kernel settings" },
  { path: "/sys", holds: "the host's devices and kernel settings" },
  { path: "/sys/kernel/debug", below: true, holds: "the kernel's debugging files" },
  { path: "/sys/fs/cgroup", below: true, holds: "the control groups of the host and all guests" },
  { path: "/dev", holds: "the nodes of all devices of the host" },
  { path: "/var/run/docker.sock", holds: containerService, isSocket: true },
  { path: "/run/docker.sock", holds: containerService, isSocket: true },
  { path: "/run/containerd/containerd.sock", holds: containerService, isSocket: true },
  { path: "/run/podman/podman.sock", holds: containerService, isSocket: true },
  { path: "/run", holds: "the sockets of the host's services" },
  { path: "/var/run", holds: "the sockets of the host's services" },
  { path: "/var/lib/lxc", below: true, holds: "configs and root file systems of containers" },
  { path: "/var/lib/vz", holds: "the disks, templates and backups of other guests" },
  { path: "/var/lib/vz/images", below: true, holds: "the disks of other guests" },
  { path: "/var", holds: "the state of the host's services" },
  { path: "/var/lib", holds: "the state of the host's services" },
  { path: "/usr", holds: "the programs that the host runs" },
  { path: "/bin", holds: "the programs that the host runs" },
  { path: "/sbin", holds: "the programs that the host runs" },
  { path: "/lib", holds: "the libraries that the host's programs load" },
  { path: "/lib/modules", below: true, holds: "the kernel modules that the host loads" },
  { path: "/", holds: "everything on the host" },
];

/** Directories that everybody may read anyway, on the host and in the packages it was installed from. */
const publicPaths = new Set(["/usr", "/bin", "/sbin", "/lib", "/lib/modules", "/boot"]);

/** A bind mount of a directory that the host itself lives in. */
export const mountSourceSystem = defineRule({
  name: "mount-source-system",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["mp", "lxc.mount.entry"],
  check(container, report) {
    for (const bound of boundPaths(container)) {
      const system = systemPaths.find(({ path, below }) => (below ? liesIn(bound.path, path) : bound.path === path));
      if (!system || (bound.isReadOnly && publicPaths.has(system.path))) continue;
      const isMapped = isUnprivileged(container);
      const isDangerous = !isMapped && (system.isSocket || !bound.isReadOnly);
      report(bound.at, messageFor(bound, system, isMapped), { severity: isDangerous ? "warning" : "information" });
    }
  },
});

function messageFor(bound: BoundPath, { holds, isSocket }: SystemPath, isMapped: boolean): string {
  if (isSocket) {
    const who = isMapped
      ? "Whoever may open this socket in the container commands"
      : "With this socket the container commands";
    return `${who} ${holds}. Run that service in the container itself.`;
  }
  const way = bound.key === "lxc.mount.entry" ? "with `ro`" : "with `ro=1`";
  const instead = `Bind only the directory that is needed, ${way} where reading is enough.`;
  if (isMapped)
    return `This shows the container ${holds}; the ID map keeps it from files that are not for everybody, and nothing else does. ${instead}`;
  if (bound.isReadOnly)
    return `This lets root in this privileged container read ${holds}, secrets included. Bind only the directory that is needed.`;
  return `This lets root in this privileged container change ${holds}, and so take over the host. ${instead}`;
}
