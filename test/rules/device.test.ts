import { describe, expect, test } from "vitest";
import { cgroupValueMeant, convertLimit, isCgroupValue } from "../../server/src/container/cgroupLimits.js";
import { containerOf } from "../../server/src/container/container.js";
import { type DevicePolicy, devicePolicyOf } from "../../server/src/container/devicePolicy.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check } from "../check.js";

function policyOf(text: string, dialect: Dialect = "proxmox"): DevicePolicy | undefined {
  return devicePolicyOf(containerOf(parse(text, dialect)));
}

/** What each rule comes to, in the order of the file. */
function fatesOf(...values: readonly string[]): readonly (string | undefined)[] {
  const document = parse(values.map((value) => `lxc.cgroup2.devices.${value}`).join("\n"), "proxmox");
  const policy = devicePolicyOf(containerOf(document));
  return document.main.lines.map((line) => policy?.fates.get(line)?.kind);
}

describe("device rules together, each as it was started with liblxc 5.0.2 on cgroup v2", () => {
  test("in a privileged container a rule allows what it names", () => {
    expect(fatesOf("allow: c 10:200 rwm")).toEqual(["works"]);
    expect(policyOf("lxc.cgroup2.devices.allow: c 10:200 rwm")?.allowsOthers).toBe(false);
  });

  test("a denial takes back the same rule, and nothing else", () => {
    expect(fatesOf("deny: c 1:9 rwm")).toEqual(["takes-back"]);
    expect(fatesOf("deny: c 1:9 rw")).toEqual(["powerless"]);
    expect(fatesOf("allow: c 10:* rwm", "deny: c 10:200 rwm")).toEqual(["works", "powerless"]);
    expect(fatesOf("deny: a *:* rwm")).toEqual(["powerless"]);
  });

  test("`a` forgets what is above it", () => {
    expect(fatesOf("allow: c 226:0 rwm", "allow: a", "allow: c 226:1 rwm")).toEqual(["forgotten", "turns", "needless"]);
    expect(policyOf("lxc.cgroup2.devices.deny: a")?.isUnfiltered).toBe(true);
  });

  test("where all is allowed denials count", () => {
    expect(fatesOf("allow: a", "deny: b *:* rwm", "allow: b 8:0 rwm")).toEqual(["turns", "works", "powerless"]);
  });

  test("a file that cannot be read leaves all open", () => {
    expect(policyOf("lxc.include: /etc/lxc/more.conf\nlxc.cgroup2.devices.deny: a\n")).toBeUndefined();
    expect(policyOf("lxc.include = /usr/share/lxc/config/debian.common.conf\n", "lxc")?.isUnfiltered).toBe(false);
  });

  test("the node of a `devN` is a rule, so that the filter is there", () => {
    check("dev0: /dev/net/tun\nlxc.cgroup2.devices.deny: c 1:9 rwm\n", { rule: "device-deny-all" });
  });
});

test("a rule that LXC drops, or that takes back another one, is not told to be idle", () => {
  check(
    `
    unprivileged: 1
    lxc.cgroup2.devices.allow: c  226:0 rwm
    lxc.cgroup2.devices.deny: c 226:0 rwm
    lxc.cgroup2.devices.allow: c 226:0 rwm
    `,
    { rule: "device-rule-unneeded" },
  );
});

test("the device of FUSE is the business of the rules about features", () => {
  check("unprivileged: 1\nlxc.cgroup2.devices.allow: c 10:229 rwm\n", { rule: "device-rule-unneeded" });
});

test("a second `a` is as idle as any other rule", () => {
  check(
    `
    lxc.cgroup2.devices.allow: a
    lxc.cgroup2.devices.allow: a
                               ^ hint: The \`a\` further up allows every device already, so this rule changes nothing. Remove the line.
    `,
    { rule: "device-rule-unneeded" },
  );
});

