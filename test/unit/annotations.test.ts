import { describe, expect, test } from "vitest";
import { codeLensesOf } from "../../server/src/editor/codeLenses.js";
import { inlayHintsOf } from "../../server/src/editor/inlayHints.js";
import { semanticTokensLegend, semanticTokensOf } from "../../server/src/editor/semanticTokens.js";
import { type Dialect, offsetOf, positionOf } from "../../server/src/syntax/document.js";
import { marked, open } from "../editor.js";

describe("hints in the text", () => {
  const all = { devices: true, idMaps: true, sizes: true };

  /** The text with each hint in brackets where it is shown. */
  function hinted(text: string, settings = all, dialect?: Dialect): string {
    const { snapshot } = open(text, dialect);
    const { document } = snapshot;
    const end = positionOf(document, document.text.length);
    const hints = inlayHintsOf(snapshot, { start: { line: 0, character: 0 }, end }, settings);
    return hints.toReversed().reduce((shown, { position, label }) => {
      const offset = offsetOf(document, position);
      return `${shown.slice(0, offset)} ⟦${String(label)}⟧${shown.slice(offset)}`;
    }, document.text);
  }

  test("the device behind its numbers", () => {
    expect(hinted("lxc.cgroup2.devices.allow: c 10:229 rwm")).toBe(
      "lxc.cgroup2.devices.allow: c 10:229 ⟦/dev/fuse⟧ rwm",
    );
    expect(hinted("lxc.cgroup2.devices.deny = c 226:* rwm", all, "lxc")).toContain("226:* ⟦/dev/dri⟧");
    expect(hinted("lxc.cgroup2.devices.allow: c 511:0 rwm")).toContain("⟦usually /dev/nvidia-uvm⟧");
    for (const text of ["c 1:99 rwm", "a", "c *:* m", "c 10:x rwm", "/dev/fuse rwm", ""]) {
      expect(hinted(`lxc.cgroup2.devices.allow: ${text}`)).not.toContain("⟦");
    }
  });

  test("the ids of the host", () => {
    expect(hinted("lxc.idmap: u 0 100000 1000")).toBe(
      "lxc.idmap: u 0 100000 1000 ⟦users 0–999 are 100000–100999 on the host⟧",
    );
    expect(hinted("lxc.idmap = g 44 44 1", all, "lxc")).toContain("⟦group 44 is 44 on the host⟧");
    expect(hinted("lxc.idmap: u 0 100000")).not.toContain("⟦");
  });

  test("larger sizes in the unit that reads best", () => {
    expect(hinted("memory: 8192\nswap: 1500\n")).toBe("memory: 8192 ⟦8 GiB⟧\nswap: 1500 ⟦about 1.46 GiB⟧\n");
    expect(hinted("rootfs: local:vm-1,size=8192M")).toBe("rootfs: local:vm-1,size=8192M ⟦8 GiB⟧");
    expect(hinted("mp0: local:vm-1,mp=/a,size=2048G,backup=1")).toContain("size=2048G ⟦2 TiB⟧,");
    expect(hinted("lxc.cgroup2.memory.max = 1073741824", all, "lxc")).toContain("⟦1 GiB⟧");
    for (const text of [
      "memory: 512",
      "memory: 1G",
      "rootfs: local:vm-1,size=8G",
      "rootfs: local:vm-1,size=8GiB",
      "rootfs: local:vm-1,size=10000G",
      "mp0: local:vm-1,mp=/a,size=x",
      "lxc.cgroup2.pids.max: 4096",
    ]) {
      expect(hinted(text), text).not.toContain("⟦");
    }
  });

  test("each kind can be switched off", () => {
    const text = "memory: 8192\nlxc.idmap: u 0 100000 65536\nlxc.cgroup2.devices.allow: c 10:229 rwm\n";
    expect(hinted(text, { ...all, sizes: false })).not.toContain("GiB");
    expect(hinted(text, { ...all, idMaps: false })).not.toContain("on the host");
    expect(hinted(text, { ...all, devices: false })).not.toContain("/dev/fuse");
    expect(hinted(text, { devices: false, idMaps: false, sizes: false })).toBe(text);
  });

  test("only the lines of the range are looked at", () => {
    const { snapshot } = open("memory: 2048\nswap: 2048\nmemory: 4096\n");
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } };
    expect(inlayHintsOf(snapshot, range, all).map(({ position }) => position.line)).toEqual([1]);
  });
});

