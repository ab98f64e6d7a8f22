import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { enableFuse } from "../../server/src/rules/enableFuse.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { applyEdits } from "../../server/src/syntax/edit.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";

/** The text after "Enable FUSE in this container". */
function enabled(text: string, dialect: Dialect = "proxmox"): string {
  return applyEdits(text, enableFuse(containerOf(parse(text, dialect))));
}

/** Enables FUSE, compares, and sees that a second time changes nothing. */
function expectEnabled(before: string, after: string, dialect: Dialect = "proxmox"): void {
  const once = enabled(dedent(before), dialect);
  expect(once).toBe(dedent(after));
  expect(enabled(once, dialect)).toBe(once);
}

describe("the features line", () => {
  test("is made where Proxmox would write it", () => {
    expectEnabled(
      `
      arch: amd64
      cores: 2
      hostname: a
      rootfs: local-lvm:vm-101-disk-0,size=8G
      `,
      `
      arch: amd64
      cores: 2
      features: fuse=1
      hostname: a
      rootfs: local-lvm:vm-101-disk-0,size=8G
      `,
    );
  });

  test("is made below the comments on top", () => {
    expectEnabled(
      `
      #Notes of the container
      #second line
      hostname: a
      `,
      `
      #Notes of the container
      #second line
      features: fuse=1
      hostname: a
      `,
    );
  });

  test("is made above raw lines when there is no setting", () => {
    expectEnabled(
      `
      # tailscale
      lxc.mount.entry: /dev/net dev/net none bind,create=dir
      # more
      lxc.cap.drop: sys_admin
      `,
      `
      # tailscale
      features: fuse=1
      lxc.mount.entry: /dev/net dev/net none bind,create=dir
      # more
      lxc.cap.drop: sys_admin
      `,
    );
  });

  test("gets fuse=1 in the order in which Proxmox writes the features", () => {
    expectEnabled("features: nesting=1\n", "features: fuse=1,nesting=1\n");
    expectEnabled("features: force_rw_sys=1,keyctl=1\n", "features: force_rw_sys=1,fuse=1,keyctl=1\n");
    expectEnabled("features: force_rw_sys=1\n", "features: force_rw_sys=1,fuse=1\n");
    expectEnabled("features: force_rw_sys=1,\n", "features: force_rw_sys=1,fuse=1\n");
  });

  test("has fuse switched on when it is off or bare", () => {
    expectEnabled("features: fuse=0,nesting=1\n", "features: fuse=1,nesting=1\n");
    expectEnabled("features: nesting=1,fuse\n", "features: nesting=1,fuse=1\n");
  });

  test("keeps the comment behind it", () => {
    expect(enabled("features: force_rw_sys=1 # for networkd\n")).toBe(
      "features: force_rw_sys=1,fuse=1 # for networkd\n",
    );
  });

  test("counts when it is the last of several", () => {
    expectEnabled("features: fuse=1\nfeatures: nesting=1\n", "features: fuse=1\nfeatures: fuse=1,nesting=1\n");
  });

  test("stays as it is when fuse is on", () => {
    expectEnabled("features: fuse=yes\n", "features: fuse=yes\n");
  });
});

describe("sections", () => {
  test("snapshots and pending changes are not touched", () => {
    expectEnabled(
      `
      arch: amd64

      [pve:pending]
      memory: 512

      [before]
      features: nesting=1
      snaptime: 1700000000
      lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
      `,
      `
      arch: amd64
      features: fuse=1

      [pve:pending]
      memory: 512

      [before]
      features: nesting=1
      snaptime: 1700000000
      lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
      `,
    );
  });

  test("a main section without a line gets one above the first header", () => {
    expectEnabled("[before]\nsnaptime: 1\n", "features: fuse=1\n[before]\nsnaptime: 1\n");
  });
});

