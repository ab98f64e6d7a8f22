import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { defaultHost } from "../../server/src/host/host.js";
import { hookOutput, proxmoxSignatures } from "../../server/src/knowledge/proxmoxSignatures.js";
import { startSignatures } from "../../server/src/knowledge/startSignatures.js";
import { rules } from "../../server/src/rules/index.js";
import { explain } from "../../server/src/startLog/explain.js";
import { rangeOf } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";

/** What the first failure of a log says about a config: the signature, and the part of the config that is underlined. */
function explained(config: string, log: string) {
  const text = dedent(config);
  const container = containerOf(parse(text, "proxmox"));
  const { failed, failures } = explain(dedent(log), { container, ctid: 902, host: defaultHost });
  const [root] = failures;
  const line = root?.place && rangeOf(container.document, root.place).start.line;
  return {
    failed,
    signature: root?.signature,
    rule: root?.rule,
    line: line === undefined ? undefined : text.split("\n")[line],
    at: root?.place && text.slice(root.place.start, root.place.end),
  };
}

describe("a message about what Proxmox has written leads to the line that it was made of", () => {
  test("the mount entry of fuse=1, where the host has no /dev/fuse", () => {
    expect(
      explained(
        "arch: amd64\nfeatures: nesting=1,fuse=1\nostype: debian\nrootfs: local:902/x.raw\n",
        `
        safe_mount: 1334 No such file or directory - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/dev/fuse"
        mount_entry: 2202 No such file or directory - Failed to mount "/dev/fuse" on "/usr/lib/x86_64-linux-gnu/lxc/rootfs/dev/fuse"
        lxc_setup: 3908 Failed to setup mount entries
        startup for container '902' failed
        `,
      ),
    ).toMatchObject({ failed: true, signature: "mount-enoent-source", at: "fuse=1" });
  });

  test("a host name that is too long", () => {
    const hostname = `${"a".repeat(60)}.example.org`;
    expect(
      explained(
        `arch: amd64\nhostname: ${hostname}\nostype: debian\nrootfs: local:902/x.raw\n`,
        `lxc_file_for_each_line_mmap: 129 Failed to parse config file "/var/lib/lxc/902/config" at line "lxc.uts.name = ${hostname}"\n`,
      ),
    ).toMatchObject({ failed: true, rule: "expansion-refused", at: hostname });
  });

  test("the ID map that an unprivileged container has by itself", () => {
    expect(
      explained(
        "arch: amd64\nostype: debian\nrootfs: local:902/x.raw\nunprivileged: 1\n",
        `
        lxc_map_ids: 3701 newuidmap failed to write mapping "newuidmap: uid range [0-65536) -> [100000-165536) not allowed": newuidmap 4711 0 100000 65536
        lxc_spawn: 1788 Failed to set up id mapping.
        startup for container '902' failed
        `,
      ),
    ).toMatchObject({ failed: true, signature: "newidmap-range", line: "unprivileged: 1" });
  });

  test("a range of its own ID map", () => {
    expect(
      explained(
        `
        arch: amd64
        ostype: debian
        rootfs: local:902/x.raw
        unprivileged: 1
        lxc.idmap: u 0 100000 1000
        lxc.idmap: g 0 100000 65536
        lxc.idmap: u 1000 1000 1
        lxc.idmap: u 1001 101001 64535
        `,
        'lxc_map_ids: 3701 newuidmap failed to write mapping "newuidmap: uid range [1000-1001) -> [1000-1001) not allowed": newuidmap 4711 0 100000 1000\n',
      ),
    ).toMatchObject({ failed: true, signature: "newidmap-range", line: "lxc.idmap: u 1000 1000 1" });
  });

  test("the architecture", () => {
    expect(
      explained(
        "arch: riscv32\nostype: debian\nrootfs: local:902/x.raw\n",
        'set_config_personality: 1432 Invalid argument - Unsupported personality "riscv32"\n',
      ),
    ).toMatchObject({ failed: true, rule: "expansion-refused", line: "arch: riscv32" });
  });

  test("a limit", () => {
    expect(
      explained(
        "arch: amd64\ncpulimit: 0.001\nostype: debian\nrootfs: local:902/x.raw\n",
        'cgfsng_setup_limits: 3547 Invalid argument - Failed to set "cpu.max" to "100 100000"\nstartup for container \'902\' failed\n',
      ),
    ).toMatchObject({ failed: true, signature: "cgroup-set", line: "cpulimit: 0.001" });
  });
});

const config = `
  arch: amd64
  dev0: /dev/dri/card0,gid=44
  dev1: /dev/ttyUSB0
  features: nesting=1
  hookscript: local:snippets/x.sh
  lock: backup
  mp0: /srv/media,mp=/media
  mp1: nas:subvol-902-disk-1,mp=/data,size=8G
  net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
  net1: name=eth1,bridge=vmbr7,hwaddr=BC:24:11:00:00:02,ip=dhcp,mtu=9000
  ostype: debian
  rootfs: local-lvm:vm-902-disk-0,size=8G
  unprivileged: 1
`;

