import { describe, expect, test } from "vitest";
import { mountEntryRules } from "../../server/src/rules/mountEntry/index.js";
import { check } from "../check.js";

/** No rule of this area has anything to say. */
function silent(text: string): void {
  for (const { name } of mountEntryRules) check(text, { rule: name });
}

describe("create=", () => {
  test("even /dev/null is missing when the entries are mounted", () => {
    check(
      `
      lxc.mount.entry: /dev/null dev/null none bind 0 0
                                 ^^^^^^^^ error: Nothing creates \`dev/null\`, and liblxc's /dev is empty at this time, so the container does not start. Write \`create=file\`.
    `,
      { rule: "mount-entry-create-missing" },
    ).fixedBy(
      "Add `create=file`",
      `
      lxc.mount.entry: /dev/null dev/null none bind,create=file 0 0
    `,
    );
  });

  test("an optional one starts, and is never mounted", () => {
    check(
      `
      lxc.mount.entry: /dev/fuse dev/fuse none bind,optional
                                 ^^^^^^^^ warning: Nothing creates \`dev/fuse\`, and liblxc's /dev is empty at this time, so this mount is always left out. Write \`create=file\`.
    `,
      { rule: "mount-entry-create-missing" },
    );
  });

  test("fuse=1 creates dev/fuse first", () => {
    silent(`
      features: fuse=1
      lxc.mount.entry: /dev/fuse dev/fuse none bind 0 0
    `);
  });

  test("an earlier entry creates the directory, and the node in it is shown by it", () => {
    silent(`
      lxc.mount.entry: /dev/net dev/net none bind,create=dir 0 0
      lxc.mount.entry: /dev/net/tun dev/net/tun none bind 0 0
    `);
  });

  test("a directory that is created says nothing about what is below it", () => {
    check(
      `
      lxc.mount.entry: tmpfs dev/x tmpfs create=dir 0 0
      lxc.mount.entry: /dev/fuse dev/x/fuse none bind 0 0
                                 ^^^^^^^^^^ error: Nothing creates \`dev/x/fuse\`, and liblxc's /dev is empty at this time, so the container does not start. Write \`create=file\`.
    `,
      { rule: "mount-entry-create-missing" },
    );
  });

  test("without LXC's own /dev the container's files decide", () => {
    check(
      `
      lxc.autodev: 0
      lxc.mount.entry: /dev/fuse dev/fuse none bind 0 0
                                 ^^^^^^^^ information: The container does not start unless \`dev/fuse\` is among its files. Write \`create=file\`.
    `,
      { rule: "mount-entry-create-missing" },
    );
  });

  test("another file may create the target first", () => {
    check(
      `
      lxc.include = /etc/lxc/own.conf
      lxc.mount.entry = /dev/fuse dev/fuse none bind 0 0
                                  ^^^^^^^^ information: The container does not start unless \`dev/fuse\` is among its files. Write \`create=file\`.
      `,
      { dialect: "lxc", rule: "mount-entry-create-missing" },
    );
  });

  test("what a source is cannot always be told, so both are offered", () => {
    check(
      `
      lxc.mount.entry: /mnt/data data none bind 0 0
                                 ^^^^ information: The container does not start unless \`data\` is among its files. Write \`create=dir\`, or \`create=file\` when the source is no directory.
    `,
      { rule: "mount-entry-create-missing" },
    )
      .fixedBy(
        "Add `create=dir`",
        `
      lxc.mount.entry: /mnt/data data none bind,create=dir 0 0
    `,
      )
      .fixedBy(
        "Add `create=file`",
        `
      lxc.mount.entry: /mnt/data data none bind,create=file 0 0
    `,
      );
  });

  test("an entry without options gets some", () => {
    check(
      `
      lxc.mount.entry: tmpfs run/x tmpfs
                             ^^^^^ information: The container does not start unless \`run/x\` is among its files. Write \`create=dir\`.
    `,
      { rule: "mount-entry-create-missing" },
    ).fixedBy(
      "Add `create=dir`",
      `
      lxc.mount.entry: tmpfs run/x tmpfs create=dir
    `,
    );
  });

  test("a word that was cut off by an editor", () => {
    check(
      `
      lxc.mount.entry: /dev/dri/renderD128 dev/dri/renderD128 none bind,optional,create=fi>
                                                                                 ^^^^^^^^^^ error: liblxc knows \`create=dir\` and \`create=file\` only, so \`create=fi>\` creates nothing and the mount is left out when the target is missing. Write \`create=file\` instead.
    `,
      { rule: "mount-entry-create-kind" },
    ).fixedBy(
      "Write `create=file`",
      `
      lxc.mount.entry: /dev/dri/renderD128 dev/dri/renderD128 none bind,optional,create=file
    `,
    );
  });

  test("the bus and device of a USB stick is a file", () => {
    check(
      `
      lxc.mount.entry: /dev/bus/usb/001/004 dev/bus/usb/001/004 none bind,optional,create=dir
                                                                                   ^^^^^^^^^^ warning: /dev/bus/usb/001/004 is no directory, and cannot be mounted onto one, so the mount is left out. Write \`create=file\` instead.
    `,
      { rule: "mount-entry-create-kind" },
    );
  });
});

