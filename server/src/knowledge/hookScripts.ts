import type { Fact, Facts } from "./fact.js";

const installed = "lxc 5.0.2 of Debian 12, /usr/share/lxc/hooks, read";

/** A hook that comes with LXC. */
export interface HookScriptFact extends Fact {
  /** The keys under which it does its work. */
  readonly keys: readonly string[];
  /** It gives up in the other kind of container. */
  readonly only?: "unprivileged";
}

/** The hooks that come with LXC, by their path. Those of Proxmox are set by its own templates, and nobody writes them. */
export const hookScripts: Facts<HookScriptFact> = {
  "/usr/share/lxc/hooks/nvidia": {
    summary:
      "Brings the NVIDIA driver and its devices into an unprivileged container, by `nvidia-container-cli` of the host and as `NVIDIA_VISIBLE_DEVICES` says.",
    source: installed,
    keys: ["lxc.hook.mount"],
    only: "unprivileged",
  },
  "/usr/share/lxc/hooks/mountecryptfsroot": {
    summary: "Mounts a root file system that is encrypted with eCryptfs.",
    source: installed,
    keys: ["lxc.hook.pre-mount"],
  },
  "/usr/share/lxc/hooks/squid-deb-proxy-client": {
    summary: "Writes the package proxy of the host into the configuration of the container's `apt`.",
    source: installed,
    keys: ["lxc.hook.pre-start"],
  },
  "/usr/share/lxc/hooks/dhclient": {
    summary:
      "Runs the host's DHCP client in the container's network; it is needed under both keys, to begin and to end.",
    source: installed,
    keys: ["lxc.hook.start-host", "lxc.hook.stop"],
  },
  "/usr/share/lxc/hooks/clonehostname": {
    summary: "Writes the new host name into the files of a clone.",
    source: installed,
    keys: ["lxc.hook.clone"],
  },
};