describe("Proxmox' own messages lead to their line", () => {
  test.each([
    ["TASK ERROR: Device /dev/dri/card0 does not exist", "proxmox-device-missing", "dev0: /dev/dri/card0,gid=44"],
    ["Device /dev/ttyUSB0 does not exist", "proxmox-device-missing", "dev1: /dev/ttyUSB0"],
    ["/dev/ttyUSB0 is not a device", "proxmox-not-a-device", "dev1: /dev/ttyUSB0"],
    ["net1: MTU size '9000' is bigger than bridge MTU '1500'", "proxmox-mtu", "net1: "],
    ["bridge 'vmbr7' does not exist", "proxmox-bridge-missing", "net1: "],
    ["TASK ERROR: CT is locked (backup)", "proxmox-locked", "lock: backup"],
    ["directory '/srv/media' does not exist", "proxmox-directory-missing", "mp0: /srv/media,mp=/media"],
    ["storage 'nas' is not online", "proxmox-storage-missing", "mp1: nas:"],
    ["storage 'nas' does not exist", "proxmox-storage-missing", "mp1: nas:"],
    ["no such logical volume pve/vm-902-disk-0", "proxmox-volume-missing", "rootfs: local-lvm:vm-902-disk-0"],
    ["unsupported debian version '14.1'", "proxmox-unsupported-release", "ostype: debian"],
    ["unable to detect OS distribution", "proxmox-guest-unknown", "ostype: debian"],
    ["hookscript error for 902 on pre-start: command failed: exit code 1", "proxmox-hookscript", "hookscript: "],
    ["can't lock file '/run/lock/lxc/pve-config-902.lock' - got timeout", "proxmox-lock-timeout", undefined],
    ["cluster not ready - no quorum?", "proxmox-no-quorum", undefined],
    ["Configuration file 'nodes/pve/lxc/902.conf' does not exist", "proxmox-config-missing", undefined],
  ])("%s", (message, signature, line) => {
    const found = explained(config, `${message}\n`);
    expect(found).toMatchObject({ failed: true, signature });
    if (line === undefined) expect(found.line).toBeUndefined();
    else expect(found.line).toContain(line);
  });

  test("a warning is no failed start", () => {
    expect(
      explained(
        config,
        "explicitly configured lxc.apparmor.profile overrides the following settings: features:nesting\n",
      ),
    ).toMatchObject({ failed: false, signature: "proxmox-profile-overrides" });
    expect(explained(config, "Systemd 257 detected. You may need to enable nesting.\n")).toMatchObject({
      failed: false,
      signature: "proxmox-nesting-hint",
    });
  });
});

test("no finding of another matter is taken for the cause", () => {
  // The mount entry is never reached: Proxmox' own hook has failed before.
  expect(
    explained(
      "arch: amd64\nmp0: /srv/x,mp=/x\nostype: debian\nrootfs: local:902/x.raw\nlxc.mount.entry: /dev/fuse\n",
      "run_buffer: 571 Script exited with status 2\nlxc_init: 845 Failed to run lxc.hook.pre-start for container \"902\"\nstartup for container '902' failed\n",
    ),
  ).toEqual({ failed: true, signature: "hook-status", rule: undefined, line: undefined, at: undefined });
});

describe("every signature", () => {
  const signatures = [...startSignatures, ...proxmoxSignatures, hookOutput];

  test("has a name of its own and a pattern that is read", () => {
    expect(new Set(signatures.map(({ id }) => id)).size).toBe(signatures.length);
    for (const { pattern } of signatures) expect(() => new RegExp(pattern, "s")).not.toThrow();
  });

  test("names rules that there are", () => {
    const names = new Set(rules.map(({ name }) => name));
    expect(signatures.flatMap(({ rules: named = [] }) => named).filter((name) => !names.has(name))).toEqual([]);
  });

  test("speaks in whole sentences", () => {
    for (const { id, causes, repair } of signatures) {
      expect(causes.length, id).toBeGreaterThan(0);
      for (const sentence of [...causes, ...(repair === "" ? [] : [repair])]) {
        expect(sentence, id).toMatch(/^[A-Z`].*[.]$/s);
        expect(sentence, id).not.toContain("!");
      }
    }
  });

  test("uses in its place and its command only what its pattern finds", () => {
    for (const { id, pattern, place, command = "" } of signatures) {
      const texts = typeof place === "object" ? [...place.keys, place.value ?? ""] : [];
      for (const [, group] of [...texts, command].join(" ").matchAll(/\{(\w+)\}/g)) {
        expect(pattern, id).toContain(`(?<${group}>`);
      }
    }
  });
});
