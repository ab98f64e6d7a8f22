import { describe, expect, test } from "vitest";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check, findingsIn } from "../check.js";

describe("line-unparseable", () => {
  const rule = "line-unparseable";

  test("a byte order mark costs the first line", () => {
    const { findings } = check(
      "\uFEFFarch: amd64\n^ error: An invisible byte order mark stands in front of the first line, so Proxmox drops that line. Save the file as UTF-8 without one.\n",
      { rule },
    );
    expect(findings[0]?.fixes.map((fix) => fix.safe)).toEqual([true]);
    expect(fixAll("\uFEFFarch: amd64\n", "proxmox")).toBe("arch: amd64\n");
    expect(fixAll("\uFEFFlxc.arch = amd64\n", "lxc")).toBe("lxc.arch = amd64\n");
    check("\uFEFF# web\nlxc.arch = amd64\n", { rule, dialect: "lxc" });
  });

  test("one repair takes blanks and the wrong sign together", () => {
    expect(fixAll("\t memory = 512\n  // notes\n  [before-upgrade]\n", "proxmox", { only: rule })).toBe(
      "memory: 512\n# notes\n[before-upgrade]\n",
    );
  });

  test("a no-break space in front of a line is seen", () => {
    check(
      `
      \u00a0cores: 2
      ^ error: Proxmox drops this line because blanks stand in front of it. Remove them.
      `.replaceAll("\n      ", "\n"),
      { rule },
    );
  });

  test("a line is not revived over one that counts already", () => {
    const { findings } = check(
      `
      memory: 512
      memory = 1024
             ^ error: Proxmox drops this line because it wants a colon behind \`memory\`. Write \`memory:\` instead.
      `,
      { rule },
    );
    expect(findings[0]?.fixes[0]?.safe).toBe(false);
  });

  test("a key alone is not completed, because an empty value would clear a list", () => {
    const { findings } = check(
      `
      lxc.cap.drop
      ^^^^^^^^^^^^ error: Proxmox drops this line because no colon stands behind \`lxc.cap.drop\`. Write \`lxc.cap.drop: \` and the value.
      `,
      { rule },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("colons that are missing are put in where the line says enough", () => {
    expect(fixAll("hostname web\nlxc.cap.drop sys_boot\nmemory is low\n", "proxmox", { only: rule })).toBe(
      "hostname: web\nlxc.cap.drop: sys_boot\nmemory is low\n",
    );
  });

  test("a command of a guide and prose are told apart, and neither is removed unasked", () => {
    check(
      `
      pct set 101 -memory 512
      ^^^^^^^^^^^^^^^^^^^^^^^ error: Proxmox drops this line: it is a command for a shell, not a setting. Remove the line.
      passthrough of the card
      ^^^^^^^^^^^^^^^^^^^^^^^ error: Proxmox drops this line: it is neither a \`key: value\` nor a comment. Put \`#\` in front of it, or remove the line.
      `,
      { rule },
    ).fixedBy(
      "Make it a comment",
      `
      pct set 101 -memory 512
      # passthrough of the card
      `,
    );
  });

  test("keys of other systems have their own text", () => {
    check(
      `
      limits.cpu: 2
      ^^^^^^^^^^ error: \`limits.cpu\` is an option of LXD, so Proxmox drops this line. On Proxmox it is \`cores\`. Write \`cores\` instead.
      on-boot: 1
      ^^^^^^^ error: Proxmox drops this line because \`on-boot\` has a hyphen, and keys have none. Write \`onboot\` instead.
      `,
      { rule },
    ).fixedBy(
      "Write `onboot:`",
      `
      limits.cpu: 2
      onboot: 1
      `,
    );
  });

  test("a broken header names the section that its lines count for", () => {
    check(
      `
      [one]
      memory: 512
      [two snapshots]
       ^^^^^^^^^^^^^ error: \`two snapshots\` is no name of a section, so Proxmox drops this header, and the lines below count for the snapshot \`one\`. Write a letter, then letters, digits, \`_\` or \`-\`.
      [ three ]
      ^^^^^^^^^ error: Blanks stand in the brackets, so Proxmox drops this header, and the lines below count for the snapshot \`one\`. Write \`[three]\` instead.
      [four
      ^^^^^ error: The closing bracket is missing, so Proxmox drops this header, and the lines below count for the snapshot \`one\`. Write \`[four]\` instead.
      [pve: pending]
       ^^^^^^^^^^^^ error: \`pve: pending\` is no name of a section, so Proxmox drops this header, and the lines below count for the snapshot \`one\`. Write a letter, then letters, digits, \`_\` or \`-\`.
      `,
      { rule },
    ).fixedBy(
      "Write `[pve:pending]`",
      `
      [one]
      memory: 512
      [two snapshots]
      [ three ]
      [four
      [pve:pending]
      `,
    );
  });

  test("a header is not revived where its section would replace another", () => {
    expect(fixAll("[one]\nmemory: 512\n [one]\nmemory: 1024\n", "proxmox", { only: rule })).toBe(
      "[one]\nmemory: 512\n [one]\nmemory: 1024\n",
    );
  });

  test("delete is at home among the pending changes", () => {
    check(
      `
      [pve:pending]
      delete: memory
      `,
      { rule },
    );
  });

  test("a carriage return stays with its line", () => {
    expect(fixAll("memory = 512\r\ncores: 2\r\n", "proxmox")).toBe("memory: 512\r\ncores: 2\r\n");
  });

  test("native: what stands behind a NUL is never read", () => {
    const { findings } = check(
      "lxc.arch = amd64\n\0lxc.tty.max = 4\n^ warning: liblxc ends the file at this NUL character and ignores the text behind it. Remove it.\n",
      { rule, dialect: "lxc" },
    );
    expect(findings[0]?.fixes[0]?.safe).toBe(false);
  });

  test("native: a key of Proxmox is told with the line that Proxmox makes of it", () => {
    check(
      `
      arch: amd64
      ^^^^ warning: liblxc ignores this line because \`arch\` is a key of Proxmox configs. Write \`lxc.arch = <arch>\` instead.
      `,
      { rule, dialect: "lxc" },
    );
  });

  test("native: a colon in front of the sign goes", () => {
    expect(fixAll("lxc.tty.max := 4\n", "lxc", { only: rule })).toBe("lxc.tty.max = 4\n");
  });
});

describe("unknown-key", () => {
  const rule = "unknown-key";

  test("a slip is corrected only where the right key is free", () => {
    expect(fixAll("memroy: 1\nmemory: 2\nconsole0: 1\nnett1: name=eth0\n", "proxmox", { only: rule })).toBe(
      "memroy: 1\nmemory: 2\nconsole: 1\nnet1: name=eth0\n",
    );
  });

  test("a key that is two slips away is only proposed", () => {
    const { findings } = check(
      `
      hsotnmae: web
      ^^^^^^^^ warning: Proxmox knows no key \`hsotnmae\`, so this line does nothing. Write \`hostname\` instead.
      `,
      { rule },
    );
    expect(findings[0]?.fixes.map((fix) => fix.safe)).toEqual([false, false]);
  });

  test("a number that is missing or too high gets the first free one", () => {
    check(
      `
      net0: name=eth0,bridge=vmbr0
      net: name=eth1,bridge=vmbr0
      ^^^ warning: Proxmox knows only \`net0\` to \`net31\`, so \`net\` does nothing. Write one of these instead.
      `,
      { rule },
    ).fixedBy(
      "Write `net1`",
      `
      net0: name=eth0,bridge=vmbr0
      net1: name=eth1,bridge=vmbr0
      `,
    );
  });

  test("a word from elsewhere is replaced only where its value fits", () => {
    const titles = (text: string) => fixAll(text, "proxmox", { only: rule, unsafe: true });
    expect(titles("name: web\n")).toBe("hostname: web\n");
    expect(titles("cpu: host\n")).toBe("");
    expect(titles("privileged: 1\n")).toBe("");
  });

  test("every section is looked at", () => {
    check(
      `
      [pve:pending]
      foo: 1
      ^^^ warning: Proxmox knows no key \`foo\`, so this line does nothing. Remove the line.
      [before-upgrade]
      memroy: 512
      ^^^^^^ warning: Proxmox knows no key \`memroy\`, so this line does nothing. Write \`memory\` instead.
      `,
      { rule },
    );
  });
});

describe("raw-key-unknown", () => {
  const rule = "raw-key-unknown";

  test("a name of JavaScript is no key", () => {
    check(
      `
      lxc.constructor: 1
      ^^^^^^^^^^^^^^^ error: Neither Proxmox nor liblxc knows the key \`lxc.constructor\`, so Proxmox drops this line. Remove the line.
      `,
      { rule },
    );
  });

  test("what only LXC refuses is no matter in a snapshot", () => {
    check("[before-upgrade]\nlxc.net.0.foo: 1\n", { rule });
  });

  test("an interface without a number", () => {
    check(
      `
      lxc.net.type = veth
      ^^^^^^^^^^^^ error: liblxc knows no key \`lxc.net.type\`, so it refuses the whole file and the container does not start. Write \`lxc.net.0.type\` instead.
      `,
      { rule, dialect: "lxc" },
    );
  });

  test("Proxmox is not offered a key that it drops", () => {
    const { findings } = check(
      `
      lxc.tty.dirs: lxc
      ^^^^^^^^^^^^ error: Neither Proxmox nor liblxc knows the key \`lxc.tty.dirs\`, so Proxmox drops this line. Remove the line.
      `,
      { rule },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });
});

describe("raw-key-renamed", () => {
  const rule = "raw-key-renamed";

  test("interfaces are numbered across other lines, and numbers in use are left alone", () => {
    const text =
      "lxc.net.0.type = veth\nlxc.network.type = veth\nlxc.tty.max = 2\nlxc.network.link = br0\nlxc.network.type = empty\n";
    expect(fixAll(text, "lxc", { only: rule })).toBe(
      "lxc.net.0.type = veth\nlxc.net.1.type = veth\nlxc.tty.max = 2\nlxc.net.1.link = br0\nlxc.net.2.type = empty\n",
    );
  });

  test("a single fix renames all interfaces, so that their numbers agree", () => {
    check(
      `
      lxc.network.type = veth
      ^^^^^^^^^^^^^^^^ error: liblxc has no key \`lxc.network.type\` any more, so it refuses the whole file and the container does not start. Write \`lxc.net.0.type\` instead.
      lxc.network.ipv4 = 192.0.2.5/24
      ^^^^^^^^^^^^^^^^ error: liblxc has no key \`lxc.network.ipv4\` any more, so it refuses the whole file and the container does not start. Write \`lxc.net.0.ipv4.address\` instead.
      `,
      { rule, dialect: "lxc" },
    ).fixedBy(
      "Rename the keys of the network interfaces",
      `
      lxc.net.0.type = veth
      lxc.net.0.ipv4.address = 192.0.2.5/24
      `,
    );
  });

  test("a key whose successor Proxmox drops is removed", () => {
    check(
      `
      lxc.devttydir: lxc
      ^^^^^^^^^^^^^ error: liblxc has no key \`lxc.devttydir\` any more, and Proxmox passes it on all the same, so the container does not start. Remove the line; Proxmox drops today's \`lxc.tty.dir\` too.
      lxc.rootfs: /srv
      ^^^^^^^^^^ error: liblxc has no key \`lxc.rootfs\` any more, and Proxmox drops this line. Remove the line; the root file system is \`rootfs\`.
      `,
      { rule },
    );
    expect(fixAll("lxc.devtty.dir = lxc\n", "lxc", { only: rule })).toBe("lxc.tty.dir = lxc\n");
  });

  test("in a snapshot nothing fails now, and nothing is changed unasked", () => {
    const text = "[before-upgrade]\nlxc.id_map: u 0 100000 65536\nlxc.cgroup.devices.allow: a\n";
    expect(fixAll(text, "proxmox", { only: rule })).toBe(text);
  });
});

describe("trailing-comment", () => {
  const rule = "trailing-comment";

  test("the last property decides who notices", () => {
    const { findings } = check(
      `
      mp0: /srv/a,mp=/a # a
                        ^^^ warning: Proxmox takes this comment for a part of the path, so the mount stands at another place. Put it on a line of its own.
      mp1: local:101/b.raw,mp=/b,size=8G # b
                                         ^^^ error: Proxmox takes this comment for a part of the value and refuses the whole value, so the mount is left out without a word. Put it on a line of its own.
      dev0: /dev/fuse # c
                      ^^^ error: Proxmox takes this comment for a part of the device's name. There is no such device, so the container does not start. Put it on a line of its own.
      dev1: /dev/fuse # d, e
                      ^^^^^^ error: Proxmox takes this comment for a part of the value and refuses the whole value, so the container does not start. Put it on a line of its own.
      `,
      { rule },
    );
    expect(findings.map((finding) => finding.rejectedBy)).toEqual(["ignored", "proxmox", "start", "proxmox"]);
  });

  test("text takes the comment along", () => {
    const { findings } = check(
      `
      hostname: web # the shop
                    ^^^^^^^^^^ warning: Proxmox takes this comment for a part of the value and warns at each read, but uses both. Put it on a line of its own.
      ostype: debian # twelve
                     ^^^^^^^^ warning: Proxmox takes this comment for a part of the value. Put it on a line of its own.
      arch: amd64 // 64 bit
                  ^^^^^^^^^ error: Proxmox takes this comment for a part of the value, and liblxc knows no such architecture, so the container does not start. Put it on a line of its own.
      `,
      { rule },
    );
    expect(findings.map((finding) => finding.rejectedBy)).toEqual(["proxmox", "ignored", "liblxc"]);
  });

  test("comments keep their order below those that are at the top", () => {
    check(
      `
      # the shop
      onboot: 1 # at boot
                ^^^^^^^^^ warning: Proxmox takes this comment for a part of the value, cannot read it as a boolean, and counts \`onboot\` as \`1\`. Put it on a line of its own.
      cores: 2  // both
                ^^^^^^^ warning: Proxmox takes this comment for a part of the value and warns at each read; only the number in front counts. Put it on a line of its own.
      `,
      { rule },
    ).fixedBy(
      "Move the comment to the top of the section",
      `
      # the shop
      # at boot
      onboot: 1
      cores: 2  // both
      `,
    );
    expect(fixAll("# the shop\nonboot: 1 # at boot\ncores: 2  // both\n", "proxmox", { only: rule })).toBe(
      "# the shop\n# at boot\n# both\nonboot: 1\ncores: 2\n",
    );
  });

  test("a comment in a snapshot moves to the top of the snapshot", () => {
    expect(fixAll("arch: amd64\n[before-upgrade]\n# one\nmemory: 512 # two\n", "proxmox", { only: rule })).toBe(
      "arch: amd64\n[before-upgrade]\n# one\n# two\nmemory: 512\n",
    );
  });

  test("unprivileged is not switched off unasked", () => {
    const text = "unprivileged: 0 # for the scanner\nonboot: 0 # no\n";
    expect(fixAll(text, "proxmox", { only: rule })).toBe("# no\nunprivileged: 0 # for the scanner\nonboot: 0\n");
    expect(fixAll(text, "proxmox", { only: rule, unsafe: true })).toContain("unprivileged: 0\n");
  });

  test("in a mount entry its place decides", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /dev/fuse # fuse
                                 ^^^^^^ error: liblxc takes this comment for the target of the mount, so the container does not start. Put it on a line of its own.
      lxc.mount.entry: /dev/fuse dev/fuse none # fuse
                                               ^^^^^^ error: liblxc takes this comment for the options of the mount, so the container does not start. Put it on a line of its own.
      lxc.mount.entry: tmpfs srv tmpfs # scratch
                                       ^^^^^^^^^ warning: liblxc takes this comment for the options of the mount. Put it on a line of its own.
      lxc.mount.entry: /dev/fuse dev/fuse none bind # fuse
      `,
      { rule },
    );
    expect(findings.map((finding) => finding.rejectedBy)).toEqual(["start", "start", "ignored"]);
  });

  test("of device rules only those that LXC then cannot read", () => {
    check(
      `
      lxc.cgroup2.devices.allow: a # all
                                   ^^^^^ error: liblxc cannot read this device rule with a comment behind it, and starts without the rule. Put it on a line of its own.
      lxc.cgroup2.devices.allow: c 226:* rwm # all
      lxc.cgroup2.devices.allow: c  226:* rw # wrong already
      `,
      { rule },
    );
  });

  test("what is no comment", () => {
    check(
      `
      description: colours #fff
      hostname: web#1
      entrypoint: /bin/sh -c 'sleep 1 # wait'
      nett0: 1 # not a key
      lxc.foo: 1 # not a key
      lxc.apparmor.raw: mount, # all
      lxc.mount.auto: "proc:rw # sys:rw"
      lxc.mount.entry: //server/share srv cifs ro 0 0
      lxc.cgroup.devices.allow: a # old
      `,
      { rule },
    );
  });
});

describe("line-in-wrong-section", () => {
  const rule = "line-in-wrong-section";

  test("a line below a blank line or a comment was added by hand, and all that follow", () => {
    check(
      `
      arch: amd64
      lxc.cap.drop: sys_boot

      [before-upgrade]
      arch: amd64
      snaptime: 1700000000
      lxc.cap.drop: sys_boot
      # the tunnel
      lxc.cgroup2.devices.allow: c 10:200 rwm
      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This line belongs to the snapshot \`before-upgrade\` and does nothing now. Move it above the first section header.
      lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file
      ^^^^^^^^^^^^^^^ warning: This line belongs to the snapshot \`before-upgrade\` and does nothing now. Move it above the first section header.
      `,
      { rule },
    ).fixedBy(
      "Move to the container's own section",
      `
      arch: amd64
      lxc.cap.drop: sys_boot
      lxc.cgroup2.devices.allow: c 10:200 rwm
      lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file

      [before-upgrade]
      arch: amd64
      snaptime: 1700000000
      lxc.cap.drop: sys_boot
      # the tunnel
      `,
    );
  });

  test("a key that comes twice in a snapshot was added, and is not told twice", () => {
    check(
      `
      arch: amd64
      ostype: debian
      rootfs: local:101/vm-101-disk-0.raw
      [before-upgrade]
      features: nesting=1
      rootfs: local:101/vm-101-disk-0.raw
      snaptime: 1700000000
      features: fuse=1,nesting=1
      ^^^^^^^^ warning: This line belongs to the snapshot \`before-upgrade\` and does nothing now. Move it above the first section header.
    `,
      { rule },
    );
    check("arch: amd64\n[before-upgrade]\nfeatures: nesting=1\nfeatures: fuse=1\n", { rule: "duplicate-key" });
  });

  test("raw lines that another snapshot has too were the container's once", () => {
    check(
      `
      arch: amd64
      [one]
      arch: amd64
      snaptime: 1700000000
      lxc.cap.drop: sys_boot
      [two]
      arch: amd64
      parent: one
      snaptime: 1700000001
      lxc.cap.drop: sys_boot
      `,
      { rule },
    );
  });

  test("a snapshot as Proxmox writes it is in order", () => {
    check(
      `
      arch: amd64
      [one]
      #notes
      arch: amd64
      dev0: /dev/fuse
      dev1: /dev/kvm
      dev10: /dev/ttyUSB0
      dev2: /dev/ttyUSB1
      snapstate: prepare
      snaptime: 1700000000
      `,
      { rule },
    );
  });

  test("without raw lines to lose, pending ones are only late, and told once", () => {
    check(
      `
      arch: amd64
      [pve:pending]
      lxc.cap.drop: sys_boot
      ^^^^^^^^^^^^ information: The raw lines of the pending changes take effect at the next start only. Move them above the first section header to have them for good.
      lxc.tty.max: 4
      `,
      { rule },
    );
  });
});

describe("duplicate-key", () => {
  const rule = "duplicate-key";

  test("of three lines the last wins", () => {
    expect(fixAll("memory: 1\nmemory: 2\nmemory: 3\n", "proxmox", { only: rule })).toBe("memory: 3\n");
  });

  test("a section without a line loses nothing", () => {
    check("[pve:pending]\n\n[PVE:pending]\nmemory: 512\n", { rule });
  });
});

describe("value-not-boolean", () => {
  const rule = "value-not-boolean";

  test("quotes and capitals do not hide what is meant", () => {
    expect(fixAll('onboot: "0"\nconsole: Disabled\ndebug: maybe\n', "proxmox", { only: rule })).toBe(
      "onboot: 0\nconsole: 0\ndebug: maybe\n",
    );
  });

  test("a comment behind the value has a rule of its own", () => {
    check("onboot: 0 # no\n", { rule });
    check("memory: 512 # MiB\n", { rule: "memory-unit" });
  });

  test("a blank is a value", () => {
    check(
      "template: \n          ^ warning: Proxmox cannot read a blank as a boolean, so `template` counts as `1`. Write `0` or `1` instead.\n".replace(
        "          ^",
        "         ^",
      ),
      { rule },
    );
  });
});

describe("memory-unit", () => {
  const fixed = (value: string) =>
    fixAll(`memory: ${value}\n`, "proxmox", { only: "memory-unit" }).slice("memory: ".length, -1);

  test.each([
    ["512M", "512"],
    ["2GiB", "2048"],
    ["2 GB", "2048"],
    ["0.5g", "512"],
    ["1024k", "1"],
    ["1T", "1048576"],
  ])("%s is %s", (value, number) => expect(fixed(value)).toBe(number));

  test.each(["1000K", "1 024", "0x10", "1e3", "-5", "512.5", "lots", "0G"])("%s is left to its writer", (value) => {
    expect(fixed(value)).toBe(value);
  });
});

describe("comment-will-move", () => {
  const rule = "comment-will-move";

  test("a block of lines is told once", () => {
    check(
      `
      arch: amd64
      # one
      ^^^^^ hint: Proxmox keeps comments as notes and moves this one to the top of the container's section when it next writes the file. Move it there now.
      # two
      cores: 2
      `,
      { rule },
    ).fixedBy(
      "Move the comment there now",
      `
      # one
      # two
      arch: amd64
      cores: 2
      `,
    );
  });

  test("notes of a script, encoded settings and prose with a colon at the top are silent", () => {
    check(
      `
      # <div align='center'>
      #mp0%3A local%3A101/vm-101-disk-1.raw,mp=/srv
      # tags: see the wiki
      arch: amd64
      `,
      { rule },
    );
  });
});

describe("duplicate-key keeps both where that is possible", () => {
  const rule = "duplicate-key";

  test("a mount point gets the next free number", () => {
    check(
      `
      mp0: /srv/a,mp=/a
      ^^^ warning: A later line sets \`mp0\` again, so this one is lost. Keep one of them.
      mp0: /srv/b,mp=/b
      mp1: /srv/c,mp=/c
      `,
      { rule },
    ).fixedBy(
      "Write `mp2`",
      `
      mp2: /srv/a,mp=/a
      mp0: /srv/b,mp=/b
      mp1: /srv/c,mp=/c
      `,
    );
  });

  test("flags are gathered in the line that counts", () => {
    check(
      `
      features: nesting=1,keyctl=1
      ^^^^^^^^ warning: A later line sets \`features\` again, so this one is lost. Keep one of them.
      hostname: web
      features: keyctl=0,fuse=1
      `,
      { rule },
    ).fixedBy(
      "Write both into one line",
      `
      hostname: web
      features: keyctl=0,fuse=1,nesting=1
      `,
    );
  });

  test.each(["mp0: /srv/a,mp=/a\nmp0: /srv/a,mp=/a\n", "memory: 512\nmemory: 1024\n"])(
    "equal lines and keys without a number have one repair: %j",
    (text) => {
      const findings = findingsIn(parse(text, "proxmox"), rule);
      expect(findings.map((finding) => finding.fixes.map((fix) => fix.title))).toEqual([
        ["Remove the line, which is lost"],
      ]);
    },
  );
});

describe("line ends and length of the notes", () => {
  const rule = "comment-will-move";

  test("a carriage return stays in comments only, and one repair takes all of them", () => {
    const text = "# web\r\n# mail\r\nmemory: 512\r\n";
    const { findings } = check(
      "# web\r\n^^^^^ hint: This file has the line ends of Windows. Proxmox passes over them everywhere but in comments, where it writes them as `%0D`. Save it with the line ends of Linux.\n# mail\r\nmemory: 512\r\n",
      { rule },
    );
    expect(findings[0]?.fixes.map((fix) => fix.safe)).toEqual([true]);
    expect(fixAll(text, "proxmox", { only: rule })).toBe("# web\n# mail\nmemory: 512\n");
    check("memory: 512\r\n", { rule });
  });

  test("notes count as they are shown, 8192 characters at the most", () => {
    const line = `# ${"%C3%A4".repeat(97)}\n`;
    check(`${line.repeat(82)}arch: amd64\n`, { rule });
    const { length } = findingsIn(parse(`${line.repeat(83)}arch: amd64\n`, "proxmox"), rule);
    expect(length).toBe(1);
  });
});

describe("snapshots", () => {
  test("the state of a snapshot that is being made is no line that gets lost", () => {
    check(
      `
      arch: amd64
      [before-upgrade]
      arch: amd64
      snapstate: prepare
      ^^^^^^^^^^^^^^^^^^ information: This snapshot is only half made: a job is at work on it, or broke off. If none is, run \`pct delsnapshot <CTID> before-upgrade --force\`.
      `,
    );
  });

  test("in a snapshot a swallowed line marks it as half deleted", () => {
    check(
      `
      [before-upgrade]
      notes: snapstate: delete
      ^^^^^^^^^^^^^^^^^^^^^^^^ error: Proxmox takes a line that ends in \`snapstate: delete\` for the state of a snapshot, so this one marks the snapshot \`before-upgrade\` as half deleted, and what it says is lost. Write its end in other words.
      `,
      { rule: "snapstate-swallows-line" },
    );
  });

  test("comments and raw lines may end so", () => {
    check("# x snapstate: delete\nlxc.environment: A=snapstate: delete\ndescription: snapstate: delete\n", {
      rule: "snapstate-swallows-line",
    });
  });

  test("a parent whose header cannot be read is there, and the header is what is wrong", () => {
    check("parent: before\n[before] # the upgrade\narch: amd64\n", { rule: "snapshot-parent" });
    check("parent: -\n", { rule: "snapshot-parent" });
  });

  test("a chain of parents is walked once, however long", () => {
    const sections = Array.from({ length: 5000 }, (_, index) => `[s${index}]\nparent: s${index + 1}\n`);
    const started = performance.now();
    check(`${sections.join("")}[s5000]\narch: amd64\n`, { rule: "snapshot-parent" });
    expect(performance.now() - started).toBeLessThan(500);
  });

  test("parents that are copied to the container are not moved there", () => {
    check(
      `
      arch: amd64
      [before-upgrade]
      arch: amd64
      snaptime: 1700000000
      parent: older
      `,
      { rule: "line-in-wrong-section" },
    );
  });
});

describe("notes-run-together", () => {
  test("each description is told of, and one repair is enough", () => {
    expect(fixAll("description: a\ndescription: b\n#c\n", "proxmox", { only: "notes-run-together" })).toBe(
      "#a\n#b\n#c\n",
    );
    check("#a\ndescription: b\narch: amd64\n", { rule: "notes-run-together" });
  });
});

describe("pending-delete-unset", () => {
  const only = "pending-delete-unset";

  test("names go one by one, and with the last one the line", () => {
    const text = "tty: 1\n[pve:pending]\ndelete: !mp1; tty mp2\ncores: 2\n";
    expect(fixAll(text, "proxmox", { only })).toBe("tty: 1\n[pve:pending]\ndelete: tty\ncores: 2\n");
    expect(fixAll("[pve:pending]\ndelete: mp1,mp2\ncores: 2\n", "proxmox", { only })).toBe("[pve:pending]\ncores: 2\n");
  });

  test("notes, variables and raw lines are there by other names", () =>
    check("# web\n[pve:pending]\ndelete: description,env,lxc\n", { rule: only }));
});
