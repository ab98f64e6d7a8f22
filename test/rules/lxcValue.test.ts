import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { check as checkAll } from "../../server/src/rules/check.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check } from "../check.js";

const silent = (rule: string, text: string, options: { dialect?: "lxc"; target?: string } = {}) =>
  expect(check(text, { rule, ...options }).findings).toEqual([]);

/** Who speaks of a line, in the order of the findings, hints left out. */
const speakers = (text: string) =>
  checkAll(containerOf(parse(text, "proxmox")))
    .filter(({ severity }) => severity !== "hint" && severity !== "information")
    .map(({ rule }) => rule);

describe("expansion-refused", () => {
  const rule = "expansion-refused";

  test("a host name is counted in bytes", () => {
    silent(rule, `hostname: ${"ü".repeat(32)}`);
    check(
      `
      hostname: üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Proxmox writes this as \`lxc.uts.name\`, and liblxc refuses the whole config, so the container does not start. Write at most 64 characters.
    `,
      { rule },
    );
  });

  test("the name of another program for an architecture is translated", () => {
    check(
      `
      arch: x86-64
            ^^^^^^ error: Proxmox writes this as \`lxc.arch\`, and liblxc refuses the whole config, so the container does not start. Write words such as amd64, x86_64, arm64, aarch64 or i386.
    `,
      { rule },
    ).fixedBy("Write `amd64`", "arch: amd64\n");
    silent(rule, "arch: x86_64");
  });

  test("an architecture of LoongArch is known to LXC there", () => {
    check(
      `
      arch: loongarch64
            ^^^^^^^^^^^ information: liblxc knows this architecture on LoongArch processors only. On any other it refuses the whole config.
    `,
      { rule },
    );
  });

  test("a missing line is told where the other two stand", () => {
    check(
      `
      # notes
      hostname: ct
      ^^^^^^^^ error: Proxmox does not start this container: \`missing 'arch' - internal error\`. Write a line such as \`arch: amd64\`.
      ostype: debian
      rootfs: local-lvm:vm-101-disk-0,size=8G
    `,
      { rule },
    ).fixedBy(
      "Add `arch: amd64`",
      `
      # notes
      arch: amd64
      hostname: ct
      ostype: debian
      rootfs: local-lvm:vm-101-disk-0,size=8G
    `,
    );
    silent(rule, "arch: amd64\nmemory: 512\n");
  });

  test("a pending change that deletes a line stops the next start", () => {
    check(
      `
      arch: amd64
      ostype: debian
      rootfs: local-lvm:vm-101-disk-0,size=8G
      [pve:pending]
      delete: memory,!arch
              ^^^^^^^^^^^^ error: Proxmox does not start this container: \`missing 'arch' - internal error\`. Do not delete \`arch\`.
    `,
      { rule },
    );
    silent(rule, "arch: x\nostype: debian\nrootfs: a:b\n[pve:pending]\narch: amd64\n");
    silent(rule, "arch: amd64\n[snap]\narch: riscv32\n");
  });

  test("a template is looked at as what is cloned from it", () => {
    expect(speakers("arch: riscv32\ntemplate: 1\n")).toContain(rule);
  });

  test("an interface that Proxmox cannot read hides none behind it", () => {
    const text = "net0: name=eth0,bridge=vmbr0,foo=1\nnet1: name=lo,bridge=vmbr0,mtu=64\n";
    expect(speakers(text).filter((name) => name === rule)).toHaveLength(1);
  });

  test("an amount of memory that Proxmox writes with an exponent", () => {
    check(
      `
      memory: 99999999999999999999
              ^^^^^^^^^^^^^^^^^^^^ error: Proxmox writes so large an amount as \`1.048576e+26\`, which the kernel cannot read, so the container does not start. Write a number of MiB that the host has.
    `,
      { rule },
    );
  });

  test("a limit of CPU time of next to nothing", () => {
    for (const limit of ["0", "0.01", "1"]) silent(rule, `cpulimit: ${limit}`);
    expect(speakers("cpulimit: 0.0")).toEqual([rule]);
  });

  test("a raw line has the last word about an interface", () => {
    silent(rule, "net0: name=lo,bridge=vmbr0\nlxc.net.0.name: eth0\n");
    silent(rule, "net0: name=eth0,bridge=vmbr0\nnet1: name=eth0,bridge=vmbr0\nlxc.net.1: \n");
  });

  test("the second of two names gets a free one", () => {
    check(
      `
      net0: name=eth0,bridge=vmbr0
      net1: bridge=vmbr0,name=eth0
                         ^^^^^^^^^ error: Another interface has this name already, so liblxc cannot give it to this one and the container does not start. Write \`name=eth1\`.
    `,
      { rule },
    ).fixedBy("Write `name=eth1`", "net0: name=eth0,bridge=vmbr0\nnet1: bridge=vmbr0,name=eth1\n");
  });

  test("a device without a path", () => {
    check(
      `
      dev0: mode=0660
            ^^^^^^^^^ error: Proxmox does not start this container: \`Path has to be defined\`. Write the device first, such as \`/dev/dri/renderD128\`.
    `,
      { rule },
    );
    silent(rule, "dev0: mode=0660", { target: "8.0" });
  });

  test("what the host decides is not told", () => {
    silent(rule, "net0: name=eth0,bridge=vmbr9,mtu=9000\ndev0: /dev/not-there\nfeatures: mknod=1\nunprivileged: 1\n");
  });

  test("a line that Proxmox' reader or another rule calls wrong is told once", () => {
    expect(speakers("tty: four")).toEqual(["value-invalid"]);
    expect(speakers("tty: 4294967296")).toEqual([rule]);
    expect(speakers("net0: name=lo,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,foo=1")).toEqual(["property-invalid"]);
    expect(speakers("cpulimit: foo")).toEqual(["value-invalid"]);
    expect(speakers("memory: -5")).toEqual(["memory-unit"]);
  });
});

