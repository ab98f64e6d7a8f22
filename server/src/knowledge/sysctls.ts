import type { Fact, Facts } from "./fact.js";

const network = "Linux 6.18, written in a network namespace of its own; what it does: general knowledge";
const host = "Linux 6.18, written in a UTS namespace of its own; what it does: general knowledge";

/**
 * Kernel parameters that a container has for itself and that Proxmox does not let through, for `lxc.sysctl.` in native configs. Those that
 * Proxmox lets through stand in `lxcKeys`.
 */
export const sysctls: Facts<Fact> = {
  "net.ipv4.ip_forward": {
    summary: "With `1` the container passes packets on between its interfaces, as a router or VPN server does.",
    source: network,
  },
  "net.ipv6.conf.all.forwarding": {
    summary: "With `1` the container passes IPv6 packets on between its interfaces.",
    source: network,
  },
  "net.ipv6.conf.all.disable_ipv6": { summary: "With `1` the container has no IPv6.", source: network },
  "net.ipv4.ip_unprivileged_port_start": {
    summary: "The first port that programs may listen on without being root; 1024 when nothing is written.",
    source: network,
  },
  "net.ipv4.ping_group_range": {
    summary: "The first and the last group that may `ping` without a capability, such as `0 65535`.",
    source: network,
  },
  "net.ipv4.conf.all.rp_filter": {
    summary: "Whether packets are dropped whose answer would take another interface: `0` no, `1` yes, `2` loosely.",
    source: network,
  },
  "net.ipv4.ip_local_port_range": {
    summary: "The first and the last port that outgoing connections are given.",
    source: network,
  },
  "net.ipv4.tcp_keepalive_time": {
    summary: "After how many idle seconds a connection is probed.",
    source: network,
  },
  "net.core.somaxconn": { summary: "How many connections may wait to be accepted on a socket.", source: network },
  "kernel.domainname": { summary: "The NIS domain name of the container.", source: host },
};
