import { describe, expect, test } from "vitest";
import { mountEntryRules } from "../../server/src/rules/mountEntry/index.js";
import { check } from "../check.js";

/** No rule of this area has anything to say. */
function silent(text: string): void {
  for (const { name } of mountEntryRules) check(text, { rule: name });
}

describe("what must stay silent", () => {
  test.each([
    ["four fields", "/dev/net/tun dev/net/tun none bind,create=file"],
    ["the Frigate recipe", "/dev/dri dev/dri none bind,optional,create=dir 0, 0"],
    ["several blanks", "/dev/ttyUSB0       dev/ttyUSB0       none bind,optional,create=file"],
    ["tabs", "/etc\tmnt/t\tnone\tbind,create=dir\t0\t0"],
    ["slashes at the end", "/dev/dri/ dev/dri/ none bind,optional,create=dir"],
    ["a node under another name", "/dev/tty11 dev/tty0 none bind,optional,create=file"],
    ["commas around the options", "/etc mnt none ,,bind,,ro, 0 0"],
    ["a comment behind the numbers", "/etc mnt none bind 0 0 # read by nobody"],
    ["a comma in the target", "/etc mnt/a,mnt/b none bind,create=dir 0 0"],
    ["a type beside bind", "/etc mnt ext4 bind 0 0"],
    ["the type bind", "/etc mnt bind bind 0 0"],
    ["a target that LXC's templates have", "/sys/kernel/security sys/kernel/security none bind,optional 0 0"],
    ["mqueue as in LXC's common.conf", "mqueue dev/mqueue mqueue rw,relatime,create=dir,optional 0 0"],
    ["dev/pts, which is there", "/dev/pts dev/pts none bind 0 0"],
    ["an octal blank", "/srv/my\\040data srv none bind 0 0"],
    ["two words of the same propagation", "/etc mnt none bind,shared,rshared 0 0"],
    ["defaults", "/etc mnt none defaults,bind,rslave 0 0"],
  ])("%s", (_, entry) => silent(`lxc.mount.entry: ${entry}\n`));

  test("an entry that a later empty line takes back", () => {
    silent(`
      lxc.mount.entry: /dev/fuse
      lxc.mount.entry:
    `);
  });

  test("a snapshot, which does not run", () => {
    silent(`
      ostype: debian
      [before]
      lxc.mount.entry: /dev/fuse
    `);
  });
});

describe("targets", () => {
  test("a source with nothing but the numbers behind it has no target", () => {
    check(
      `
      lxc.mount.entry: /dev/net/tun 0 0
                       ^^^^^^^^^^^^ error: This mount entry has no target, so liblxc takes \`0\` for it and the container does not start. Write \`/dev/net/tun dev/net/tun none bind,create=file 0 0\` instead.
    `,
      { rule: "mount-entry-target-missing" },
    ).fixedBy(
      "Complete the mount entry",
      `
      lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file 0 0
    `,
    );
  });

  test("a directory of devices is completed as one", () => {
    check(
      `
      lxc.mount.entry: /dev/net
                       ^^^^^^^^ error: This mount entry has no target, so liblxc mounts /dev/net onto the container's root and the container does not start. Write \`/dev/net dev/net none bind,create=dir 0 0\` instead.
    `,
      { rule: "mount-entry-target-missing" },
    ).fixedBy(
      "Complete the mount entry",
      `
      lxc.mount.entry: /dev/net dev/net none bind,create=dir 0 0
    `,
    );
  });

  test("a native config is told nothing of Proxmox", () => {
    const { findings } = check(
      `
      lxc.mount.entry = /etc,mp=/mnt/etc
                        ^^^^^^^^^^^^^^^^ error: This is how another program writes a mount. liblxc knows only the fields of fstab, so the container does not start. Write \`/etc mnt/etc none bind,create=dir 0 0\` instead.
      `,
      { dialect: "lxc", rule: "mount-entry-foreign-syntax" },
    );
    expect(findings[0]?.message).not.toContain("Proxmox");
  });

  test("without the slash the fields behind it count, so they are repaired too", () => {
    check(
      `
      lxc.mount.entry: /dev/fuse /dev/fuse bind,create=file 0 0
                                 ^^^^^^^^^ error: A target that begins with a slash is passed over: /dev/fuse is not mounted. Write \`dev/fuse\` instead; it counts from the container's root.
    `,
      { rule: "mount-entry-target-absolute" },
    ).fixedBy(
      "Remove the leading slash",
      `
      lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
    `,
    );
  });

  test("the root itself is passed over, and there is nothing to remove", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /srv / none bind 0 0
                            ^ error: liblxc does not mount onto the container's root, so this entry is passed over. Name a directory below it.
    `,
      { rule: "mount-entry-target-absolute" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("a device cannot be mounted onto a directory that every container has", () => {
    check(
      `
      lxc.mount.entry: /dev/null mnt none bind 0 0
                                 ^^^ error: \`mnt\` is a directory of the container, and /dev/null cannot be mounted onto one, so the container does not start. Name a file below it.
    `,
      { rule: "mount-entry-create-kind" },
    );
  });
});

