import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { targetOf } from "../../server/src/container/target.js";
import { recipes } from "../../server/src/recipes/recipes.js";
import { check as findingsOf } from "../../server/src/rules/check.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { applyEdits } from "../../server/src/syntax/edit.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";

const unprivileged = dedent(`
  arch: amd64
  cores: 2
  hostname: media
  memory: 2048
  net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp,type=veth
  ostype: debian
  rootfs: local-lvm:vm-105-disk-0,size=8G
  swap: 512
  unprivileged: 1
`);
const privileged = unprivileged.replace("unprivileged: 1\n", "");
const snapshot = `\n[before]\n${unprivileged}snaptime: 1760000000\n`;
const native = dedent(`
  lxc.uts.name = demo
  lxc.rootfs.path = dir:/var/lib/lxc/demo/rootfs
  lxc.include = /usr/share/lxc/config/common.conf
`);

const answers: Readonly<Record<string, string>> = {
  "usb-serial": "/dev/serial/by-id/usb-Zigbee_3.0_0001-if00-port0",
  "bind-mount": "/srv/films",
  "network-share": "/mnt/nas",
};

interface Options {
  readonly remove?: boolean;
  readonly target?: string;
  readonly dialect?: Dialect;
}

/** The text when a recipe has been applied, or taken away. */
function applied(id: string, text: string, { remove = false, target, dialect = "proxmox" }: Options = {}): string {
  const container = containerOf(parse(text, dialect), target === undefined ? undefined : targetOf(target));
  const recipe = recipes.find((each) => each.id === id);
  if (!recipe?.fits(container)) return text;
  const edits = remove ? recipe.removal(container) : recipe.edits(container, answers[id] ?? "");
  return applyEdits(text, edits);
}

/** The lines that a recipe adds, and that it takes away again. */
function check(id: string, before: string, lines: readonly string[], options: Options = {}) {
  const after = applied(id, before, options);
  const old = new Set(before.split("\n"));
  expect(after.split("\n").filter((line) => !old.has(line))).toEqual(lines);
  expect(applied(id, after, options), "applied twice").toBe(after);
}

describe("each recipe writes the least that works", () => {
  test("Docker needs the key ring in an unprivileged container only", () => {
    check("docker", unprivileged, ["features: keyctl=1,nesting=1"]);
    check("docker", privileged, ["features: nesting=1"]);
    check("docker", unprivileged.replace("hostname", "features: fuse=1\nhostname"), [
      "features: fuse=1,keyctl=1,nesting=1",
    ]);
  });

  test("/dev/net/tun is a devN, where Proxmox has it", () => {
    check("tun", unprivileged, ["dev0: /dev/net/tun,mode=0666"]);
    check(
      "tun",
      privileged,
      [
        "lxc.cgroup2.devices.allow: c 10:200 rwm",
        "lxc.mount.entry: /dev/net/tun dev/net/tun none bind,optional,create=file 0 0",
      ],
      { target: "8.0" },
    );
    check(
      "tun",
      native,
      [
        "lxc.cgroup2.devices.allow = c 10:200 rwm",
        "lxc.mount.entry = /dev/net/tun dev/net/tun none bind,optional,create=file 0 0",
      ],
      { dialect: "lxc" },
    );
  });

  test("the free numbers are taken, whatever stands between", () => {
    check("nvidia", unprivileged.replace("hostname", "dev1: /dev/fuse\nhostname"), [
      "dev0: /dev/nvidia0,mode=0666",
      "dev2: /dev/nvidiactl,mode=0666",
      "dev3: /dev/nvidia-modeset,mode=0666",
      "dev4: /dev/nvidia-uvm,mode=0666",
      "dev5: /dev/nvidia-uvm-tools,mode=0666",
    ]);
  });

  test("the others", () => {
    check("render", unprivileged, ["dev0: /dev/dri/renderD128"]);
    check(
      "kvm",
      unprivileged.replace("debian", "alpine"),
      ["ostype: alpine", "dev0: /dev/kvm,gid=34"].slice(1).concat([]),
    );
    check("coral-pcie", unprivileged, ["dev0: /dev/apex_0"]);
    check("coral-usb", unprivileged, ["lxc.mount.entry: /dev/bus/usb dev/bus/usb none bind,optional,create=dir 0 0"]);
    check("usb-serial", unprivileged, ["dev0: /dev/serial/by-id/usb-Zigbee_3.0_0001-if00-port0,gid=20"]);
    check("fuse", unprivileged, ["features: fuse=1"]);
  });

  test("a folder of the host has the right ID map on 9.2 and says what to do before", () => {
    check("bind-mount", unprivileged, ["mp0: /srv/films,mp=/mnt/films,idmap=u:1000:1000:1;g:1000:1000:1"]);
    check("bind-mount", unprivileged, ["mp0: /srv/films,mp=/mnt/films"], { target: "8.4" });
    check("bind-mount", native, ["lxc.mount.entry = /srv/films mnt/films none bind,create=dir 0 0"], {
      dialect: "lxc",
    });
    check("network-share", privileged, ["mp0: /mnt/nas,mp=/mnt/nas"]);
  });

  test("FUSE can be taken out of the features again", () => {
    const list = (features: string) => unprivileged.replace("hostname", `${features}hostname`);
    for (const [before, after] of [
      ["features: fuse=1,nesting=1\n", "features: nesting=1\n"],
      ["features: fuse=1\n", ""],
      ["features: keyctl=1,fuse=1\n", "features: keyctl=1\n"],
      ["features: nesting=1\n", "features: nesting=1\n"],
    ] as const) {
      expect(applied("fuse", list(before), { remove: true })).toBe(list(after));
    }
  });

  test("an empty file becomes the config of a new container, and no other does", () => {
    const text = applied("template", "\n");
    expect(text).toContain("unprivileged: 1\n");
    expect(applied("template", unprivileged)).toBe(unprivileged);
  });
});

describe.each(recipes.map(({ id }) => id))("%s", (id) => {
  const cases = [
    ["unprivileged", id === "template" ? "" : unprivileged, {}],
    ["privileged", id === "template" ? "" : privileged, {}],
    ["with a snapshot", id === "template" ? "" : unprivileged + snapshot, {}],
    ["on 8.4", id === "template" ? "" : unprivileged, { target: "8.4" }],
    ["native", native, { dialect: "lxc" }],
  ] as const satisfies readonly (readonly [string, string, Options])[];

  test.each(cases)("%s: leads to no finding at warning or above", (_, before, options: Options) => {
    const dialect = options.dialect ?? "proxmox";
    const after = applied(id, before, options);
    const target = options.target === undefined ? undefined : targetOf(options.target);
    const bad = (text: string) =>
      findingsOf(containerOf(parse(text, dialect), target)).filter(
        ({ severity }) => severity === "error" || severity === "warning",
      );
    const known = new Set(bad(before).map(({ rule }) => rule));
    expect(bad(after).filter(({ rule }) => !known.has(rule))).toEqual([]);
    // Sections stay as they are.
    expect(after.endsWith(snapshot)).toBe(before.endsWith(snapshot));
  });

  test.each(cases)("%s: can be removed where it says so", (_, before, options: Options) => {
    const after = applied(id, before, options);
    const removed = applied(id, after, { ...options, remove: true });
    if (removed !== after) expect(removed).toBe(before);
  });
});
