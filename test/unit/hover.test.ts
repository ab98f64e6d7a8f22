import { expect, test } from "vitest";
import { hover } from "../editor.js";

test("a plain key: what it is, its values, since when, where to read on", () => {
  const shown = hover("mem$0ory: 512");
  expect(shown?.on).toBe("memory");
  expect(shown?.text).toMatch(/^\*\*memory\*\*/);
  expect(shown?.text).toContain("MiB");
  expect(shown?.text).toContain("pct.conf(5)");
});

test("a feature: what Proxmox generates from it", () => {
  const shown = hover("features: nesting=1,fu$0se=1");
  expect(shown?.on).toBe("fuse=1");
  expect(shown?.text).toContain("lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0");
});

test("a property of an indexed key", () => {
  expect(hover("net0: name=eth0,hwa$0ddr=BC:24:11:00:00:01")?.text).toContain("**net: hwaddr**");
  expect(hover("rootfs: local-lvm:$0vm-1-disk-0,size=8G")?.text).toContain("**rootfs: volume**");
});

test("a raw key, with or without a number in it, and one that was renamed", () => {
  expect(hover("lxc.mount.en$0try: /dev/fuse")?.text).toContain("**lxc.mount.entry**");
  expect(hover("lxc.net.0.ty$0pe = veth", "lxc")?.text).toContain("**lxc.net.0.type**");
  expect(hover("lxc.aa_pro$0file: unconfined")?.text).toContain("`lxc.apparmor.profile`");
});

test("the fields and options of a mount entry", () => {
  expect(hover("lxc.mount.entry: /dev/f$0use dev/fuse none bind 0 0")?.text).toContain("10:229");
  expect(hover("lxc.mount.entry: /dev/fuse de$0v/fuse none bind 0 0")?.text).toContain("without a leading slash");
  expect(hover("lxc.mount.entry: /dev/fuse dev/fuse none bind,create=f$0ile 0 0")?.on).toBe("create=file");
  expect(hover("lxc.mount.entry: tmpfs mnt tm$0pfs size=1M 0 0")?.text).toContain("**tmpfs**");
});

test("the device behind a number, and behind a devN line", () => {
  expect(hover("lxc.cgroup2.devices.allow: c 10:2$000 rwm")?.text).toContain("/dev/net/tun");
  expect(hover("dev0: /dev/n$0et/tun,gid=0")?.text).toContain("10:200");
});

test("a capability", () => {
  expect(hover("lxc.cap.drop: sys_module sys_t$0ime")?.on).toBe("sys_time");
});

test("an ID map, as ranges of ids", () => {
  expect(hover("lxc.idmap: u 0 100000 655$036")?.text).toContain("0 to 65535 are 100000 to 165535");
});

test("a section header", () => {
  expect(hover("[pve:pen$0ding]")?.text).toContain("Pending changes");
  expect(hover("[before-up$0grade]")?.text).toContain("Snapshot before-upgrade");
});

test("nothing for a comment, an unknown key, a name of JavaScript's own, or behind the end", () => {
  for (const text of [
    "# mem$0ory",
    "nons$0ense: 1",
    "constr$0uctor: 1",
    "features: constr$0uctor=1",
    "memory: 5\n$0",
  ]) {
    expect(hover(text)).toBeUndefined();
  }
});
