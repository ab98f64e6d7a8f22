import { describe, expect, test } from "vitest";
import { documentLinksOf, fileAt } from "../../server/src/editor/documentLinks.js";
import { definitionAt, highlightsAt, referencesAt } from "../../server/src/editor/occurrences.js";
import { renameAt, renameableAt } from "../../server/src/editor/rename.js";
import { selectionRangesAt } from "../../server/src/editor/selectionRanges.js";
import { type Snapshot, snapshotOf } from "../../server/src/editor/snapshot.js";
import { workspaceSymbolsOf } from "../../server/src/editor/workspaceSymbols.js";
import type { Dialect } from "../../server/src/syntax/document.js";
import { applied, marked, open, spanOf } from "../editor.js";

/** The text with every place in brackets that is named as what stands at the cursor, and `def` behind its definition. */
function occurrences(text: string, dialect?: Dialect): string {
  const { snapshot, position } = open(text, dialect);
  const definition = definitionAt(snapshot, position);
  const start = definition && spanOf(snapshot, definition.range).start;
  const marks = highlightsAt(snapshot, position).map(({ range }) => spanOf(snapshot, range));
  return marked(
    snapshot,
    marks.map((mark) => ({ ...mark, note: mark.start === start ? "def" : "" })),
  );
}

describe("what belongs together", () => {
  test("a snapshot and every line that names it as its parent", () => {
    const shown = "parent: ⟦second⟧\n[first]\narch: amd64\n[⟦second⟧def]\nparent: first\n[third]\nparent: ⟦second⟧\n";
    for (const [parent, name] of [
      ["sec$0ond", "second"],
      ["second", "$0second"],
    ]) {
      const text = `parent: ${parent}\n[first]\narch: amd64\n[${name}]\nparent: first\n[third]\nparent: second\n`;
      expect(occurrences(text)).toBe(shown);
    }
  });

  test("a parent that is no snapshot has no definition", () => {
    expect(occurrences("parent: g$0one\n[first]\narch: amd64\n")).toBe("parent: ⟦gone⟧\n[first]\narch: amd64\n");
  });

  test("a volume, defined where the container mounts it now", () => {
    expect(
      occurrences(`
        unused0: nas:901/disk.raw
        mp0: nas:901/di$0sk.raw,mp=/data
        rootfs: local:vm-1
        [first]
        mp3: nas:901/disk.raw,mp=/old
      `),
    ).toBe(
      "unused0: ⟦nas:901/disk.raw⟧\nmp0: ⟦nas:901/disk.raw⟧def,mp=/data\nrootfs: local:vm-1\n[first]\nmp3: ⟦nas:901/disk.raw⟧,mp=/old\n",
    );
  });

  test("the lines of an interface in one section", () => {
    expect(
      occurrences(`
        net1: name=eth1
        net10: name=eth10
        lxc.net.1.mtu: 9000
        lxc.net.$01.flags: up
        [first]
        net1: name=eth1
      `),
    ).toBe(
      "⟦net1⟧def: name=eth1\nnet10: name=eth10\n⟦lxc.net.1⟧.mtu: 9000\n⟦lxc.net.1⟧.flags: up\n[first]\nnet1: name=eth1\n",
    );
    expect(occurrences("lxc.net.0.type = veth\nlxc.net.0.l$0ink = br0\nlxc.net.1.type = veth\n", "lxc")).toBe(
      "⟦lxc.net.0⟧def.type = veth\n⟦lxc.net.0⟧.link = br0\nlxc.net.1.type = veth\n",
    );
  });

  test("the references leave out the definition when it is not wanted", () => {
    const { snapshot, position } = open("parent: a$0b\n[ab]\narch: amd64\n");
    expect(referencesAt(snapshot, position, true)).toHaveLength(2);
    expect(referencesAt(snapshot, position, false).map(({ range }) => range.start.line)).toEqual([0]);
  });

  test("nothing elsewhere", () => {
    for (const text of [
      "mem$0ory: 512",
      "# par$0ent: a",
      "lxc.net.x.t$0ype: veth",
      "[pve:pen$0ding]",
      "netw$0: 1",
      "",
    ]) {
      expect(occurrences(text)).not.toContain("⟦");
    }
  });
});

