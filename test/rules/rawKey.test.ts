import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { rawOverrides } from "../../server/src/container/rawOverrides.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check } from "../check.js";

describe("a raw line over a setting", () => {
  const rule = "raw-key-overrides-setting";

  test("says what the setting would have to be", () => {
    const container = containerOf(
      parse("hostname: web\nlxc.uts.name: db.example.org\nlxc.arch: aarch64\nlxc.tty.max: 9\n", "proxmox"),
    );
    expect(rawOverrides(container).map(({ key, asSetting }) => [key, asSetting])).toEqual([
      ["hostname", "db.example.org"],
      ["arch", "arm64"],
      ["tty", undefined],
    ]);
  });

  test("without a value that the setting could take there is nothing to write instead", () => {
    check(
      `
      tty: 2
      lxc.tty.max: 12
      ^^^^^^^^^^^ warning: This line wins over \`tty\`, which the web interface shows and changes without effect at the next start. Keep only one of them.
    `,
      { rule },
    );
    check("lxc.tty.max: 12\n", { rule });
  });

  test("the name under another spelling is the same", () => {
    check(
      `
      arch: amd64
      lxc.arch: x86_64
      ^^^^^^^^ hint: Proxmox writes this line itself, from \`arch\`. Remove it.
    `,
      { rule },
    ).fixedBy("Remove the line, which Proxmox writes itself", "arch: amd64\n");
  });

  test("all lines of the key go, or the first one would count", () => {
    check(
      `
      hostname: a
      lxc.uts.name: b
      lxc.uts.name: c
      ^^^^^^^^^^^^ warning: This line wins over \`hostname\`, which the web interface shows and changes without effect at the next start. Write \`hostname: c\` instead.
    `,
      { rule },
    ).fixedBy("Write `hostname: c` instead", "hostname: c\n");
  });

  test("entrypoint is a setting since 9.1", () => {
    check("lxc.init.cmd: /bin/app\n", { rule, target: "9.0" });
    check(
      `
      lxc.init.cmd: /bin/app
      ^^^^^^^^^^^^ hint: Proxmox has a setting for this, \`entrypoint\`, and knows nothing of this line. Write \`entrypoint: /bin/app\`.
    `,
      { rule, target: "9.1" },
    );
  });

  test("lines of a snapshot win over nothing", () => {
    check("hostname: a\n[before]\nlxc.uts.name: b\n", { rule });
  });

  test("nesting by hand is left to others where the profile is of one's own", () => {
    check("lxc.apparmor.profile: unconfined\nlxc.apparmor.allow_nesting: 1\n", { rule });
  });
});

describe("an empty raw key", () => {
  const rule = "raw-key-clears-defaults";

  test("with another hook behind it may mount the root file system after all", () => {
    check(
      `
      lxc.hook.pre-start:
      ^^^^^^^^^^^^^^^^^^ warning: This takes Proxmox' own hook away, which mounts the root file system and every \`mpN\`: unless another hook does that, the container finds no init and does not start. Remove the line, or write a value.
      lxc.hook.pre-start: /usr/local/bin/mount-root
    `,
      { rule },
    );
  });

  test("with Proxmox' own hook behind it does no harm", () => {
    check("lxc.hook.pre-start:\nlxc.hook.pre-start: /usr/share/lxc/hooks/lxc-pve-prestart-hook\n", { rule });
  });

  test("means nothing of that kind in a native config", () => {
    check("lxc.hook.pre-start =\nlxc.mount.auto =\n", { rule, dialect: "lxc" });
  });

  test("takes a limit away only where Proxmox writes one", () => {
    check("lxc.cgroup2.cpu.weight:\n", { rule });
    check(
      `
      cpuunits: 50
      lxc.cgroup2.cpu.weight:
      ^^^^^^^^^^^^^^^^^^^^^^ warning: This takes away the limit that Proxmox writes for \`cpuunits\`. Remove the line, or write a value.
    `,
      { rule },
    );
  });
});

