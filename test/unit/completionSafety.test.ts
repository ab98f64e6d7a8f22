import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lxcKeys } from "../../server/src/knowledge/lxcKeys.js";
import { proxmoxKeys } from "../../server/src/knowledge/proxmoxKeys.js";
import { proxmoxReleases } from "../../server/src/knowledge/releases.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { itemsAt, objectionsAt, snapshotOfWritten } from "../completion.js";

const settings = `arch: amd64
hostname: web
memory: 512
net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=192.0.2.5/24,gw=192.0.2.1,type=veth
ostype: debian
rootfs: local-lvm:vm-101-disk-0,size=8G
`;
const privileged = settings;
const unprivileged = `${settings}unprivileged: 1\n`;
const native = `lxc.include = /usr/share/lxc/config/common.conf
lxc.rootfs.path = dir:/var/lib/lxc/web/rootfs
lxc.uts.name = web
`;
const nativeWithIds = `${native}lxc.net.0.type = veth
lxc.net.0.link = lxcbr0
lxc.net.0.flags = up
lxc.include = /usr/share/lxc/config/userns.conf
lxc.idmap = u 0 100000 65536
lxc.idmap = g 0 100000 65536
`;

/** An interface of raw lines is finished by the next line, which names its bridge, and one of Proxmox by the next property. */
const unfinished = /^(?:network-link-missing: .*|(?:expansion-refused|network-hwaddr-missing): name)$/;

/** What the items at the end of a line behind a config object to. */
function objectionsBehind(config: string, line: string, dialect: Dialect, target?: string): readonly string[] {
  const begun = config + line;
  const written = { text: `${begun}\n`, dialect, ...(target === undefined ? {} : { target }) };
  return objectionsAt(written, begun.length).filter((objection) => !unfinished.test(objection));
}

/** Lines that end where something is to be written. */
const begunLines = `features: 
features: nesting=1,
features: mount=
features: fuse=
net1: 
net1: hwaddr=BC:24:11:00:00:07,name=eth1,bridge=vmbr1,
net1: hwaddr=BC:24:11:00:00:07,name=eth1,bridge=
net1: hwaddr=BC:24:11:00:00:07,name=eth1,bridge=vmbr1,ip=
net1: hwaddr=BC:24:11:00:00:07,name=eth1,bridge=vmbr1,ip=198.51.100.4/24,
net1: hwaddr=BC:24:11:00:00:07,name=eth1,bridge=vmbr1,ip6=
net1: hwaddr=BC:24:11:00:00:07,name=eth1,bridge=vmbr1,mtu=
net1: hwaddr=BC:24:11:00:00:07,bridge=vmbr1,name=
net1: bridge=vmbr1,name=eth1,hwaddr=
mp0: 
mp0: /srv/media,
mp0: /srv/media,mp=
mp0: local-lvm:vm-101-disk-1,mp=/srv/a,
mp0: local-lvm:vm-101-disk-1,mp=/srv/a,size=
mp0: /srv/media,mp=/srv/a,mountoptions=
mp0: /srv/media,mp=/srv/a,idmap=
dev0: 
dev0: /dev/dri/renderD128,
dev0: /dev/ttyUSB0,gid=
dev0: /dev/ttyUSB0,mode=
startup: 
startup: order=1,
startup: order=
lxc.mount.entry: 
lxc.mount.entry: /dev/fuse 
lxc.mount.entry: /dev/fuse dev/fuse none 
lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file,
lxc.mount.entry: tmpfs 
lxc.mount.entry: tmpfs mnt/ram 
lxc.mount.entry: tmpfs mnt/ram tmpfs create=dir,
lxc.mount.entry: /srv/a srv/a none bind,create=dir,ro,
lxc.cap.drop: sys_time 
lxc.mount.auto: proc:mixed 
lxc.idmap: 
lxc.idmap: u 0 100000 65536
`.split("\n");

/** Every key with a separator and nothing behind it. */
const plainLines = Object.entries(proxmoxKeys).map(([name, { indexes }]) => `${name}${indexes ? "7" : ""}: `);
const rawLines = Object.entries(lxcKeys).flatMap(([name, { kind, refused }]) =>
  kind === "clear" || refused || name.endsWith("*") ? [] : `${name.replace(".N", ".0")}: `,
);

