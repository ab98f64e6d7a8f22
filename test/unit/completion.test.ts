import { expect, test } from "vitest";
import { complete, completed } from "../editor.js";

test("keys, most used first, without those that are set, with the next free number", () => {
  const labels = complete("net0: name=eth0\nhostname: a\n$0\n");
  expect(labels[0]).toBe("net1");
  expect(labels).not.toContain("hostname");
  expect(labels).toContain("lxc.mount.entry");
  expect(completed("feat$0", "features")).toBe("features: ");
});

test("a snapshot has its own keys", () => {
  expect(complete("hostname: a\n[snap]\n$0\n")).toContain("hostname");
});

test("a native config has raw keys only, with an equals sign", () => {
  expect(complete("$0", "lxc")).not.toContain("hostname");
  expect(completed("lxc.ut$0", "lxc.uts.name", "lxc")).toBe("lxc.uts.name = ");
});

test("properties that are not there yet, and their values", () => {
  expect(complete("features: nesting=1,$0")).toEqual(expect.arrayContaining(["keyctl", "fuse"]));
  expect(complete("features: nesting=1,$0")).not.toContain("nesting");
  expect(completed("features: nesting=1,f$0", "fuse")).toBe("features: nesting=1,fuse=1");
  expect(complete("features: nesting=$0")).toEqual(["1", "0"]);
});

test("a mount entry, field by field", () => {
  expect(complete("lxc.mount.entry: $0")).toContain("/dev/fuse");
  expect(complete("lxc.mount.entry: /dev/fuse $0")).toEqual(["dev/fuse"]);
  expect(complete("lxc.mount.entry: /dev/fuse dev/fuse $0")[0]).toBe("none");
  expect(completed("lxc.mount.entry: /dev/fuse dev/fuse none bind,cre$0", "create=file")).toBe(
    "lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file",
  );
  expect(complete("lxc.mount.entry: /dev/fuse dev/fuse none bind,$0")).not.toContain("bind");
});

test("device rules, capabilities, words of mount.auto", () => {
  expect(complete("lxc.cgroup2.devices.allow: $0")).toContain("c 10:229 rwm");
  expect(complete("lxc.cap.drop: sys_module $0")).toContain("sys_time");
  expect(complete("lxc.mount.auto: $0")).toContain("proc:rw");
});

test("nothing in a comment, a header, or behind a key that takes anything", () => {
  expect(complete("# $0")).toEqual([]);
  expect(complete("[sn$0")).toEqual([]);
  expect(complete("hostname: $0")).toEqual([]);
});
