import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { targetOf } from "../../server/src/container/target.js";
import { diskNameOf, ownerOf, volumesOf } from "../../server/src/container/volumes.js";
import { volumeRules } from "../../server/src/rules/volume/index.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check, findingsIn } from "../check.js";

/** No rule of this area has anything to say above a hint. */
function silent(text: string): void {
  const found = volumeRules.flatMap(({ name }) => findingsIn(parse(text, "proxmox"), name));
  expect(found.filter(({ severity }) => severity !== "hint").map(({ message }) => message)).toEqual([]);
}

describe("what must stay silent", () => {
  test.each([
    ["an ordinary container", "rootfs: local-lvm:vm-101-disk-0,size=8G\n"],
    ["a directory of the host", "mp0: /srv/media,mp=/media\n"],
    ["a slash at the end", "mp0: /srv/media/,mp=/media/\n"],
    ["a hole in the numbers", "mp0: /srv/a,mp=/a\nmp7: /srv/b,mp=/b\n"],
    ["the outer one first", "mp0: /srv/a,mp=/srv\nmp1: /srv/b,mp=/srv/b\n"],
    ["names that begin alike", "mp0: /srv/b,mp=/srv/data2\nmp1: /srv/a,mp=/srv/data\n"],
    ["a blank in a path, which is literal", "mp0: /srv/my media,mp=/my media\n"],
    ["an empty part", "mp0: local-lvm:vm-101-disk-1,mp=/srv,,backup=1\n"],
    ["the path in front of the volume", "mp0: mp=/srv,local-lvm:vm-101-disk-1,backup=1\n"],
    ["a subvolume without a limit", "rootfs: local:101/subvol-101-disk-0.subvol,size=0\n"],
    ["acl on", "rootfs: local-lvm:vm-101-disk-0,acl=1\n"],
    ["acl=0 where it counts", "rootfs: local-zfs:subvol-101-disk-0,acl=0\n"],
    ["quota off", "rootfs: local-lvm:vm-101-disk-0,quota=0\nunprivileged: 1\n"],
    ["a volume of a storage that ends in a number", "rootfs: nas2:101/vm-101-disk-0.raw\n"],
    ["a snapshot, which does not run", "ostype: debian\n[before]\nmp0: local-lvm:8,mp=/\n"],
    ["a line that a later one replaces", "mp0: local-lvm:8,mp=/\nmp0: /srv/a,mp=/a\n"],
    ["/run itself, which systemd leaves alone when something is mounted there", "mp0: /srv/run,mp=/run\n"],
    ["a directory that only looks like a link", "mp0: /library,mp=/binaries\n"],
    ["a volume manager's name of a disk", "mp0: /dev/mapper/vg-data,mp=/data\n"],
  ])("%s", (_, text) => silent(text));
});

describe("volumes", () => {
  const volumes = (text: string) => volumesOf(containerOf(parse(text, "proxmox")));

  test("are in the order in which Proxmox goes through them", () => {
    const text = "unused0: a:x\nmp10: a:b,mp=/j\nmp2: a:c,mp=/c\nrootfs: a:r\n";
    expect(volumes(text).map(({ key }) => key.text)).toEqual(["rootfs", "mp2", "mp10", "unused0"]);
  });

  test("know what Proxmox' reader refuses, comments aside", () => {
    const accepted = volumes("mp0: a:b,mp=/a # photos\nmp1: a:b\nmp2: a:b,mp=/x,size=8GB\n").map(
      (each) => each.isAccepted,
    );
    expect(accepted).toEqual([true, false, false]);
  });

  test("tell their kind by how they begin", () => {
    const kinds = volumes("mp0: /dev/sdb1,mp=/a\nmp1: /srv,mp=/b\nmp2: srv,mp=/c\nmp3: mp=/d,volume=/srv\n");
    expect(kinds.map(({ kind }) => kind)).toEqual(["device", "bind", "volume", "bind"]);
  });

  test.each([
    ["local-lvm:vm-101-disk-0", 101],
    ["nas:101/vm-101-disk-0.raw", 101],
    ["nas:100/base-100-disk-0.raw/101/vm-101-disk-0.raw", 101],
    ["zfs:basevol-100-disk-0/subvol-101-disk-1", 101],
    ["local:snippets/vm-101.txt", undefined],
  ])("belong to whom %s names", (source, owner) => {
    const [volume] = volumes(`rootfs: ${source}\n`);
    expect(volume && ownerOf(diskNameOf(volume))).toBe(owner);
  });
});