describe("sources", () => {
  test("a single word is the root directory of the host", () => {
    check(
      `
      lxc.mount.entry: data mnt none bind 0 0
                       ^^^^ error: The source \`data\` has no leading slash: liblxc takes it for the host's root directory and mounts that. Write the path with its leading slash instead.
    `,
      { rule: "mount-entry-source-relative" },
    );
  });

  test("an unprivileged container is spared that, but does not start", () => {
    check(
      `
      unprivileged: 1
      lxc.mount.entry: $HOME mnt none bind 0 0
                       ^^^^^ error: The source \`$HOME\` has no leading slash: liblxc takes it for the host's root directory, which the kernel does not bind in an unprivileged container, and the container does not start. Write the whole path instead; liblxc knows no \`~\` and no variables.
    `,
      { rule: "mount-entry-source-relative" },
    );
  });

  test("the first part is lost, and what is left may exist", () => {
    check(
      `
      lxc.mount.entry: foo/etc mnt none bind 0 0
                       ^^^^^^^ error: The source \`foo/etc\` has no leading slash: liblxc loses its first part, looks for /etc and mounts that. Write the path with its leading slash instead.
    `,
      { rule: "mount-entry-source-relative" },
    );
  });

  test("a blank in both paths", () => {
    check(
      `
      lxc.mount.entry: /mnt/my data mnt/my data none bind,create=dir 0 0
                       ^^^^^^^^^^^^^^^^^^^^^^^^ error: liblxc cuts this path at its blank, so the container does not start. Write \`/mnt/my\\040data mnt/my\\040data\` instead.
    `,
      { rule: "mount-entry-space-in-path" },
    ).fixedBy(
      "Write blanks as `\\040`",
      `
      lxc.mount.entry: /mnt/my\\040data mnt/my\\040data none bind,create=dir 0 0
    `,
    );
  });

  test("where the path ends is not certain, so the fix is not applied unasked", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /my dir data none bind,create=dir 0 0
                       ^^^^^^^ error: liblxc cuts this path at its blank, so the container does not start. Write \`/my\\040dir\` instead.
    `,
      { rule: "mount-entry-space-in-path" },
    );
    expect(findings[0]?.fixes.map((fix) => fix.safe)).toEqual([false]);
  });
});

