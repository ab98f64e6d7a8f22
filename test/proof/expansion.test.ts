import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { capabilities } from "../../server/src/knowledge/capabilities.js";
import { templates } from "../../server/src/knowledge/templates.js";
import { check } from "../../server/src/rules/check.js";
import { parse } from "../../server/src/syntax/parse.js";
import { missingForStarts, type RealLxc, realLxc } from "./realStart.js";

const base = "arch: amd64\nostype: debian\nrootfs: local-lvm:vm-902-disk-0,size=8G\n";

/** Settings in the place of those of `base`, or beside them, and whether a container starts with them. */
const cases: readonly (readonly [settings: string, starts: boolean])[] = [
  ["net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01", true],
  ["hostname: ct902.example.org", true],
  [`hostname: ${"a".repeat(64)}`, true],
  [`hostname: ${"a".repeat(65)}`, false],
  ["arch: i386", true],
  ["arch: riscv32", false],
  ["tty: 4", true],
  ["tty: 4294967296", false],
  ["net0: name=eth0,bridge=vmbr0\nnet1: name=eth1,bridge=vmbr0", true],
  ["net0: name=eth0,bridge=vmbr0\nnet1: name=eth0,bridge=vmbr0", false],
  ["net0: name=lo,bridge=vmbr0", false],
  ["net0: name=all,bridge=vmbr0", false],
  ["net0: name=default,bridge=vmbr0", false],
  ["net0: name=..,bridge=vmbr0", false],
  ["net0: name=an-interface-too-long,bridge=vmbr0", true],
  ["net0: name=an-interface-to-1,bridge=vmbr0\nnet1: name=an-interface-to-2,bridge=vmbr0", false],
  ["net0: name=eth0,bridge=vmbr0,hwaddr=00:00:00:00:00:00", false],
  ["net0: name=eth0,bridge=vmbr0,mtu=67", false],
  ["net0: name=eth0,bridge=vmbr0,mtu=68", true],
  ["net0: name=eth0,bridge=vmbr0,mtu=1000,ip6=2001:db8::5/64", true],
  ["net0: name=eth0,bridge=vmbr0,mtu=1000,ip6=2001:db8::5/64,host-managed=1", false],
  ["net0: name=eth0,bridge=vmbr0,mtu=1280,ip6=2001:db8::5/64,host-managed=1", true],
  ["net0: name=eth0,bridge=vmbr0,gw=192.0.2.1", true],
  ["net0: name=eth0,bridge=vmbr0,gw=192.0.2.1,host-managed=1", false],
  ["net0: name=eth0,bridge=vmbr0,gw=192.0.2.1,host-managed=1,link_down=1", true],
  ["net0: name=eth0,bridge=vmbr0,ip=dhcp,gw=192.0.2.1,host-managed=1", false],
  ["net0: name=eth0,bridge=vmbr0,ip=192.0.2.5/24,gw=192.0.2.1,host-managed=1", true],
  ["net0: name=eth0,bridge=vmbr0,ip=192.0.2.5/24,gw=198.51.100.1,host-managed=1", true],
  ["net0: name=eth0,bridge=vmbr0,ip6=2001:db8::5/64,gw6=2001:db8::1,host-managed=1", true],
  ["net0: name=eth0,bridge=vmbr0,gw6=2001:db8::1,host-managed=1", false],
  ["net0: name=eth0,bridge=vmbr0,gw6=fe80::1,host-managed=1", true],
  ["net0: name=eth0,bridge=vmbr0\nlxc.net.0.name: eth5\nnet1: name=eth5,bridge=vmbr0", false],
  ["net0: name=eth0,bridge=vmbr0\nlxc.net.0.name: eth5\nnet1: name=eth0,bridge=vmbr0", true],
  ["net0: name=lo,bridge=vmbr0\nlxc.net.0.name: eth5", true],
];

const missing = missingForStarts();

describe.skipIf(missing)("the real lxc-start agrees on what Proxmox writes from settings", () => {
  let lxc: RealLxc;
  beforeAll(() => {
    lxc = realLxc();
  });
  afterAll(() => lxc.remove());

  test.each(cases)("%s starts: %s", (settings, starts) => {
    const container = containerOf(parse(base + settings, "proxmox"));
    const run = lxc.startExpanded(container);
    expect(run.started, `${run.config}\n${run.messages.join("\n")}`).toBe(starts);
    const errors = check(container).filter(({ severity, rejectedBy }) => {
      return severity === "error" && (rejectedBy === "liblxc" || rejectedBy === "start");
    });
    expect(errors.map(({ message }) => message)).toHaveLength(starts ? 0 : 1);
  });
});

describe("the templates that Proxmox includes", () => {
  const folder = "/usr/share/lxc/config/";

  test.skipIf(!existsSync(`${folder}common.conf`)).each(["common.conf", "userns.conf"])(
    "%s is as installed",
    (name) => {
      const lines = readFileSync(folder + name, "utf8").split("\n");
      const installed = lines.flatMap((line) => {
        const [, key = "", value = ""] = /^(lxc\.\S+) *= *(.*)$/.exec(line) ?? [];
        return key === "" || key === "lxc.include" || key.startsWith("lxc.cgroup.") ? [] : [[key, value]];
      });
      expect(templates[name]?.lines).toEqual(installed);
    },
  );

  test("drop the capabilities that the table of capabilities says", () => {
    const dropped = templates["common.conf"]?.lines.find(([key]) => key === "lxc.cap.drop")?.[1].split(" ");
    const byDefault = Object.entries(capabilities).filter(([, fact]) => fact.droppedByDefault);
    expect(byDefault.map(([name]) => name).sort()).toEqual(dropped?.sort());
  });
});
