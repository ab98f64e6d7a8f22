import type { Container } from "../container/container.js";
import { freshHardwareAddress } from "../rules/network/freshHardwareAddress.js";

/**
 * The config of a new container, as the web interface makes it by default: unprivileged, with nesting and an address by DHCP. Comments on top are its notes.
 * Source: configs that the web interface of Proxmox VE 9 has made; pve-container 6.1.10, Config.pm, write_pct_config(), the order.
 */
export function containerTemplate(container: Container): string {
  return `\
# What is written here, in front of the first setting, are the container's notes.
# memory and swap are in MiB. Look at net0 and rootfs: bridge, storage and volume have to exist on the node.
arch: amd64
cores: 1
features: nesting=1
hostname: new-container
memory: 512
net0: name=eth0,bridge=vmbr0,hwaddr=${freshHardwareAddress(container, 0)},ip=dhcp,type=veth
ostype: debian
rootfs: local-lvm:vm-100-disk-0,size=8G
swap: 512
unprivileged: 1
`;
}