describe("no item brings a finding at warning or above", () => {
  const configs = { privileged, unprivileged };

  test.each(Object.entries(configs))("behind any key of a Proxmox config that is %s", (_name, config) => {
    const lines = [...begunLines, ...plainLines, ...rawLines];
    const objections = lines.flatMap((line) => objectionsBehind(config, line, "proxmox").map((each) => line + each));
    expect(objections).toEqual([]);
  });

  test.each(Object.entries({ native, nativeWithIds }))("behind any key of a config that is %s", (_name, config) => {
    const lines = [...begunLines, ...rawLines].filter((line) => line.startsWith("lxc."));
    const objections = lines.flatMap((line) => {
      return objectionsBehind(config, line.replace(/: /, " = "), "lxc").map((each) => line + each);
    });
    expect(objections).toEqual([]);
  });

  test.each(proxmoxReleases)("with the keys of Proxmox VE %s", (release) => {
    for (const config of Object.values(configs)) expect(objectionsBehind(config, "", "proxmox", release)).toEqual([]);
  });

  test.each(["5.0.2", "6.0.4", "6.0.6", "7.0.0"])("with the keys of liblxc %s", (version) => {
    for (const config of [native, nativeWithIds]) expect(objectionsBehind(config, "", "lxc", version)).toEqual([]);
  });

  test("with the keys of a snapshot and of the pending changes", () => {
    const snapshot = "[before]\narch: amd64\nhostname: web\n";
    expect(objectionsBehind(`${unprivileged}${snapshot}`, "", "proxmox")).toEqual([]);
    expect(objectionsBehind(`${unprivileged}${snapshot}snaptime: 1700000000\n`, "", "proxmox")).toEqual([]);
    expect(objectionsBehind(`${unprivileged}[pve:pending]\n`, "", "proxmox")).toEqual([]);
  });

  test("at any line of a config that others have begun", { timeout: 60_000 }, () => {
    const others = fc.subarray(
      [
        "features: nesting=1,fuse=1\n",
        "dev0: /dev/dri/renderD128,gid=44\n",
        "mp0: /srv/media,mp=/srv/media\n",
        "lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file\n",
        "lxc.cgroup2.devices.allow: c 10:200 rwm\n",
        "lxc.cap.drop: sys_nice\n",
        "lxc.apparmor.profile: lxc-container-default-cgns\n",
        "onboot: 1\n",
        "swap: 512\n",
      ],
      { maxLength: 4 },
    );
    const config = fc.constantFrom(privileged, unprivileged);
    fc.assert(
      fc.property(others, config, fc.constantFrom("", ...begunLines), fc.nat(), (lines, start, line, seed) => {
        const at = seed % (lines.length + 1);
        const before = start + lines.slice(0, at).join("");
        const written = { text: `${before}${line}\n${lines.slice(at).join("")}`, dialect: "proxmox" } as const;
        const objections = objectionsAt(written, before.length + line.length);
        expect(objections.filter((each) => !unfinished.test(each))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  [
    "interfaces in as many networks",
    (at: number) => `net${at}: name=e${at},bridge=b${at},ip=10.${at >> 8}.${at & 255}.5/24`,
  ],
  ["mount points of as many directories", (at: number) => `mp${at}: /srv/${at},mp=/srv/${at}`],
  ["ranges of both kinds", (at: number) => `lxc.idmap: ${at % 2 ? "u" : "g"} ${at} ${at} 1`],
  ["snapshots, each from the one before", (at: number) => `[s${at}]\nparent: s${at - 1}`],
  ["capabilities and devices", (at: number) => `lxc.cap.drop: c${at}\nlxc.cgroup2.devices.allow: c ${at}:0 rwm`],
])("20,000 %s", { timeout: 60_000 }, (_name, lineAt) => {
  const many = Array.from({ length: 20_000 }, (_, at) => lineAt(at)).join("\n");
  for (const line of [
    "",
    "net1: name=eth1,ip=",
    "mp1: ",
    "lxc.idmap: ",
    "parent: ",
    "lxc.cap.drop: ",
    ...rawLines.slice(0, 3),
  ]) {
    const snapshot = snapshotOfWritten({ text: `unprivileged: 1\n${line}\n${many}\n`, dialect: "proxmox" });
    const start = performance.now();
    itemsAt(snapshot, "unprivileged: 1\n".length + line.length);
    // A quadratic step takes longer by far.
    expect(performance.now() - start, line).toBeLessThan(1000);
  }
});
