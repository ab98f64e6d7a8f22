import type { Fact, Facts } from "./fact.js";

/** A file in `/usr/share/lxc/config` that other configs include. */
export interface TemplateFact extends Fact {
  /** What it sets, in its order. */
  readonly lines: readonly (readonly [key: string, value: string])[];
}

const usualDevices = ["c 1:3", "c 1:5", "c 1:7", "c 5:0", "c 5:1", "c 5:2", "c 1:8", "c 1:9", "c 136:*", "c 10:229"];

/**
 * The configs that LXC and Proxmox bring along, without the lines for cgroup v1. Proxmox includes the one of the distribution, such as
 * `debian.common.conf`, which reads `common.conf`; for an unprivileged container then `userns.conf`.
 */
export const templates: Facts<TemplateFact> = {
  "common.conf": {
    summary: "What every container starts from: capabilities dropped, devices allowed, proc, sys and cgroups mounted.",
    source: "lxc 5.0.2, config/common.conf, installed; lxc 6.0, config/templates/common.conf.in",
    lines: [
      ["lxc.tty.dir", "lxc"],
      ["lxc.pty.max", "1024"],
      ["lxc.tty.max", "4"],
      ["lxc.cap.drop", "mac_admin mac_override sys_time sys_module sys_rawio"],
      ["lxc.hook.clone", "/usr/share/lxc/hooks/clonehostname"],
      ["lxc.cgroup2.devices.deny", "a"],
      ["lxc.cgroup2.devices.allow", "c *:* m"],
      ["lxc.cgroup2.devices.allow", "b *:* m"],
      ...usualDevices.map((device) => ["lxc.cgroup2.devices.allow", `${device} rwm`] as const),
      ["lxc.mount.auto", "cgroup:mixed proc:mixed sys:mixed"],
      ["lxc.mount.entry", "/sys/fs/fuse/connections sys/fs/fuse/connections none bind,optional 0 0"],
      ["lxc.seccomp.profile", "/usr/share/lxc/config/common.seccomp"],
    ],
  },
  "common.conf.d/01-pve.conf": {
    summary: "The hooks with which Proxmox mounts the volumes, makes the devices and cleans up.",
    source: "pve-container 6.1.10, src/lxc-pve.conf",
    lines: [
      ["lxc.hook.pre-start", "/usr/share/lxc/hooks/lxc-pve-prestart-hook"],
      ["lxc.hook.autodev", "/usr/share/lxc/hooks/lxc-pve-autodev-hook"],
      ["lxc.hook.post-stop", "/usr/share/lxc/hooks/lxc-pve-poststop-hook"],
    ],
  },
  "userns.conf": {
    summary: "What an unprivileged container has otherwise: all capabilities within its own users, and sys writable.",
    source: "lxc 5.0.2, config/userns.conf, installed",
    lines: [
      ["lxc.cgroup2.devices.deny", ""],
      ["lxc.cgroup2.devices.allow", ""],
      ["lxc.cap.drop", ""],
      ["lxc.cap.keep", ""],
      ["lxc.tty.dir", ""],
      ["lxc.mount.auto", "sys:rw"],
    ],
  },
  "userns.conf.d/01-pve.conf": {
    summary:
      "Proxmox lets an unprivileged container open every device that it has a node of and may open by owner and mode.",
    source: "pve-container 6.1.10, src/lxc-pve-userns.conf",
    lines: [
      ["lxc.cgroup2.devices.deny", ""],
      ["lxc.cgroup2.devices.allow", ""],
      ["lxc.cgroup2.devices.allow", "a"],
    ],
  },
};