describe("lxc-value-fails-at-start", () => {
  const rule = "lxc-value-fails-at-start";
  const parameter = "lxc.sysctl.kernel.shmmax = 1\n";

  test("the last word about proc counts, in a native config too", () => {
    const readOnly = (lines: string) => {
      const container = containerOf(parse(`${lines}${parameter}`, "lxc"));
      return checkAll(container).filter((finding) => finding.rule === rule).length;
    };
    expect(readOnly("")).toBe(0);
    expect(readOnly("lxc.mount.auto = proc\n")).toBe(1);
    expect(readOnly("lxc.mount.auto = proc:rw proc:mixed\n")).toBe(1);
    expect(readOnly("lxc.mount.auto = proc:mixed\nlxc.mount.auto = proc:rw\n")).toBe(0);
    expect(readOnly("lxc.mount.auto = proc\nlxc.mount.auto =\n")).toBe(0);
    expect(readOnly("lxc.include = /usr/share/lxc/config/debian.common.conf\n")).toBe(1);
    expect(readOnly("lxc.mount.auto = proc\nlxc.include = /etc/lxc/own.conf\n")).toBe(0);
    expect(readOnly("lxc.mount.auto = proc\nlxc.mount.entry = proc proc proc rw 0 0\n")).toBe(0);
  });

  test("parameters of the network are the container's own", () => {
    silent(rule, "lxc.mount.auto = proc\nlxc.sysctl.net.ipv4.ip_forward = 1\n", { dialect: "lxc" });
  });

  test("limits are swapped", () => {
    check(
      `
      lxc.prlimit.nofile: 4096:1024
                          ^^^^^^^^^ error: The soft limit in front is larger than the hard one behind, which the kernel refuses: the container does not start. Write the smaller one first.
    `,
      { rule },
    ).fixedBy("Write `1024:4096`", "lxc.prlimit.nofile: 1024:4096\n");
    silent(rule, "lxc.prlimit.nofile: unlimited\nlxc.prlimit.7: 1024:4096\nlxc.prlimit.core: 0\n");
  });
});

describe("lxc-cap-keep-and-drop", () => {
  const rule = "lxc-cap-keep-and-drop";

  test("a template that a native config includes drops capabilities", () => {
    const findings = (lines: string) => {
      const container = containerOf(parse(`${lines}lxc.cap.keep = chown\n`, "lxc"));
      return checkAll(container).filter((finding) => finding.rule === rule).length;
    };
    expect(findings("")).toBe(0);
    expect(findings("lxc.include = /usr/share/lxc/config/common.conf\n")).toBe(1);
    const both = "lxc.include = /usr/share/lxc/config/common.conf\nlxc.include = /usr/share/lxc/config/userns.conf\n";
    expect(findings(both)).toBe(0);
    expect(findings("lxc.include = /etc/lxc/own.conf\n")).toBe(0);
  });

  test("an ID map makes the container unprivileged, so its list is empty", () => {
    silent(rule, "lxc.idmap: u 0 100000 65536\nlxc.idmap: g 0 100000 65536\nlxc.cap.keep: chown\n");
  });
});

describe("lxc-value-refused", () => {
  const rule = "lxc-value-refused";

  test("what people write and LXC takes", () => {
    silent(
      rule,
      `lxc.mount.auto: "proc:mixed sys:ro"
lxc.tty.max: 010
lxc.cap.drop: sys_module 18
lxc.signal.halt: sigpwr
lxc.environment: PATH
lxc.prlimit.nofile: 1024:unlimited
`,
    );
  });

  test("a variable that LXC itself does not have", () => {
    check(
      `
      lxc.environment.runtime: MODE
                               ^^^^ error: liblxc cannot read this value and refuses the whole config, so the container does not start. Write \`NAME=VALUE\`.
    `,
      { rule },
    );
  });
});

describe("needs-newer-version", () => {
  test("a native config needs the version of LXC that brought a key", () => {
    const rule = "needs-newer-version";
    silent(rule, "lxc.environment.runtime = A=b\n", { dialect: "lxc", target: "7.0.0" });
    check(
      `
      lxc.environment.hooks = A=b
      ^^^^^^^^^^^^^^^^^^^^^ error: liblxc 6.0.6 does not know \`lxc.environment.hooks\` yet and refuses the whole file, so the container does not start. Write \`lxc.environment\` instead, or update liblxc to 7.0.
    `,
      { rule, dialect: "lxc", target: "6.0.6" },
    );
  });
});