describe("renaming a snapshot", () => {
  const config = "parent: before\n[$0before]\nsnaptime: 1\n[later]\nparent: before\n";

  function renamed(text: string, name: string): string {
    const { snapshot, position } = open(text);
    const renaming = renameAt(snapshot, position, name, false);
    if ("refusal" in renaming) return renaming.refusal;
    return applied(snapshot, Object.values(renaming.edit.changes ?? {}).flat());
  }

  test("changes its header and every parent", () => {
    expect(renamed(config, "after")).toBe("parent: after\n[after]\nsnaptime: 1\n[later]\nparent: after\n");
  });

  test("begins with the name as it stands", () => {
    const { snapshot, position } = open("parent: be$0fore\n[before]\n");
    expect(renameableAt(snapshot, position)).toEqual({
      range: { start: { line: 0, character: 8 }, end: { line: 0, character: 14 } },
      placeholder: "before",
    });
    const elsewhere = open("memory: 5$012\n[before]\n");
    expect(renameableAt(elsewhere.snapshot, elsewhere.position)).toBeUndefined();
  });

  test.each([
    ["1st", /begins with a letter/],
    ["x", /begins with a letter/],
    ["with space", /begins with a letter/],
    ["umläut", /begins with a letter/],
    ["a".repeat(41), /at most 40/],
    ["current", /for itself/],
    ["vzdump", /for itself/],
    ["later", /already/],
  ])("refuses %s", (name, refusal) => {
    expect(renamed(config, name)).toMatch(refusal);
  });

  test("refuses what is no snapshot of the file", () => {
    expect(renamed("parent: g$0one\n[first]\n", "other")).toMatch(/Only the name of a snapshot/);
    expect(renamed("mem$0ory: 512\n", "other")).toMatch(/Only the name of a snapshot/);
  });

  test("asks first where the client can, as storages keep the old name", () => {
    const { snapshot, position } = open(config);
    const renaming = renameAt(snapshot, position, "after", true);
    const annotations = "edit" in renaming ? Object.values(renaming.edit.changeAnnotations ?? {}) : [];
    expect(annotations).toEqual([expect.objectContaining({ needsConfirmation: true })]);
    expect(annotations[0]?.description).toContain("Storages keep its data as before");
  });
});

describe("links", () => {
  function links(
    text: string,
    uri = "file:///etc/pve/lxc/902.conf",
  ): readonly (readonly [string, string | undefined])[] {
    const snapshot = snapshotOf(uri, 1, text, "proxmox");
    return documentLinksOf(snapshot).map(({ range, target }) => {
      const { start, end } = spanOf(snapshot, range);
      return [text.slice(start, end), target];
    });
  }

  test("lead to the files of the host", () => {
    expect(
      links(
        [
          "lxc.include: /usr/share/lxc/config/common.conf",
          'lxc.mount.fstab: "/var/lib/lxc/902/my fstab"',
          "lxc.seccomp.profile: /etc/lxc/a#b.seccomp",
          "lxc.hook.pre-start: /usr/local/bin/hook --all 1",
        ].join("\n"),
      ),
    ).toEqual([
      ["/usr/share/lxc/config/common.conf", "file:///usr/share/lxc/config/common.conf"],
      ["/var/lib/lxc/902/my fstab", "file:///var/lib/lxc/902/my%20fstab"],
      ["/etc/lxc/a#b.seccomp", "file:///etc/lxc/a%23b.seccomp"],
      ["/usr/local/bin/hook", "file:///usr/local/bin/hook"],
    ]);
  });

  test("there are none for what cannot be opened: relative paths, directories, no files, no paths", () => {
    const lines = ["lxc.include: common.conf", "lxc.include: /etc/lxc/conf.d", "lxc.include: /etc/lxc/"];
    expect(
      links([...lines, "lxc.hook.version: 1", "hookscript: local:snippets/a.pl", "lxc.include:"].join("\n")),
    ).toEqual([]);
    expect(links("lxc.include: /a\ud800b\nlxc.include: /a\0b")).toEqual([]);
  });

  test("there are none where the config is a copy from another machine", () => {
    const text = "lxc.include: /usr/share/lxc/config/common.conf";
    expect(links(text, "file:///c%3A/work/lxc/902.conf")).toEqual([]);
    expect(links(text, "file:///home/me/cluster/902.conf")).toEqual([]);
    expect(links(text, "vscode-vfs://github/me/cluster/etc/pve/lxc/902.conf")).toEqual([]);
    expect(links(text, "file:///root/.config/lxc/default.conf")).toHaveLength(1);
  });

  test("go to definition opens the file too", () => {
    const { snapshot, position } = open("lxc.include: /usr/share/lxc/con$0fig/common.conf");
    expect(fileAt(snapshot, position)?.uri).toBe("file:///usr/share/lxc/config/common.conf");
    const onKey = open("lxc.inc$0lude: /usr/share/lxc/config/common.conf");
    expect(fileAt(onKey.snapshot, onKey.position)).toBeUndefined();
  });
});

