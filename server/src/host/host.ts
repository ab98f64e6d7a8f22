import type { HostDescription } from "../knowledge/hostDescription.js";

const distributions = [
  "alpine",
  "archlinux",
  "centos",
  "debian",
  "devuan",
  "fedora",
  "gentoo",
  "openeuler",
  "opensuse",
  "ubuntu",
];

/** The machine that is assumed when none is described: cgroup v2 alone, bridges with an MTU of 1500, templates for every distribution but NixOS. */
export const defaultHost: HostDescription = {
  controllers: { v1: [], v2: ["cpu", "cpuset", "memory"] },
  bridges: undefined,
  bridgeMtu: 1500,
  liblxc: undefined,
  templates: distributions.flatMap((name) => [`${name}.common.conf`, `${name}.userns.conf`]),
  devices: undefined,
  kernel: "6.8.12",
  syscallSocket: undefined,
  smallestCpuWeight: 1,
};