describe("a line that an empty one takes back", () => {
  const rule = "raw-line-cleared";

  test("an empty include takes nothing back", () => {
    check("lxc.include: /etc/lxc/a.conf\nlxc.include:\n", { rule });
  });

  test("Proxmox reads ID maps by itself, cleared or not", () => {
    check("lxc.idmap: u 0 100000 65536\nlxc.idmap:\n", { rule });
  });

  test("another key of the same family takes nothing back", () => {
    check("lxc.cgroup2.devices.allow: c 10:200 rwm\nlxc.cgroup2.devices.deny:\n", { rule });
  });
});

describe("the same value twice", () => {
  const rule = "raw-key-set-twice";

  test("lists add up", () => {
    check(
      `
      lxc.mount.auto: proc:mixed
      lxc.mount.auto: sys:ro
      lxc.cgroup2.devices.allow: c 10:200 rwm
      lxc.cgroup2.devices.allow: c 10:229 rwm
      lxc.cgroup2.io.max: 8:0 rbps=1048576
      lxc.cgroup2.io.max: 8:16 rbps=1048576
      lxc.hook.stop: /bin/a
      lxc.hook.stop: /bin/b
    `,
      { rule },
    );
  });

  test("different resources stand side by side", () => {
    check("lxc.prlimit.nofile: 1\nlxc.prlimit.nproc: 1\n", { rule });
  });

  test("two interfaces under one number are not repaired unasked", () => {
    const { findings } = check(
      `
      lxc.net.0.type = veth
      lxc.net.0.link = br0
      ^^^^^^^^^^^^^^ warning: A later line sets \`lxc.net.0.link\` again, and only that one counts. Remove one of them.
      lxc.net.0.type = veth
      lxc.net.0.link = br1
    `,
      { rule, dialect: "lxc" },
    );
    expect(findings[0]?.fixes[0]?.safe).toBe(false);
  });

  test("the same value again is only a hint", () => {
    check(
      `
      lxc.signal.halt: SIGTERM
      ^^^^^^^^^^^^^^^ hint: A later line sets \`lxc.signal.halt\` to the same value. Remove one of them.
      lxc.signal.halt: SIGTERM
    `,
      { rule },
    );
  });
});

describe("a key that nobody reads", () => {
  const rule = "raw-key-without-effect";

  test("what is at boot has settings", () => {
    check(
      `
      arch: amd64
      lxc.start.order: 3
      ^^^^^^^^^^^^^^^ warning: Only lxc-autostart reads this, and Proxmox starts containers without it. Write \`startup: order=…\`.
    `,
      { rule },
    ).fixedBy("Write `startup: order=3` instead", "arch: amd64\nstartup: order=3\n");
  });

  test("a cookie with a proxy has an effect, and with mknod=1 Proxmox writes the proxy", () => {
    check("lxc.seccomp.notify.proxy: unix:/run/x\nlxc.seccomp.notify.cookie: 1\n", { rule });
    check("unprivileged: 1\nfeatures: mknod=1\nlxc.seccomp.notify.cookie: 1\n", { rule });
  });

  test("an included file may have set what an empty line forgets", () => {
    check("lxc.include: /etc/lxc/a.conf\nlxc.hook.mount:\n", { rule });
  });

  test("the hook runs where /dev is filled", () => {
    check("lxc.autodev: 1\nlxc.hook.autodev: /bin/true\n", { rule });
  });
});

describe("a value that is not taken as written", () => {
  const rule = "raw-value-ignored";

  test("numbers and kinds of storage are fine", () => {
    check(
      `
      lxc.rootfs.path = overlay:/srv/base:/srv/delta
      lxc.init.uid = 1000
      lxc.autodev.tmpfs.size = 1000000
      lxc.signal.halt = 64
      lxc.signal.stop = SIGKILL
      lxc.uts.name = web-1.example.org
    `,
      { rule, dialect: "lxc" },
    );
  });

  test("a unit is turned into bytes", () => {
    check(
      `
      lxc.autodev.tmpfs.size = 2MB
                               ^^^ warning: liblxc knows no units here and takes 500000 bytes instead. Write \`2097152\`.
    `,
      { rule, dialect: "lxc" },
    ).fixedBy("Write `2097152`", "lxc.autodev.tmpfs.size = 2097152\n");
  });

  test("half a pair of quotes is a part of the value", () => {
    check(
      `
      lxc.apparmor.profile: "unconfined
                            ^^^^^^^^^^^ warning: liblxc takes quotes away only in a pair around the whole value, so this one is a part of it. Write \`unconfined\`.
    `,
      { rule },
    );
    check('lxc.apparmor.profile: "unconfined"\n', { rule });
  });

  test("of a comment behind the name trailing-comment speaks", () => {
    check("lxc.uts.name = web # the new one\n", { rule, dialect: "lxc" });
  });
});