test("an empty line in an unprivileged container takes nothing away, unless a rule follows", () => {
  check("unprivileged: 1\nlxc.cgroup2.devices.allow:\n", { rule: "device-deny-all" });
  check(
    `
    unprivileged: 1
    lxc.cgroup2.devices.allow:
    ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: With these rules the container may not open /dev/null, its terminals and what else every program needs. Allow them too.
    lxc.cgroup2.devices.allow: c 226:128 rwm
    `,
    { rule: "device-deny-all" },
  );
});

test("a denial of all that is the only line is not removed by saving the file", () => {
  const text = "lxc.cgroup2.devices.deny: a\nlxc.cgroup2.devices.deny: c 226:0 rwm\n";
  expect(fixAll(text, "proxmox")).toBe(text);
});

test("a USB device by its number on the bus, and what its driver makes of it", () => {
  check(
    `
    dev0: /dev/bus/usb/001/004
          ^^^^^^^^^^^^^^^^^^^^ information: This path is another one each time the device is plugged in, and then the container does not start. Give the device a fixed name with a udev rule on the host, or name the node of its driver, such as \`/dev/serial/by-id/…\`.
    dev1: /dev/serial/by-id/usb-Silicon_Labs-if00-port0
    dev2: /dev/dri/by-path/pci-0000:00:02.0-render
    `,
    { rule: "device-path-changes" },
  );
});

test("dynamic majors end where the numbers of drivers begin", () => {
  for (const major of [13, 226, 233, 255, 261, 383]) {
    check(`lxc.cgroup2.devices.allow: c ${major}:0 rwm\n`, { rule: "device-number-changes" });
  }
  check("lxc.cgroup2.devices.allow: a\nlxc.cgroup2.devices.allow: c 511:* rwm\n", { rule: "device-number-changes" });
  check("unprivileged: 1\nlxc.cgroup2.devices.allow: c 511:* rwm\n", { rule: "device-number-changes" });
});

describe("device-rule-missing", () => {
  const rule = "device-rule-missing";
  const whole = "arch: amd64\nostype: debian\nrootfs: local-lvm:vm-101-disk-0,size=8G\n";

  test("any rule for the device will do", () => {
    const entry = "lxc.mount.entry: /dev/nvidia-uvm dev/nvidia-uvm none bind,optional,create=file\n";
    for (const rules of ["c 507:* rwm", "/dev/nvidia-uvm rwm", "a", "c *:* rwm"]) {
      check(`${whole}lxc.cgroup2.devices.allow: ${rules}\n${entry}`, { rule });
    }
    check(`${whole}lxc.cgroup.devices.allow: c 511:* rwm\n${entry}`, { rule });
  });

  test("the template for Ubuntu may allow tunnels", () => {
    check(
      "arch: amd64\nostype: ubuntu\nrootfs: local:101/x.raw\nlxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file\n",
      { rule },
    );
  });

  test("a `devN` may take the place of entry and rule", () => {
    check(
      `
      arch: amd64
      ostype: debian
      rootfs: local-lvm:vm-101-disk-0,size=8G
      lxc.mount.entry: /dev/snd/seq dev/snd/seq none bind,create=file
                       ^^^^^^^^^^^^ warning: No rule allows this device, so opening it ends with \`Operation not permitted\`. Write \`lxc.cgroup2.devices.allow: c 116:* rwm\`.
      `,
      { rule },
    ).fixedBy(
      "Write `dev0: /dev/snd/seq,gid=29` instead",
      `
      arch: amd64
      dev0: /dev/snd/seq,gid=29
      ostype: debian
      rootfs: local-lvm:vm-101-disk-0,size=8G
      `,
    );
  });

  test("of a piece of a config nobody knows whether it is privileged", () => {
    const { findings } = check(
      `
      lxc.mount.entry: /dev/kvm dev/kvm none bind,create=file
                       ^^^^^^^^ hint: No rule allows this device, so opening it ends with \`Operation not permitted\`. Write \`lxc.cgroup2.devices.allow: c 10:232 rwm\`.
      `,
      { rule },
    );
    expect(findings).toHaveLength(1);
  });
});