describe("mount points that hide each other", () => {
  test("are renumbered with the numbers that are there", () => {
    check(
      `
      mp2: /srv/a,mp=/srv/data/a
                     ^^^^^^^^^^^ warning: \`mp9\` is mounted on /srv/data later and hides this one. They are mounted by number, so give the outer one the lower number.
      mp5: /srv/x,mp=/opt
      mp9: /srv/d,mp=/srv/data
    `,
      { rule: "mount-point-hidden" },
    ).fixedBy(
      "Renumber the mount points around `mp2`",
      `
      mp5: /srv/a,mp=/srv/data/a
      mp9: /srv/x,mp=/opt
      mp2: /srv/d,mp=/srv/data
    `,
    );
  });

  test("at one place are nobody's to renumber", () => {
    const { findings } = check(
      `
      mp0: /srv/a,mp=/media
                     ^^^^^^ warning: \`mp1\` is mounted at the same place later and hides this one. Give one of the two another path.
      mp1: /srv/b,mp=/media/
    `,
      { rule: "mount-point-hidden" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("one that Proxmox cannot read hides nothing", () => {
    check("mp0: /srv/a,mp=/media/a\nmp1: /srv/b,mp=/media,size=8GB\n", { rule: "mount-point-hidden" });
  });

  test("without its own /dev, LXC hides nothing there", () => {
    check("lxc.autodev: 0\nmp0: /srv/a,mp=/dev/shm\n", { rule: "mount-point-hidden" });
  });
});

describe("sources", () => {
  test("a socket is bound by an entry, which follows links in its source", () => {
    const text = "mp0: /var/run/docker.sock,mp=/srv/docker.sock\n";
    check(text, { rule: "mount-point-symbolic-link" });
    check(
      `
      mp0: /var/run/docker.sock,mp=/srv/docker.sock
           ^^^^^^^^^^^^^^^^^^^^ error: /var/run/docker.sock is no directory, and Proxmox binds only those, so the container does not start. Write it as \`lxc.mount.entry\` instead.
    `,
      { rule: "mount-point-source-kind" },
    ).fixedBy(
      "Write it as a mount entry",
      `
      lxc.mount.entry: /var/run/docker.sock srv/docker.sock none bind,create=file 0 0
    `,
    );
  });

  test("a device takes the next free number", () => {
    check(
      `
      dev0: /dev/fuse
      mp0: /dev/net/tun,mp=/dev/net/tun
           ^^^^^^^^^^^^ error: A mount point mounts disks, and /dev/net/tun is none, so the container does not start. Write \`dev1: /dev/net/tun\` instead.
    `,
      { rule: "mount-point-source-kind" },
    ).fixedBy(
      "Write `dev1: /dev/net/tun`",
      `
      dev0: /dev/fuse
      dev1: /dev/net/tun
    `,
    );
  });

  test("Proxmox VE 8.0 has no devN", () => {
    const { findings } = check(
      `
      mp0: /dev/net/tun,mp=/dev/net/tun
           ^^^^^^^^^^^^ error: A mount point mounts disks, and /dev/net/tun is none, so the container does not start. Write it as \`lxc.mount.entry\` instead.
    `,
      { rule: "mount-point-source-kind", target: "8.0" },
    );
    expect(findings[0]?.fixes.map(({ title }) => title)).toEqual(["Write it as a mount entry"]);
  });

  test("a name without a storage that is no path is nobody's to repair", () => {
    const { findings } = check(
      `
      mp0: data,mp=/data
           ^^^^ error: No storage stands in front of \`data\`, so the container does not start. Write storage and volume, as in \`local-lvm:vm-101-disk-1\`, or the whole path of a directory instead.
    `,
      { rule: "volume-not-allocated" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("a volume of another guest is not asked to be in this one's backup", () => {
    check(
      `
      rootfs: local-lvm:vm-101-disk-0
      mp0: local-lvm:vm-102-disk-0,mp=/data
           ^^^^^^^^^^^^^^^^^^^^^^^ warning: By its name this volume is guest 102's, and the root file system guest 101's: migration refuses it, and it can go when guest 102 is deleted. Hand it over with \`pct move-volume\`.
    `,
    );
  });
});

describe("quotas", () => {
  test("an ID map alone does not stop the start, and leaves the quota without effect", () => {
    check(
      `
      lxc.idmap: u 0 100000 65536
      lxc.idmap: g 0 100000 65536
      rootfs: local-lvm:vm-101-disk-0,quota=1
                                      ^^^^^^^ warning: With an ID map the container may not set quotas, so \`quota=1\` has no effect. Remove it.
    `,
      { rule: "volume-quota" },
    );
  });

  test("work in a privileged container of Proxmox VE 8, where the host can be booted with cgroup v1", () => {
    expect(targetOf("8.4")).toBeDefined();
    check("rootfs: local-lvm:vm-101-disk-0,quota=1\n", { rule: "volume-quota", target: "8.4" });
  });
});

describe("unused volumes", () => {
  test("a mount point that can be read tells more than one that cannot", () => {
    check(
      `
      mp0: local-lvm:vm-101-disk-1,mp=/a,size=8GB
      mp1: local-lvm:vm-101-disk-1,mp=/b,backup=1
      unused0: local-lvm:vm-101-disk-1
               ^^^^^^^^^^^^^^^^^^^^^^^ information: \`mp1\` uses this volume, so Proxmox removes this line at its next change of the file. Remove the line.
    `,
      { rule: "volume-used-twice" },
    );
  });

  test("one that is listed twice is removed once", () => {
    check(
      `
      unused0: local-lvm:vm-101-disk-1
      unused1: local-lvm:vm-101-disk-1
               ^^^^^^^^^^^^^^^^^^^^^^^ information: \`unused0\` lists this volume already, and one line is enough. Remove the line.
    `,
      { rule: "volume-used-twice" },
    ).fixedBy(
      "Remove the line",
      `
      unused0: local-lvm:vm-101-disk-1
    `,
    );
  });
});

describe("directories of the host", () => {
  test("are told of once", () => {
    check(
      `
      mp0: /srv/a,mp=/a
           ^^^^^^ hint: \`mp0\` and \`mp1\` are no volumes: they are in no backup, and Proxmox makes no snapshots and no clones of this container, nor migrates it without \`shared=1\`. Back them up on the host.
      mp1: /mnt/pve/nas/b,mp=/b
    `,
      { rule: "mount-point-of-host" },
    );
  });

  test("with shared=1 the container can move", () => {
    check(
      `
      mp0: /srv/a,mp=/a,shared=1
           ^^^^^^ hint: \`mp0\` is no volume: it is in no backup, and Proxmox makes no snapshots and no clones of this container. Back it up on the host.
    `,
      { rule: "mount-point-of-host" },
    );
  });
});
