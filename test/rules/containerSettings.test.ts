import { describe, expect, test } from "vitest";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { check } from "../check.js";

const whole = "arch: amd64\nostype: debian\nrootfs: local-lvm:vm-101-disk-0,size=8G\n";

describe("memory-default", () => {
  const rule = "memory-default";

  test("pieces of a config and templates are not asked for what they lack", () => {
    check("arch: amd64\nrootfs: local-lvm:vm-101-disk-0,size=8G\n", { rule });
    check(`${whole}template: 1\n`, { rule });
  });

  test("zero is a number too, and says what it means", () => check(`${whole}memory: 512\nswap: 0\n`, { rule }));

  test("where both are missing there is one finding at a time", () => {
    expect(fixAll(whole, "proxmox", { unsafe: true, only: rule })).toBe(
      "arch: amd64\nmemory: 512\nostype: debian\nrootfs: local-lvm:vm-101-disk-0,size=8G\nswap: 512\n",
    );
  });
});

describe("CPUs", () => {
  test("a limit as great as the number of CPUs is a habit and does no harm", () =>
    check("cores: 2\ncpulimit: 2\n", { rule: "cpulimit-above-cores" }));

  test("without `cores`, with `cores: 0` and with CPUs of its own choice a limit may be any", () => {
    check("cpulimit: 4\n", { rule: "cpulimit-above-cores" });
    check("cores: 0\ncpulimit: 4\n", { rule: "cpulimit-above-cores" });
    check("cores: 2\ncpulimit: 4\nlxc.cgroup2.cpuset.cpus: 0-7\n", { rule: "cpulimit-above-cores" });
  });

  test("numbers that the reader or the API refuse are left to their rules", () => {
    check("cores: 2\ncpulimit: 4x\n", { rule: "cpulimit-above-cores" });
    check("cpuunits: 600000\n", { rule: "cpuunits-scale" });
    check("cpuunits: abc\n", { rule: "cpuunits-scale" });
  });

  test("up to 8.4 a host could have cgroup v1, where a great weight counts", () => {
    const text = `
      cpuunits: 20000
                ^^^^^ warning: With cgroup v2 the greatest weight is 10000, and Proxmox lowers this number to it. Write \`10000\` instead.
      `;
    const safe = (target: string) =>
      check(text, { rule: "cpuunits-scale", target }).findings.flatMap(({ fixes }) => fixes.map((fix) => fix.safe));
    expect(safe("8.4")).toEqual([false]);
    expect(safe("9.0")).toEqual([true]);
  });
});

describe("guest-not-set-up", () => {
  const rule = "guest-not-set-up";

  test("what the host sets up, and what has no address, is in order", () => {
    check("ostype: unmanaged\nnet0: name=eth0,bridge=vmbr0,ip=192.0.2.5/24,host-managed=1\n", { rule });
    check("ostype: unmanaged\nnet0: name=eth0,bridge=vmbr0\nhostname: web\n", { rule });
  });

  test("before 9.1 the host could not set up an interface", () => {
    const { findings } = check(
      `
      ostype: unmanaged
      net0: name=eth0,bridge=vmbr0,ip=dhcp
                                   ^^^^^^^ warning: With \`ostype: unmanaged\` Proxmox sets up no network in the container, so \`ip=dhcp\` does nothing there. Set it up inside.
      `,
      { rule, target: "8.4" },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("the host takes no address from router advertisements, so that is not offered", () => {
    const { findings } = check(
      `
      ostype: unmanaged
      net0: name=eth0,bridge=vmbr0,ip6=auto
                                   ^^^^^^^^ warning: With \`ostype: unmanaged\` Proxmox sets up no network in the container, so \`ip6=auto\` does nothing there. Set it up inside.
      `,
      { rule },
    );
    expect(findings[0]?.fixes).toEqual([]);
  });

  test("an init by another path is an init", () =>
    check("entrypoint: /usr/sbin/init\nnet0: name=eth0,bridge=vmbr0,ip=dhcp\n", { rule }));
});

describe("console-without-terminal", () => {
  const rule = "console-without-terminal";

  test("without console and terminals a shell is left", () => {
    check(
      `
      console: 0
      tty: 0
           ^ warning: The console of the web interface connects to a tty, and with \`tty: 0\` there is none. Write \`cmode: shell\`, or remove the line.
      `,
      { rule },
    ).fixedBy(
      "Write `cmode: shell`",
      `
      cmode: shell
      console: 0
      tty: 0
      `,
    );
  });

  test("fewer terminals than usual are enough, and no console is needed for them", () => {
    check("tty: 1\n", { rule });
    check("console: 0\n", { rule });
  });
});

describe("lock-set", () => {
  test("a false lock locks nothing", () => check("lock: 0\n", { rule: "lock-set" }));
  test("that of a snapshot is not in force", () =>
    check("arch: amd64\n[before]\nlock: backup\n", { rule: "lock-set" }));
});

describe("templates", () => {
  test("a clone that shares the base of a template is no template itself", () =>
    check("rootfs: local-lvm:base-100-disk-0/vm-101-disk-0,size=8G\nonboot: 1\n"));

  test("volumes of folders are named the same", () => {
    check("rootfs: local:101/base-101-disk-0.raw,size=8G\ntemplate: 1\n", { rule: "template-hand-made" });
  });

  test("a template that is a word is told of as a word", () => {
    check("rootfs: local-lvm:vm-101-disk-0\ntemplate: maybe\n", { rule: "template-hand-made" });
  });
});

describe("what guides leave behind", () => {
  test("pipes are made by anybody, and hooks on the host may make nodes", () => {
    check("unprivileged: 1\nlxc.hook.autodev: mknod /dev/xconsole p\n", { rule: "hook-from-old-guide" });
    check("unprivileged: 1\nlxc.hook.pre-start: mknod /dev/net/tun c 10 200\n", { rule: "hook-from-old-guide" });
    check("lxc.hook.autodev: mknod dev/net/tun c 10 200\n", { rule: "hook-from-old-guide" });
  });

  test("no cable, no question", () => {
    check("net0: name=eth0,bridge=vmbr0,ip6=dhcp,link_down=1\n", { rule: "network-ip6-dhcp-waits" });
    check("net0: name=eth0,bridge=vmbr0,ip6=dhcp,host-managed=1\n", { rule: "network-ip6-dhcp-waits" });
  });

  test("only the root itself is that of the host", () =>
    check("lxc.rootfs.path = dir:/srv\n", { rule: "rootfs-of-host", dialect: "lxc" }));
});

describe("names", () => {
  test("tags in order are left alone", () => check("tags: web;db_2;a.b+c\n", { rule: "tags-normal-form" }));

  test("a host name of 63 characters is fine, longer ones stop the start", () => {
    check(`hostname: ${"a".repeat(63)}\n`, { rule: "hostname-label-too-long" });
    check(`hostname: ${"a".repeat(70)}\n`, { rule: "hostname-label-too-long" });
  });

  test("four servers in any separators are four", () => {
    check(
      `
      nameserver: 192.0.2.1,192.0.2.2; 192.0.2.3  192.0.2.4
                                                  ^^^^^^^^^ information: What stands behind the third name server is never asked, as resolvers ask no more than three. Keep three.
      `,
      { rule: "nameserver-too-many" },
    );
  });
});
