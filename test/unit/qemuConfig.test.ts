import { describe, expect, test } from "vitest";
import { isQemuConfig } from "../../server/src/syntax/qemuConfig.js";

describe("a QEMU config", () => {
  test.each([
    ["by a disk", "cores: 2\nmemory: 2048\nscsi0: local-lvm:vm-105-disk-0,size=32G\n"],
    ["by a disc drive", "ide2: none,media=cdrom\n"],
    ["by its boot order", "boot: order=scsi0\n"],
    ["by its firmware", "bios: ovmf\n"],
    ["by its machine", "machine: q35\n"],
    ["by its identity", "smbios1: uuid=1f0f0f0f-0000-4000-8000-000000000000\n"],
    ["by its generation", "vmgenid: 1f0f0f0f-0000-4000-8000-000000000000\n"],
    ["by Linux as guest system", "name: web\nostype: l26\n"],
    ["by Windows as guest system, with CRLF", "ostype: win10\r\n"],
    ["by a key below the notes", "# rootfs: is written here by hand\nvirtio0: local-lvm:vm-105-disk-0\n"],
  ])("is told %s", (_, text) => {
    expect(isQemuConfig("/etc/pve/105.conf", text)).toBe(true);
  });

  test("is told by its folder, whatever is in it", () => {
    expect(isQemuConfig("/etc/pve/nodes/pve1/qemu-server/100.conf", "")).toBe(true);
  });
});

describe("a container config", () => {
  test.each([
    ["an empty file", ""],
    ["what both have", "cores: 2\nmemory: 512\nonboot: 1\nnet0: name=eth0,bridge=vmbr0\n"],
    ["a distribution as system", "arch: amd64\nostype: debian\n"],
    ["a key of QEMU in it by mistake", "sockets: 1\nrootfs: local-lvm:vm-101-disk-0\n"],
    ["a raw key", "boot: 1\nlxc.mount.entry: /dev/fuse\n"],
    ["a mount point with an index", "agent: 1\nmp12: /srv,mp=/srv\n"],
    ["a key of QEMU below a snapshot", "arch: amd64\n[before]\nboot: order=scsi0\n"],
    ["a key of QEMU as a comment", "arch: amd64\n# scsi0: local-lvm:vm-105-disk-0\n"],
    ["a line without a key", "scsi0\nvmgenid\n"],
  ])("is %s", (_, text) => {
    expect(isQemuConfig("/etc/pve/lxc/101.conf", text)).toBe(false);
  });
});
