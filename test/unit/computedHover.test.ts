import { describe, expect, test } from "vitest";
import { hover } from "../editor.js";

describe("memory and swap", () => {
  test("in a readable unit, with the limits that Proxmox sets", () => {
    const shown = hover("memory: 81$092")?.text;
    expect(shown).toContain("This is 8 GiB.");
    expect(shown).toContain("`memory.max`: 8589934592 bytes (8 GiB)");
    expect(shown).toContain("`memory.high`: ");
    expect(hover("memory: 512\nswap: 25$06")?.text).toContain("`memory.swap.max`: 268435456 bytes (256 MiB)");
  });

  test("as Proxmox reads a wrong number", () => {
    expect(hover("memory: 1$0G")?.text).toContain("Proxmox reads only the number in front: 1 MiB.");
    expect(hover("memory: 0$0")?.text).toContain("Proxmox takes this for 512 MiB.");
    expect(hover("swap: 0$0")?.text).toContain("The container has no swap.");
  });

  test("in a snapshot, whose limits nobody sets, only the unit", () => {
    const shown = hover("memory: 512\n[first]\nmemory: 20$048")?.text;
    expect(shown).toContain("This is 2 GiB.");
    expect(shown).not.toContain("memory.max`:");
  });

  test("processors", () => {
    expect(hover("cpulimit: 1$0.5")?.text).toContain("`cpu.max`: 150000 100000");
  });
});

describe("an ID map", () => {
  const map = `
    unprivileged: 1
    lxc.idmap: u 0 100000 1000
    lxc.idmap: g 0 100000 65536
    lxc.idmap: u 1000 10$0000 1
    lxc.idmap: u 1001 101001 64535
  `;

  test("as a table with the host's ids, and who root is", () => {
    expect(hover(map)?.text).toBe(
      [
        "**ID map**",
        "The container's user id 1000 is 10000 on the host.",
        [
          "| user ids in the container | on the host |",
          "| --- | --- |",
          "| 0 – 999 | 100000 – 100999 |",
          "| **1000** | **10000** |",
          "| 1001 – 65535 | 101001 – 165535 |",
        ].join("\n"),
        "Root (0) of the container is the user 100000 on the host.",
      ].join("\n\n"),
    );
  });

  test("without root in it, or with that of the host", () => {
    expect(hover("lxc.idmap = u 1 10$0000 10", "lxc")?.text).toContain("Root (0) of the container is nobody");
    expect(hover("lxc.idmap = g 0 0$0 10", "lxc")?.text).toContain("Root's group (0) of the container is root's own 0");
  });

  test("a long map is cut around the line", () => {
    const lines = Array.from({ length: 40 }, (_, at) => `lxc.idmap: u ${at} ${100000 + at} 1`);
    lines[30] = "lxc.idmap: u 30 1000$030 1";
    const shown = hover(lines.join("\n"))?.text ?? "";
    expect(shown).toContain("**100030**");
    expect(shown).toContain("28 more ranges are not shown.");
  });
});

describe("a network interface", () => {
  test("in sentences", () => {
    expect(
      hover(
        "net$00: name=eth0,bridge=vmbr0,tag=20,firewall=1,ip=192.0.2.5/24,gw=192.0.2.1,ip6=auto,hwaddr=BC:24:11:00:00:01,rate=5,mtu=9000,link_down=1",
      )?.text,
    ).toMatch(
      /^`eth0` hangs on the bridge `vmbr0` in VLAN 20, behind the firewall of Proxmox\. It gets `192\.0\.2\.5\/24` with the gateway `192\.0\.2\.1` and IPv6 by SLAAC\. Its MAC address is `BC:24:11:00:00:01`\. Its MTU is 9000\. It is limited to 5 MB\/s\. The link is down\.\n\n---/,
    );
    expect(hover("net$00: name=eth0,ip=manual")?.text).toMatch(/^`eth0` hangs on nothing\. Proxmox sets no address\./);
  });

  test("of a native config, from all its lines", () => {
    expect(
      hover("lxc.net.0.type = veth\nlxc.net.0.li$0nk = lxcbr0\nlxc.net.0.ipv4.address = 10.0.3.9/24\n", "lxc")?.text,
    ).toMatch(/^The interface hangs on the bridge `lxcbr0`\. It gets `10\.0\.3\.9\/24`\./);
    expect(hover("lxc.net.0.ty$0pe = none", "lxc")?.text).toMatch(
      /^The container uses the network of the host itself\./,
    );
  });
});

