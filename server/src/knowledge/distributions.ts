import type { DistributionFact, Facts } from "./fact.js";

const setup =
  "pve-container 6.1.10, src/PVE/LXC/Setup.pm and src/PVE/LXC/Setup/; the init system: general knowledge of the distribution";

/** What `ostype` may be. Proxmox detects the distribution from the root file system too, and warns when the two differ. */
export const distributions: Facts<DistributionFact> = {
  debian: {
    summary: "Debian, and what is close to it, such as Kali. Systemd since Debian 8.",
    source: setup,
    systemd: true,
  },
  ubuntu: { summary: "Ubuntu. Systemd since 15.04.", source: setup, systemd: true },
  alpine: { summary: "Alpine, with OpenRC as init.", source: setup, systemd: false },
  centos: {
    summary: "CentOS, and what is close to it: Rocky, AlmaLinux, RHEL, Oracle Linux. Systemd since 7.",
    source: setup,
    systemd: true,
  },
  fedora: { summary: "Fedora, from 22 on.", source: setup, systemd: true },
  archlinux: { summary: "Arch Linux.", source: setup, systemd: true },
  opensuse: { summary: "openSUSE Leap and Tumbleweed, and SUSE Linux Enterprise.", source: setup, systemd: true },
  devuan: { summary: "Devuan, which is Debian without systemd.", source: setup, since: { pve: "6.4" }, systemd: false },
  gentoo: {
    summary: "Gentoo, with OpenRC as its usual init; systemd is a choice.",
    source: setup,
    since: { pve: "4.3" },
    systemd: false,
  },
  nixos: {
    summary: "NixOS. Proxmox has no LXC templates of its own for it and takes the common ones.",
    source: setup,
    since: { pve: "7.2" },
    systemd: true,
  },
  unmanaged: {
    summary:
      "Anything else. Proxmox changes nothing inside: no network, no host name, no DNS, no time zone. What init runs there is not known.",
    source: setup,
    since: { pve: "4.2" },
    systemd: false,
  },
  openeuler: {
    summary: "openEuler, from 24 on. Proxmox writes it for such images, but its API does not offer it.",
    source: setup,
    since: { pve: "8.3" },
    systemd: true,
  },
};