describe("semantic tokens", () => {
  /** The text with each token in brackets and its type behind it. */
  function tokens(text: string, dialect?: Dialect): string {
    const { snapshot } = open(text, dialect);
    const { data } = semanticTokensOf(snapshot);
    const marks: { start: number; end: number; note: string }[] = [];
    let line = 0;
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(at, at + 4);
      line += lines;
      character = lines === 0 ? character + characters : characters;
      const start = offsetOf(snapshot.document, { line, character });
      marks.push({ start, end: start + length, note: semanticTokensLegend.tokenTypes[type] ?? "" });
    }
    return marked(snapshot, marks);
  }

  test("properties, known and unknown, and the storage of a volume", () => {
    expect(tokens("rootfs: local-lvm:vm-1,size=8G,colour=red")).toBe(
      "rootfs: ⟦local-lvm⟧namespace:vm-1,⟦size⟧property=8G,⟦colour⟧unknownKey=red",
    );
    expect(tokens("mp0: /srv/a:b,mp=/data")).toBe("mp0: /srv/a:b,⟦mp⟧property=/data");
  });

  test("keys that nobody knows", () => {
    expect(tokens("memroy: 512\nconstructor: 1\n")).toBe("⟦memroy⟧unknownKey: 512\n⟦constructor⟧unknownKey: 1\n");
    expect(tokens("lxc.nonsense = 1\nlxc.arch = amd64\n", "lxc")).toBe(
      "⟦lxc.nonsense⟧unknownKey = 1\nlxc.arch = amd64\n",
    );
  });

  test("the numbers of a device", () => {
    expect(tokens("lxc.cgroup2.devices.allow: c 10:229 rwm")).toBe("lxc.cgroup2.devices.allow: c ⟦10:229⟧number rwm");
  });

  test("lines that do nothing now: of snapshots, overridden, cleared, dropped", () => {
    expect(tokens("memory: 1\nmemory: 2\n[first]\n# note\nmemory: 3\r\n")).toBe(
      "⟦memory: 1⟧ineffective\nmemory: 2\n[first]\n# note\n⟦memory: 3⟧ineffective\r\n",
    );
    expect(tokens("lxc.cap.drop = sys_time\nlxc.cap.drop =\nhello = 1\n", "lxc")).toBe(
      "⟦lxc.cap.drop = sys_time⟧ineffective\nlxc.cap.drop =\n⟦hello = 1⟧ineffective\n",
    );
    expect(tokens(" swap: 1\n[pve:pending]\nmemory: 1\n")).toBe("⟦ swap: 1⟧ineffective\n[pve:pending]\nmemory: 1\n");
  });
});

describe("code lenses", () => {
  const titles = (text: string, dialect?: Dialect) =>
    codeLensesOf(open(text, dialect).snapshot, false).map(({ range, command }) => [range.start.line, command?.title]);

  test("the isolation at the top, the pending changes at their header", () => {
    expect(
      titles(`
        # note
        rootfs: local:vm-1
        features: nesting=1,fuse=1,keyctl=0
        unprivileged: 1
        dev0: /dev/net/tun
        mp0: /srv/media,mp=/media
        lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
        [pve:pending]
        # note
        memory: 1024
        delete: swap, cores
      `),
    ).toEqual([
      [0, "unprivileged · nesting, fuse · 2 devices · 1 host path"],
      [7, "3 pending changes"],
    ]);
  });

  test("what gives the isolation up", () => {
    expect(
      titles("rootfs: a:1\nlxc.apparmor.profile: unconfined\nlxc.cgroup2.devices.allow: a\nlxc.cap.drop:\n"),
    ).toEqual([[0, "privileged · all devices · no AppArmor · all capabilities"]]);
    expect(titles("rootfs: a:1\n[pve:pending]\nmemory: 1\n")[1]).toEqual([1, "1 pending change"]);
  });

  test("the command is there when the client has it", () => {
    const { snapshot } = open("rootfs: a:1\n");
    expect(codeLensesOf(snapshot, false)[0]?.command?.command).toBe("");
    expect(codeLensesOf(snapshot, true)[0]?.command?.command).toBe("lxcConfig.showGeneratedConfig");
  });

  test("none for native configs and for pieces of a config", () => {
    expect(titles("lxc.rootfs.path = /srv\n", "lxc")).toEqual([]);
    expect(titles("arch: amd64\n")).toEqual([]);
  });
});