describe("options", () => {
  test("a disk is not bound", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /dev/sdb1 mnt auto defaults 0 0
                                          ^^^^^^^^ error: These options lack \`bind\`, so liblxc mounts a file system of the type \`auto\`, which no kernel has, and the container does not start. Write the disk's own file system as the type instead, or bind the directory where the host mounts it.
    `,
      { rule: "mount-entry-bind-missing" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("a directory is no disk", () => {
    check(
      `
      lxc.mount.entry: /srv srv ext4 defaults 0 0
                                     ^^^^^^^^ error: /srv is a directory and \`ext4\` needs a disk, so the container does not start. Write \`bind\` to show the directory.
    `,
      { rule: "mount-entry-bind-missing" },
    ).fixedBy(
      "Add `bind`",
      `
      lxc.mount.entry: /srv srv ext4 bind,defaults 0 0
    `,
    );
  });

  test("the last option leaves defaults behind, so that the fields keep their places", () => {
    check(
      `
      lxc.mount.entry: tmpfs mnt tmpfs sync 0 0
                                       ^^^^ warning: liblxc reads \`sync\` and throws it away; the mount is the same without it. Remove it.
    `,
      { rule: "mount-entry-flags-ignored" },
    ).fixedBy(
      "Remove `sync`",
      `
      lxc.mount.entry: tmpfs mnt tmpfs defaults 0 0
    `,
    );
  });

  test("the beginning of a word is enough", () => {
    check(
      `
      lxc.mount.entry: tmpfs mnt tmpfs rofoo 0 0
                                       ^^^^^ warning: liblxc looks at the beginning of a word only, so \`rofoo\` counts as \`ro\`. Write \`ro\` instead, or remove it.
    `,
      { rule: "mount-entry-option-unknown" },
    ).fixedBy(
      "Write `ro`",
      `
      lxc.mount.entry: tmpfs mnt tmpfs ro 0 0
    `,
    );
  });

  test("capitals are another word", () => {
    check(
      `
      lxc.mount.entry: /etc mnt none bind,RO 0 0
                                          ^^ warning: \`RO\` has no effect beside \`bind\`. Write \`ro\` instead.
    `,
      { rule: "mount-entry-option-unknown" },
    ).fixedBy(
      "Write `ro`",
      `
      lxc.mount.entry: /etc mnt none bind,ro 0 0
    `,
    );
  });

  test("a misspelt propagation is lost", () => {
    check(
      `
      lxc.mount.entry: /etc mnt none bind,rslav 0 0
                                          ^^^^^ warning: \`rslav\` has no effect beside \`bind\`. Write \`rslave\` instead.
    `,
      { rule: "mount-entry-option-unknown" },
    ).fixedBy(
      "Write `rslave`",
      `
      lxc.mount.entry: /etc mnt none bind,rslave 0 0
    `,
    );
  });

  test("noexec counts with ro, and with idmap=", () => {
    silent(`
      unprivileged: 1
      lxc.mount.entry: /etc mnt none bind,noexec,ro 0 0
      lxc.mount.entry: /srv srv none bind,idmap=container,noexec 0 0
    `);
  });

  test("ro with rbind covers the top only", () => {
    check(
      `
      lxc.mount.entry: /etc mnt none rbind,ro 0 0
                                           ^^ information: Only the top mount becomes read-only; what is mounted below the source stays writable.
    `,
      { rule: "mount-entry-flags-ignored" },
    );
  });

  test("an owner that the ID map of the container does not have", () => {
    check(
      `
      lxc.idmap: u 0 100000 1000
      lxc.idmap: g 0 100000 65536
      lxc.mount.entry: tmpfs tmp tmpfs uid=1000,gid=1000 0 0
                                           ^^^^ error: The container has no user ID 1000, so the container does not start. Write one that its ID map has.
    `,
      { rule: "mount-entry-option-value" },
    );
  });

  test("an empty idmap stops the start even when the mount is optional", () => {
    check(
      `
      unprivileged: 1
      lxc.mount.entry: /etc mnt none bind,optional,idmap= 0 0
                                                   ^^^^^^ error: This \`idmap\` names no map, so the container does not start. Write \`idmap=container\` instead.
    `,
      { rule: "mount-entry-idmap-invalid" },
    ).fixedBy(
      "Write `idmap=container`",
      `
      unprivileged: 1
      lxc.mount.entry: /etc mnt none bind,optional,idmap=container 0 0
    `,
    );
  });

  test("an optional mount that the kernel refuses is always left out", () => {
    check(
      `
      unprivileged: 1
      lxc.mount.entry: debugfs mnt debugfs defaults,optional 0 0
                                   ^^^^^^^ warning: The kernel does not let an unprivileged container mount \`debugfs\`, so this mount is always left out. Remove the line.
    `,
      { rule: "mount-entry-filesystem-needs-privilege" },
    );
  });
});