describe("expanding the selection", () => {
  function steps(text: string, dialect?: Dialect): readonly string[] {
    const { snapshot, position } = open(text, dialect);
    return selectionSteps(snapshot, position);
  }

  function selectionSteps(snapshot: Snapshot, position: { line: number; character: number }): readonly string[] {
    const shown: string[] = [];
    for (let [step] = selectionRangesAt(snapshot, [position]); step; step = step.parent as typeof step) {
      const { start, end } = spanOf(snapshot, step.range);
      shown.push(snapshot.document.text.slice(start, end));
    }
    return shown;
  }

  test("goes from the word to the property, the value, the line, the section, the file", () => {
    expect(steps("arch: amd64\n[first]\nnet0: name=eth0,bridge=vm$0br0\nmemory: 512\n")).toEqual([
      "vmbr0",
      "bridge=vmbr0",
      "name=eth0,bridge=vmbr0",
      "net0: name=eth0,bridge=vmbr0",
      "[first]\nnet0: name=eth0,bridge=vmbr0\nmemory: 512",
      "arch: amd64\n[first]\nnet0: name=eth0,bridge=vmbr0\nmemory: 512\n",
    ]);
  });

  test("takes the options of a mount entry for words, and quotes for the value's own", () => {
    expect(steps('lxc.mount.entry = "/a b none bind,o$0ptional 0 0"', "lxc")).toEqual([
      "optional",
      "bind,optional",
      "/a b none bind,optional 0 0",
      '"/a b none bind,optional 0 0"',
      'lxc.mount.entry = "/a b none bind,optional 0 0"',
    ]);
  });

  test("works on a key, a comment, a blank line and an empty file", () => {
    expect(steps("mem$0ory: 512")).toEqual(["memory", "memory: 512"]);
    expect(steps("# no$0te\narch: amd64\n\n")).toEqual([
      "note",
      " note",
      "# note",
      "# note\narch: amd64",
      "# note\narch: amd64\n\n",
    ]);
    expect(steps("arch: amd64\n$0\nmemory: 1\n")).toEqual([
      "",
      "arch: amd64\n\nmemory: 1",
      "arch: amd64\n\nmemory: 1\n",
    ]);
    expect(steps("")).toEqual([""]);
  });
});

describe("containers of the workspace", () => {
  const snapshots = [
    snapshotOf("file:///etc/pve/lxc/101.conf", 1, "arch: amd64\nhostname: media\ntags: nas;docker\n", "proxmox"),
    snapshotOf("file:///etc/pve/lxc/902.conf", 1, "hostname: builder\n", "proxmox"),
    snapshotOf("file:///var/lib/lxc/my%20box/config", 1, "lxc.uts.name = box\n", "lxc"),
    snapshotOf("untitled:Untitled-1", 1, "", "proxmox"),
  ];
  const names = (query: string) => workspaceSymbolsOf(snapshots, query).map(({ name }) => name);

  test("are found by number, host name and tag", () => {
    expect(names("")).toEqual(["101 media #nas #docker", "902 builder", "my box box"]);
    expect(names("902")).toEqual(["902 builder"]);
    expect(names("MDA")).toEqual(["101 media #nas #docker"]);
    expect(names("docker")).toEqual(["101 media #nas #docker"]);
    expect(names("zzz")).toEqual([]);
  });

  test("lead to the line with the host name", () => {
    expect(workspaceSymbolsOf(snapshots, "media")[0]?.location).toMatchObject({
      uri: "file:///etc/pve/lxc/101.conf",
      range: { start: { line: 1, character: 0 } },
    });
  });
});