test("Proxmox VE 8.0 has no `devN`", () => {
  const entry = "lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file\n";
  check(entry, { rule: "device-by-hand", target: "8.0" });
  check("hostname: openvpn\nrootfs: local:101/x.raw\n", { rule: "device-tun-missing", target: "8.0" });
});

test("the group of a device as far as a distribution fixes its number", () => {
  check(
    `
    ostype: alpine
    dev0: /dev/dri/card0
          ^^^^^^^^^^^^^^ hint: Only root may open this node in the container. Write \`,gid=27\` behind it, for the group \`video\`.
    dev1: /dev/dri/renderD128
          ^^^^^^^^^^^^^^^^^^^ hint: Only root may open this node in the container. Write \`,gid=\` behind it, with the number that the group \`render\` has in the container.
    dev2: /dev/kvm,mode=0666
    `,
    { rule: "device-without-group" },
  );
});

test("the owner of a device is looked up in the ID map of the file", () => {
  check(
    `
    unprivileged: 1
    dev0: /dev/ttyUSB0,uid=1000,gid=20
                                    ^^ warning: The container has no group 20: its ID map does not reach there, so Proxmox takes the number for one of the host and the node belongs to nobody. Write the number of a group in the container.
    lxc.idmap: u 0 100000 65536
    lxc.idmap: g 0 100000 10
    `,
    { rule: "device-owner-unmapped" },
  );
});

test("a node that a feature makes too has a finding of its own", () => {
  check("features: fuse=1\ndev0: /dev/fuse\ndev1: /dev/fuse\n", { rule: "device-repeated" });
});

test("a directory in `devN` whose node nobody can guess", () => {
  const { findings } = check(
    `
    dev0: /dev/snd
          ^^^^^^^^ error: /dev/snd is a directory, and \`devN\` passes one node at a time, so the container does not start. Write a line for each node in it instead.
    `,
    { rule: "device-path-directory" },
  );
  expect(findings[0]?.fixes).toEqual([]);
});

test("whatever brings the tunnel, it is there", () => {
  for (const line of [
    "dev0: /dev/net/tun",
    "lxc.mount.entry: /dev/net dev/net none bind,create=dir",
    "lxc.hook.autodev: /root/make-nodes",
  ]) {
    check(`hostname: tailscale-router\nrootfs: local:101/x.raw\n${line}\n`, { rule: "device-tun-missing" });
  }
});

describe("limits of cgroup v1 counted anew", () => {
  const alone = () => undefined;

  test("weights keep their relation to the default", () => {
    expect(convertLimit("cpu.shares", "1024", alone)?.value).toBe("100");
    expect(convertLimit("cpu.shares", "2", alone)?.value).toBe("1");
    expect(convertLimit("cpu.shares", "262144", alone)?.value).toBe("10000");
    expect(convertLimit("blkio.weight", "500", alone)).toEqual({ name: "io.weight", value: "100" });
  });

  test("quota and period become one value", () => {
    expect(convertLimit("cpu.cfs_quota_us", "50000", alone)?.value).toBe("50000 100000");
    expect(convertLimit("cpu.cfs_quota_us", "-1", () => "20000")?.value).toBe("max 20000");
    expect(convertLimit("cpu.cfs_period_us", "20000", () => "10000")?.value).toBe("10000 20000");
    expect(convertLimit("cpu.cfs_quota_us", "half", alone)).toBeUndefined();
  });

  test("swap is what is left of memory and swap together", () => {
    expect(convertLimit("memory.memsw.limit_in_bytes", "3G", () => "1G")?.value).toBe(String(2 * 2 ** 30));
    expect(convertLimit("memory.memsw.limit_in_bytes", "3G", alone)).toBeUndefined();
    expect(convertLimit("memory.limit_in_bytes", "-1", alone)).toEqual({ name: "memory.max", value: "max" });
    expect(convertLimit("freezer.state", "FROZEN", alone)).toBeUndefined();
  });

  test("large pages keep their size in the name", () => {
    expect(convertLimit("hugetlb.2MB.limit_in_bytes", "64M", alone)).toEqual({ name: "hugetlb.2MB.max", value: "64M" });
  });
});