describe("notations of other programs", () => {
  test("Docker's pair in front of the other fields", () => {
    check(
      `
      lxc.mount.entry: /dev/fuse:dev/fuse none bind,create=file 0 0
                       ^^^^^^^^^^^^^^^^^^ error: This is how Docker writes a mount. liblxc knows only the fields of fstab, so the container does not start. Write \`/dev/fuse dev/fuse none bind,create=file 0 0\` instead.
    `,
      { rule: "mount-entry-foreign-syntax" },
    ).fixedBy(
      "Write it as a mount entry",
      `
      lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
    `,
    );
  });

  test("a volume of Docker has no path on the host", () => {
    const { findings } = check(
      `
      lxc.mount.entry: data:/var/lib/data
                       ^^^^^^^^^^^^^^^^^^ error: This is how Docker writes a mount. liblxc knows only the fields of fstab, so the container does not start. Write source, target, type and options with blanks between them instead.
    `,
      { rule: "mount-entry-foreign-syntax" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("a volume of a storage cannot be mounted by an entry at all", () => {
    check(
      `
      lxc.mount.entry: local-lvm:vm-902-disk-1,mp=/srv/data
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This is how an \`mpN\` line of Proxmox is written. liblxc knows only the fields of fstab, so the container does not start. Write it as an \`mpN\` line instead.
    `,
      { rule: "mount-entry-foreign-syntax" },
    );
  });

  test("the names of LXD", () => {
    check(
      `
      lxc.mount.entry: source=/etc path=/mnt/etc
                       ^^^^^^^^^^^^^^^^^^^^^^^^^ error: These are fields with names. liblxc knows only the fields of fstab, so the container does not start. Write \`/etc mnt/etc none bind,create=dir 0 0\` instead.
    `,
      { rule: "mount-entry-foreign-syntax" },
    );
  });
});

describe("mounts over mounts", () => {
  test("an entry hides a mount point", () => {
    check(
      `
      mp0: local-lvm:vm-902-disk-1,mp=/srv/data,size=8G
      lxc.mount.entry: /etc srv none bind 0 0
                            ^^^ warning: This mount hides the mount point \`mp0\`. Remove one of the two, or give it another place.
    `,
      { rule: "mount-entry-shadowed" },
    );
  });

  test("an optional mount may be left out, and then hides nothing", () => {
    check(
      `
      lxc.mount.entry: /srv/one mnt none bind 0 0
      lxc.mount.entry: /srv/two mnt none bind,optional 0 0
    `,
      { rule: "mount-entry-shadowed" },
    );
  });

  test("ID-mapped entries come last, whatever their line", () => {
    check(
      `
      unprivileged: 1
      lxc.mount.entry: /srv/outer mnt none bind,idmap=container 0 0
      lxc.mount.entry: /srv/inner mnt/x none bind,create=dir 0 0
                                  ^^^^^ warning: A later mount on \`mnt\` hides this one. ID-mapped entries are mounted last, so give one of the two another place.
    `,
      { rule: "mount-entry-shadowed" },
    );
  });

  test("what is needed below it is not removed unasked", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /srv/one opt none bind 0 0
                                ^^^ information: A later line mounts the same at the same place. Remove one of the two.
      lxc.mount.entry: /etc opt/etc none bind 0 0
                            ^^^^^^^ warning: A later mount on \`opt\` hides this one. Put the outer mount first.
      lxc.mount.entry: /srv/one opt none bind 0 0
    `,
      { rule: "mount-entry-shadowed" },
    );
    expect(findings[0]?.fixes.map((fix) => fix.safe)).toEqual([false]);
  });
});

describe("sources and targets that are not what they seem", () => {
  test("a directory that is called like a link", () => {
    silent("lxc.mount.entry: /srv/run var/runner none bind,create=dir 0 0\n");
  });

  test("what lies below a link in the container is named by its real path", () => {
    check(
      `
      lxc.mount.entry: /srv/lock var/run/app none bind,optional,create=dir 0 0
                                 ^^^^^^^^^^^ information: \`var/run\` is a symbolic link in most distributions, and liblxc follows none in a target, so the mount is left out then. Write \`run/app\` instead.
    `,
      { rule: "mount-entry-target-symbolic-link" },
    ).fixedBy(
      "Write `run/app`",
      `
      lxc.mount.entry: /srv/lock run/app none bind,optional,create=dir 0 0
    `,
    );
  });

  test("two backslashes stand for one, and the digits behind them for themselves", () => {
    check("lxc.mount.entry: /srv/a\\\\043 srv/a none bind,create=dir 0 0\n", { rule: "mount-entry-escape-unknown" });
  });

  test("an escape for what nobody can see has no repair", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /srv/a\\007 srv/a none bind,optional,create=dir 0 0
                             ^^^^ warning: liblxc does not read \`\\007\` as a character, so the path is another one and the mount is left out. Write the character itself instead.
    `,
      { rule: "mount-entry-escape-unknown" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("/root itself can be bound, as nobody has to look into it", () => {
    silent("lxc.mount.entry: /root srv/root none bind,create=dir 0 0\nunprivileged: 1\n");
  });
});

describe("options that say more than they do", () => {
  test("beside bind the kernel reads no path in the options, so nothing is cut", () => {
    check("lxc.mount.entry: /srv/a mnt none bind,x=/optional 0 0\n", { rule: "mount-entry-option-cut" });
  });

  test("a word that is LXC's own is no path", () => {
    check("lxc.mount.entry: tmpfs srv/t tmpfs optional=1,create=dir 0 0\n", { rule: "mount-entry-option-cut" });
  });

  test.each([
    ["a percentage of the host's memory", "size=50%"],
    ["all of the memory and the swap", "size=1g"],
    ["no size", "mode=1777"],
  ])("a tmpfs with %s is not compared, or fits", (_, options) => {
    check(`lxc.mount.entry: tmpfs tmp tmpfs ${options} 0 0\nmemory: 512\nswap: 512\n`, {
      rule: "mount-entry-tmpfs-too-large",
    });
  });

  test("without a line the container has 512 MiB", () => {
    check(
      `
      lxc.mount.entry: tmpfs tmp tmpfs size=600M 0 0
                                       ^^^^^^^^^ information: This tmpfs may hold more than the 512 MiB of memory that the container has, and what lies in it counts: filling it gets processes killed. Write a smaller size.
    `,
      { rule: "mount-entry-tmpfs-too-large" },
    );
  });

  test("an optional device, file of the kernel or read-only directory loses no data", () => {
    const entries = [
      "/mnt/photos srv none bind,ro,optional 0 0",
      "/srv/uptime proc/uptime none bind,optional 0 0",
      "/dev/dri dev/dri none bind,optional,create=dir 0 0",
    ];
    for (const entry of entries) check(`lxc.mount.entry: ${entry}\n`, { rule: "mount-entry-optional-data" });
  });
});