describe("variables", () => {
  const rule = "environment-literal";

  test("blanks within a value belong to it as they should", () => {
    check("lxc.environment: GREETING=Good morning\nlxc.environment: EMPTY=\nlxc.environment: TERM\n", { rule });
  });

  test("quotes inside a value stay", () => {
    check('lxc.environment: JSON={"a": 1}\nlxc.environment: Q="a" "b"\n', { rule });
  });

  test("the blanks around the sign go together", () => {
    check(
      `
      lxc.environment = A = b
                        ^^ warning: liblxc takes all in front of \`=\` for the name, so this sets \`A \`, which no program looks for. Write \`A=b\`.
    `,
      { rule, dialect: "lxc" },
    ).fixedBy("Write `A=b`", "lxc.environment = A=b\n");
  });
});

describe("a hook", () => {
  const rule = "hook-command";

  test("never comes to its second command", () => {
    check(
      `
      lxc.hook.pre-start: /bin/a && /bin/b
                                 ^^^^^^^^^ warning: liblxc runs this behind the word \`exec\`, so what comes after the first command is never reached. Let a shell run it all, as in \`sh -c '…'\`.
    `,
      { rule },
    ).fixedBy("Let a shell run it", "lxc.hook.pre-start: sh -c '/bin/a && /bin/b'\n");
  });

  test("that fails after the stop only fails itself", () => {
    const { findings } = check(
      `
      lxc.hook.post-stop: cd /tmp
                          ^^ warning: liblxc runs this behind the word \`exec\`, which finds no program of this name, and the hook fails. Let a shell run it all, as in \`sh -c '…'\`.
    `,
      { rule },
    );
    expect(findings[0]?.rejectedBy).toBe("ignored");
  });

  test("pipes, quotes, escapes, comments and programs named like words are fine", () => {
    check(
      String.raw`
      lxc.hook.pre-start: [ -e /dev/null ]
      lxc.hook.pre-start: test -e /dev/null
      lxc.hook.pre-start: /bin/a | /bin/b
      lxc.hook.pre-start: sh -c "a; b"
      lxc.hook.pre-start: /bin/a x\;y
      lxc.hook.pre-start: /bin/a # then; b
      lxc.hook.pre-start: /bin/a;
      lxc.hook.start: /usr/local/bin/hook.sh
      lxc.hook.version: 1
    `,
      { rule },
    );
  });

  test("inside the container is a path", () => {
    check(
      `
      lxc.hook.start: hook.sh
                      ^^^^^^^ error: liblxc takes this whole text for the path of a program inside the container, from its root, finds none, and the container does not start. Write the path of a script there.
    `,
      { rule },
    );
  });
});

describe("what is included", () => {
  test("a template is included once by Proxmox, and by whoever likes in a native config", () => {
    check("lxc.include = /usr/share/lxc/config/common.conf\nlxc.include = @DIR@/x.conf\n", {
      rule: "include-path",
      dialect: "lxc",
    });
  });

  test("of a file with more trouble only one rule speaks", () => {
    const { findings } = check(
      `
      lxc.include: web.conf
                   ^^^^^^^^ warning: liblxc looks for this file where it is started, not beside this config, and refuses the whole config when it is not there. Write the whole path.
    `,
    );
    expect(findings.map(({ rule }) => rule)).toEqual(["include-path"]);
  });
});

