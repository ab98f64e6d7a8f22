/**
 * Keys that only a QEMU config has, without the index of those that are numbered. Source: Proxmox VE, qm.conf(5).
 */
const qemuKeys = new Set([
  "acpi",
  "agent",
  "args",
  "audio",
  "balloon",
  "bios",
  "boot",
  "bootdisk",
  "efidisk",
  "hostpci",
  "hotplug",
  "ide",
  "kvm",
  "machine",
  "numa",
  "sata",
  "scsi",
  "scsihw",
  "serial",
  "smbios",
  "sockets",
  "tablet",
  "tpmstate",
  "usb",
  "vga",
  "virtio",
  "vmgenid",
]);

/** Keys that only a container's config has, written as `qemuKeys`. Source: Proxmox VE, pct.conf(5). */
const containerKeys = new Set(["dev", "features", "hostname", "mp", "rootfs", "swap", "unprivileged"]);

/** The guest systems that a QEMU config names; a container's `ostype` is a distribution. Source: as `qemuKeys`. */
const qemuSystems = new Set("l24 l26 other solaris w2k w2k3 w2k8 win7 win8 win10 win11 wvista wxp".split(" "));

/**
 * Whether a Proxmox config is that of a virtual machine and not that of a container. The file name cannot tell: both are
 * called `<ID>.conf`. A container's config with a key of QEMU in it by mistake stays a container's config.
 * @param path Path of the file, with slashes; it may be a relative one.
 * @param text Content of the file; only the part above the first section header is looked at.
 */
export function isQemuConfig(path: string, text: string): boolean {
  if (path.includes("/qemu-server/") || path.startsWith("qemu-server/")) return true;
  let qemu = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("[")) break;
    if (line.startsWith("lxc.")) return false;
    const colon = line.indexOf(":");
    if (colon === -1) continue;
    const key = withoutIndex(line.slice(0, colon));
    if (containerKeys.has(key)) return false;
    qemu ||= qemuKeys.has(key) || (key === "ostype" && qemuSystems.has(line.slice(colon + 1).trim()));
  }
  return qemu;
}

/** `scsi0` is an index of `scsi`. */
function withoutIndex(key: string): string {
  let end = key.length;
  while (end > 0 && isDigit(key.charCodeAt(end - 1))) end -= 1;
  return key.slice(0, end);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