describe("what fuse=1 makes superfluous goes", () => {
  test("entries, written well or badly", () => {
    expectEnabled(
      `
      features: nesting=1
      lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
      lxc.mount.entry: /dev/fuse
      lxc.mount.entry = /dev/fuse /dev/fuse none bind,optional
      lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file
      `,
      `
      features: fuse=1,nesting=1
      lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file
      `,
    );
  });

  test("the rule for 10:229, but not a wider one", () => {
    expectEnabled(
      `
      features: fuse=1
      lxc.cgroup2.devices.allow: c 10:229 rwm
      lxc.cgroup2.devices.allow: c 10:* rwm
      lxc.cgroup2.devices.allow: c 10:200 rwm
      `,
      `
      features: fuse=1
      lxc.cgroup2.devices.allow: c 10:* rwm
      lxc.cgroup2.devices.allow: c 10:200 rwm
      `,
    );
  });

  test("the rule stays where the config denies devices or clears the rules of LXC", () => {
    const denies = "features: fuse=1\nlxc.cgroup2.devices.deny: a\nlxc.cgroup2.devices.allow: c 10:229 rwm\n";
    expectEnabled(denies, denies);
    const clears = "features: fuse=1\nlxc.cgroup2.devices.allow:\nlxc.cgroup2.devices.allow: c 10:229 rwm\n";
    expectEnabled(clears, clears);
  });

  test("a devN line for the device", () => {
    expectEnabled("dev0: /dev/fuse,mode=0666\ndev1: /dev/kvm\n", "dev1: /dev/kvm\nfeatures: fuse=1\n");
  });

  test("an entry for another place stays", () => {
    expectEnabled(
      "lxc.mount.entry: /dev/fuse mnt/fuse none bind,create=file\n",
      "features: fuse=1\nlxc.mount.entry: /dev/fuse mnt/fuse none bind,create=file\n",
    );
  });

  test("an entry stays, or is made, where an empty line clears those of Proxmox", () => {
    expectEnabled(
      "features: nesting=1\nlxc.mount.entry:\nlxc.mount.entry: /dev/fuse dev/fuse none bind,create=file\n",
      "features: fuse=1,nesting=1\nlxc.mount.entry:\nlxc.mount.entry: /dev/fuse dev/fuse none bind,create=file\n",
    );
    expectEnabled(
      "features: fuse=1\nlxc.mount.entry:\n",
      "features: fuse=1\nlxc.mount.entry:\nlxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0\n",
    );
  });
});

describe("the bytes around", () => {
  test("CRLF stays CRLF", () => {
    expectEnabled("arch: amd64\r\nhostname: a\r\n", "arch: amd64\r\nfeatures: fuse=1\r\nhostname: a\r\n");
  });

  test("a text without a final line end keeps it so", () => {
    expectEnabled("arch: amd64", "arch: amd64\nfeatures: fuse=1");
    expectEnabled("features: nesting=1", "features: fuse=1,nesting=1");
  });

  test("a last line that goes leaves no empty line behind", () => {
    expect(enabled("arch: amd64\ndev0: /dev/fuse")).toBe("arch: amd64\nfeatures: fuse=1");
    expect(enabled("arch: amd64\nlxc.mount.entry: /dev/fuse")).toBe("arch: amd64\nfeatures: fuse=1\n");
  });

  test("an empty text gets the line", () => expectEnabled("", "features: fuse=1\n"));
});

describe("a native config", () => {
  test("gets the entry", () => {
    expectEnabled(
      "lxc.uts.name = a\n",
      "lxc.uts.name = a\nlxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0\n",
      "lxc",
    );
  });

  test("keeps an entry that works and loses the others", () => {
    expectEnabled(
      `
      lxc.mount.entry = /dev/fuse
      lxc.mount.entry = /dev/fuse dev/fuse none rbind,optional,create=file
      lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0
      lxc.uts.name = a
      `,
      `
      lxc.mount.entry = /dev/fuse dev/fuse none rbind,optional,create=file
      lxc.uts.name = a
      `,
      "lxc",
    );
  });

  test("has an entry replaced that does not make its target", () => {
    expectEnabled(
      "lxc.mount.entry = /dev/fuse dev/fuse none bind,optional\n",
      "lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0\n",
      "lxc",
    );
    expect(enabled("lxc.mount.entry = /dev/fuse", "lxc")).toBe(
      "lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0",
    );
  });
});