test("a line for cgroup v1 goes where its twin stands, and nobody gets all devices by saving a file", () => {
  const fixed = (text: string) => fixAll(text, "proxmox", { only: "cgroup-v1-key" });
  expect(fixed("lxc.cgroup.devices.allow: c 10:200 rwm\nlxc.cgroup2.devices.allow: c 10:200 rwm\n")).toBe(
    "lxc.cgroup2.devices.allow: c 10:200 rwm\n",
  );
  expect(fixed("lxc.cgroup.devices.allow: c 10:200 rwm\n")).toBe("lxc.cgroup2.devices.allow: c 10:200 rwm\n");
  expect(fixed("lxc.cgroup.devices.deny: a\n")).toBe("");
  for (const text of [
    "lxc.cgroup.devices.allow: a\n",
    "lxc.cgroup.devices.allow:\n",
    "lxc.cgroup.cpu.shares: 512\n",
    "[before]\nlxc.cgroup.devices.allow: c 10:200 rwm\n",
  ]) {
    expect(fixed(text)).toBe(text);
  }
});

test("the place of the cgroup is Proxmox' own, and LXC's key", () => {
  const { findings } = check(
    `
    lxc.cgroup.relative: 1
    ^^^^^^^^^^^^^^^^^^^ warning: This line wins over the \`lxc.cgroup.relative\` that Proxmox sets itself, and Proxmox loses track of the container's cgroup. Remove the line.
    `,
    { rule: "cgroup-v1-key" },
  );
  expect(findings[0]?.tags).toEqual(["deprecated"]);
  check("lxc.cgroup.relative = 1\n", { rule: "cgroup-v1-key", dialect: "lxc" });
});

test("LXC 7 refuses limits for cgroup v1 in a native config", () => {
  const { findings } = check(
    `
    lxc.cgroup.memory.limit_in_bytes = 1G
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The container does not start: liblxc 7 knows no limits for cgroup v1 any more and refuses the whole file. Write \`lxc.cgroup2.memory.max = 1G\` instead.
    `,
    { rule: "cgroup-v1-key", dialect: "lxc", target: "7.0.0" },
  );
  expect(findings[0]?.rejectedBy).toBe("liblxc");
});

test("what the kernel takes for a limit", () => {
  for (const value of ["512M", "512m", "1T", "max", "0x10000000", "536870912"]) {
    expect(isCgroupValue("bytes", value)).toBe(true);
  }
  for (const value of ["512MB", "1.5G", "512 M", "-1", "unlimited", "50%"]) {
    expect(isCgroupValue("bytes", value)).toBe(false);
  }
  expect(cgroupValueMeant("bytes", "1.5G")).toBe("1536M");
  expect(cgroupValueMeant("bytes", '"512 MiB"')).toBe("512M");
  expect(cgroupValueMeant("time", "-1 100000")).toBe("max 100000");
  expect(cgroupValueMeant("count", "10k")).toBeUndefined();
  for (const value of ["50000", "50000 100000", "max", "max 100000"]) expect(isCgroupValue("time", value)).toBe(true);
  for (const value of ["50000,100000", "500", "1 2 3", "50%"]) expect(isCgroupValue("time", value)).toBe(false);
});

test("files that a kernel of tomorrow may have are no errors", () => {
  const { findings } = check(
    `
    lxc.cgroup2.gpu.bandwidth: 1
    ^^^^^^^^^^^^^^^^^^^^^^^^^ information: Kernels up to 6.12 have no file \`gpu.bandwidth\` for cgroup v2; without it the container does not start. Correct the name.
    `,
    { rule: "cgroup-file-unknown" },
  );
  expect(findings[0]?.fixes).toEqual([]);
});