describe("a mount entry as the commands that do the same", () => {
  const commands = (entry: string) =>
    /```sh\n([\s\S]*?)\n```/.exec(hover(`lxc.mount.en$0try: ${entry}`)?.text ?? "")?.[1]?.split("\n");

  test("a bind mount", () => {
    expect(commands("/dev/fuse dev/fuse none bind,create=file 0 0")).toEqual([
      'mkdir -p "$ROOTFS"/dev',
      'touch "$ROOTFS"/dev/fuse',
      'mount --bind /dev/fuse "$ROOTFS"/dev/fuse',
    ]);
  });

  test("flags count on a bind mount only beside ro", () => {
    expect(commands("/srv srv none rbind,nosuid 0 0")).toEqual(['mount --rbind /srv "$ROOTFS"/srv']);
    expect(commands("/srv srv none bind,ro,nosuid,rslave 0 0")).toEqual([
      'mount --bind /srv "$ROOTFS"/srv',
      'mount -o remount,bind,ro,nosuid "$ROOTFS"/srv',
      'mount --make-rslave "$ROOTFS"/srv',
    ]);
  });

  test("a file system, and a path that needs quotes", () => {
    expect(commands("tmpfs tmp tmpfs rw,nodev,size=1G,create=dir 0 0")).toEqual([
      'mkdir -p "$ROOTFS"/tmp',
      'mount -t tmpfs -o rw,nodev,size=1G tmpfs "$ROOTFS"/tmp',
    ]);
    expect(commands("/srv/my\\040files srv/it's none bind")).toEqual([
      `mount --bind '/srv/my files' "$ROOTFS"/'srv/it'\\''s'`,
    ]);
  });

  test("an optional one, and one that mounts nothing", () => {
    expect(hover("lxc.mount.en$0try: /a b none bind,optional")?.text).toContain("the container starts without it");
    expect(commands("/dev/fuse")).toBeUndefined();
    expect(commands("/dev/fuse /dev/fuse none bind")).toBeUndefined();
  });
});

describe("the isolation", () => {
  const config = "features: nesting=1\nrootfs: local:vm-1\nmp0: /srv/a,mp=/a\ndev0: /dev/net/tun\n";

  test("at the setting that decides it", () => {
    const shown = hover(`${config}unpriv$0ileged: 1\n`);
    expect(shown?.on).toBe("unprivileged");
    expect(shown?.text).toContain("- Unprivileged: root in the container is user 100000 on the host");
    expect(shown?.text).toContain(
      "- Features: `nesting`\n- Devices of the host: `/dev/net/tun`\n- Paths of the host: `/srv/a`",
    );
  });

  test("at the top of the file, be it a comment or a key", () => {
    expect(hover(`# no$0te\n${config}`)?.text).toMatch(/^\*\*Isolation\*\*\n\n- Privileged/);
    expect(hover(config.replace("features", "feat$0ures"))?.text).toMatch(/^\*\*features\*\*[\s\S]*\*\*Isolation\*\*/);
    expect(hover("# no$0te\nlxc.rootfs.path = /srv\nlxc.apparmor.profile = unconfined\n", "lxc")?.text).toContain(
      "AppArmor is switched off",
    );
  });

  test("not where an included file may bring an ID map", () => {
    const native = "# no$0te\nlxc.rootfs.path = /srv\n";
    expect(hover(`${native}lxc.include = /usr/share/lxc/config/common.conf\n`, "lxc")).toBeDefined();
    expect(hover(`${native}lxc.include = /etc/lxc/own.conf\n`, "lxc")).toBeUndefined();
  });

  test("not for a piece of a config, and not in a snapshot", () => {
    expect(hover("# no$0te\nmemory: 512\n")).toBeUndefined();
    expect(hover(`${config}[first]\nunpriv$0ileged: 1\n`)?.text).not.toContain("Isolation");
  });
});