describe("a backslash at the end", () => {
  const rule = "raw-line-continued";

  test("of a path of Windows, written twice, is no attempt to go on", () => {
    check("lxc.environment: DIR=C:\\\\\n", { rule });
  });

  test("takes the next line along only when that one is lost", () => {
    check(
      `
      lxc.environment = A=b \\
                            ^ warning: No reader joins lines: the backslash is a part of the value, and the next line stands for itself. Write all in one line.
      lxc.uts.name = web
    `,
      { rule, dialect: "lxc" },
    ).fixedBy("Remove the backslash", "lxc.environment = A=b\nlxc.uts.name = web\n");
  });
});

describe("shmounts", () => {
  const rule = "mount-auto-shmounts-empty";

  test("alone in its line takes the line along", () => {
    check(
      `
      lxc.uts.name = web
      lxc.mount.auto = shmounts:
                       ^^^^^^^^^ error: \`shmounts:\` needs a directory of the host behind it. Without one the start hangs and has to be killed. Write \`shmounts:/path/on/the/host\`, or remove the word.
    `,
      { rule, dialect: "lxc" },
    ).fixedBy("Remove the line", "lxc.uts.name = web\n");
  });

  test("taken back further down never comes to it", () => {
    check("lxc.mount.auto: shmounts:\nlxc.mount.auto:\n", { rule });
  });
});

describe("namespaces", () => {
  const rule = "namespace-list";
  const map = "lxc.idmap = u 0 100000 65536\nlxc.idmap = g 0 100000 65536\n";

  test("the lines of a list add up", () => {
    check("lxc.namespace.keep = net\nlxc.namespace.keep = user\n", { rule, dialect: "lxc" });
  });

  test("keeping the user namespace throws the ID map away", () => {
    check(
      `
      lxc.idmap = u 0 100000 65536
      lxc.idmap = g 0 100000 65536
      lxc.namespace.keep = net user
                               ^^^^ error: With \`user\` in this list the container has no user namespace, and its root is root on the host: the ID map is not used. Take \`user\` out of the list.
    `,
      { rule, dialect: "lxc" },
    );
  });

  test("a shared host name is the host's", () => {
    check(
      `
      lxc.uts.name = web
      lxc.namespace.keep = uts user
                           ^^^ warning: The container shares the host's name, so its start renames the host to \`web\`. Remove \`lxc.uts.name\`.
    `,
      { rule, dialect: "lxc" },
    );
    check(`${map}lxc.namespace.keep = uts\n`, { rule, dialect: "lxc" });
  });

  test("a shared network needs no interfaces", () => {
    check(
      `
      lxc.net.0.type = veth
      ^^^^^^^^^^^^^^ warning: The container shares the network of the host, so this interface is never made. Remove its lines.
      lxc.namespace.keep = net user
    `,
      { rule, dialect: "lxc" },
    );
  });

  test("every ID map has its namespace without a list", () => {
    check(map, { rule, dialect: "lxc" });
  });
});

describe("what a native config leaves out", () => {
  test("another file may bring the root file system", () => {
    check("lxc.uts.name = web\nlxc.include = /etc/lxc/rootfs.conf\n", { rule: "rootfs-path-missing", dialect: "lxc" });
  });

  test("a name under its old key is a name", () => {
    check("lxc.rootfs.path = dir:/srv/x\nlxc.utsname = x\n", { rule: "host-name-missing", dialect: "lxc" });
  });
});

describe("a mount that Proxmox does not know", () => {
  test("takes the next free number", () => {
    check(
      `
      mp0: local:1/x.raw,mp=/x
      lxc.mount.entry: /srv/data data none bind,ro,create=dir 0 0
                       ^^^^^^^^^ hint: Proxmox does not know of this mount: the web interface does not show it, no permission is asked for it, and moving the container does not check for it. Write an \`mpN\` if it should.
    `,
      { rule: "mount-entry-outside-proxmox" },
    ).fixedBy(
      "Write `mp1: /srv/data,mp=/data,ro=1` instead",
      "mp0: local:1/x.raw,mp=/x\nmp1: /srv/data,mp=/data,ro=1\n",
    );
  });
});
