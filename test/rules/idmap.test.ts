import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { containerId, hostId, type IdSpan, idMapOf, ofKind, writtenRanges } from "../../server/src/container/idMap.js";
import { completedMap, holesIn, isValid } from "../../server/src/container/idMapRepair.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check, findingsIn } from "../check.js";

const anew = "Compute the ranges of the user IDs anew";

/** All findings of the rules about ID maps, as rule and severity. */
function found(text: string, target?: string): readonly string[] {
  const { findings } = silently(text, target);
  return findings.filter(({ rule }) => rule.startsWith("idmap-")).map(({ rule, severity }) => `${rule} ${severity}`);
}

function silently(text: string, release?: string) {
  const container = containerOf(parse(text, "proxmox"));
  const target = release === undefined ? undefined : { ...container.target, proxmox: release as "9.1" };
  return { findings: findingsIn(parse(text, "proxmox"), undefined, target) };
}

function mapOf(text: string) {
  return idMapOf(containerOf(parse(text, "proxmox")));
}

describe("the ID map of a container", () => {
  test("is Proxmox' own unless lines say otherwise", () => {
    const map = mapOf("unprivileged: 1\n");
    expect(hostId(map?.u ?? [], 0)).toBe(100_000);
    expect(hostId(map?.g ?? [], 65_535)).toBe(165_535);
    expect(hostId(map?.u ?? [], 65_536)).toBeUndefined();
    expect(mapOf("unprivileged: 0\n")).toBeUndefined();
  });

  test("is looked up in both directions", () => {
    const map = mapOf("lxc.idmap: u 1000 1000 1\nlxc.idmap: u 0 100000 1000\nlxc.idmap: u 1001 101001 64535\n");
    expect(map?.u.map(({ inside }) => inside)).toEqual([0, 1000, 1001]);
    expect(map?.g).toEqual([]);
    expect(hostId(map?.u ?? [], 1000)).toBe(1000);
    expect(hostId(map?.u ?? [], 1001)).toBe(101_001);
    expect(containerId(map?.u ?? [], 1000)).toBe(1000);
    expect(containerId(map?.u ?? [], 101_000)).toBeUndefined();
    expect(map?.u[1]?.entry?.value.text).toBe("u 1000 1000 1");
  });
});

describe("a computed map", () => {
  const id = fc.integer({ min: 1, max: 65_000 });
  const handed = fc.uniqueArray(
    fc.record({ inside: id, outside: fc.integer({ min: 1, max: 65_000 }), count: fc.integer({ min: 1, max: 60 }) }),
    {
      maxLength: 6,
    },
  );

  /** Ranges that contradict each other have no map. */
  const agree = (ranges: readonly IdSpan[]) =>
    isValid(ranges) && ranges.every(({ inside, count }) => inside + count <= 65_536);

  test("is whole, and hands through what it is to hand through", () => {
    fc.assert(
      fc.property(handed.filter(agree), fc.boolean(), (ranges, withWhole) => {
        const map =
          completedMap(withWhole ? [{ inside: 0, outside: 100_000, count: 65_536 }, ...ranges] : ranges) ?? [];
        expect(isValid(map)).toBe(true);
        expect(holesIn(map, 65_536)).toEqual([]);
        expect(map.reduce((sum, { count }) => sum + count, 0)).toBe(65_536);
        for (const range of ranges) {
          expect(hostId(map, range.inside)).toBe(range.outside);
          expect(hostId(map, range.inside + range.count - 1)).toBe(range.outside + range.count - 1);
        }
        const isHanded = (each: number) => ranges.some(({ inside, count }) => each >= inside && each < inside + count);
        for (const each of [0, 500, 33_333, 65_535]) {
          if (!isHanded(each)) expect(hostId(map, each)).toBe(100_000 + each);
        }
        // What is computed once needs no further repair.
        expect(completedMap(map)).toEqual(map);
      }),
    );
  });

  test("never has an ID twice, whatever the ranges are", () => {
    const any = fc.record({
      inside: fc.integer({ min: 0, max: 2 ** 17 }),
      outside: fc.integer({ min: 0, max: 2 ** 18 }),
      count: fc.integer({ min: 1, max: 2 ** 17 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (ranges) => {
        const map = completedMap(ranges);
        if (map) expect([isValid(map), holesIn(map, 65_536)]).toEqual([true, []]);
      }),
    );
  });

  test("is what all fixes together make of an overlap, with the other lines as they were", () => {
    fc.assert(
      fc.property(
        handed.filter(agree).filter((ranges) => ranges.length > 0),
        (ranges) => {
          const lines = ranges.map(({ inside, outside, count }) => `lxc.idmap: u ${inside} ${outside} ${count}\n`);
          const before = `lxc.idmap: u 0 100000 65536\n${lines.join("")}`;
          const fixed = fixAll(`unprivileged: 1\n${before}lxc.idmap: g 0 100000 65536\n`, "proxmox", {
            only: "idmap-invalid",
          });
          for (const line of lines) expect(fixed).toContain(line);
          const own = ofKind(writtenRanges(containerOf(parse(fixed, "proxmox"))), "u");
          expect([isValid(own), holesIn(own, 65_536)]).toEqual([true, []]);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("overlaps", () => {
  test("a line that stands there twice goes", () => {
    check(
      `
      unprivileged: 1
      lxc.idmap: u 0 100000 65536
      lxc.idmap: u 0 100000 65536
                 ^^^^^^^^^^^^^^^^ error: This range overlaps another one, inside the container or on the host, and the kernel refuses such a map: the container does not start. Write \`u 0 100000 65536\`.
      lxc.idmap: g 0 100000 65536
      `,
    ).fixedBy(
      anew,
      `
      unprivileged: 1
      lxc.idmap: u 0 100000 65536
      lxc.idmap: g 0 100000 65536
      `,
    );
  });

  test("two users of the container cannot be the same one of the host, and no arithmetic helps", () => {
    const { findings } = check(
      `
      unprivileged: 1
      lxc.idmap: u 0 100000 1005
      lxc.idmap: u 1005 1005 2
                 ^^^^^^^^^^^^^ error: This range overlaps another one, inside the container or on the host, and the kernel refuses such a map: the container does not start. Let each ID stand in one range only.
      lxc.idmap: u 1007 101007 64529
      lxc.idmap: u 2000 1000 10
                 ^^^^^^^^^^^^^^ error: This range overlaps another one, inside the container or on the host, and the kernel refuses such a map: the container does not start. Let each ID stand in one range only.
      lxc.idmap: g 0 100000 65536
      `,
    );
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  test("several IDs are handed through at once, on the last line of a native config without a line end", () => {
    const fixed = fixAll(
      "lxc.idmap = g 0 100000 65536\nlxc.idmap = u 44 44 1\nlxc.idmap = u 104 993 1\nlxc.idmap = u 0 100000 65536",
      "lxc",
      { only: "idmap-invalid" },
    );
    expect(fixed).toBe(
      "lxc.idmap = g 0 100000 65536\nlxc.idmap = u 44 44 1\nlxc.idmap = u 45 100045 59\nlxc.idmap = u 104 993 1\nlxc.idmap = u 105 100105 65431\nlxc.idmap = u 0 100000 44",
    );
  });
});

describe("a kind that is missing", () => {
  test("gets the same map as the other one, or none that hands IDs through", () => {
    const text = `
      unprivileged: 1
      lxc.idmap: u 0 100000 1000
                 ^^^^^^^^^^^^^^^ error: No line maps the group ID 0, which is root inside the container, so the container does not start. Write a line such as \`g 0 100000 65536\`.
      lxc.idmap: u 1000 1000 1
      lxc.idmap: u 1001 101001 64535
    `;
    const users =
      "unprivileged: 1\nlxc.idmap: u 0 100000 1000\nlxc.idmap: u 1000 1000 1\nlxc.idmap: u 1001 101001 64535\n";
    check(text)
      .fixedBy(
        "Map the group IDs like the user IDs",
        `${users}lxc.idmap: g 0 100000 1000\nlxc.idmap: g 1000 1000 1\nlxc.idmap: g 1001 101001 64535\n`,
      )
      .fixedBy("Add `g 0 100000 65536`", `${users}lxc.idmap: g 0 100000 65536\n`);
  });
});

describe("values that nobody can read", () => {
  test.each([
    ["u:0:100000:65536", "u 0 100000 65536"],
    ["u,0,100000,65536", "u 0 100000 65536"],
    ["uid 0 100000 65536", "u 0 100000 65536"],
    ["U 0 100000 65536", "u 0 100000 65536"],
  ])("%s was meant to be %s", (written, meant) => {
    const config = (value: string) => `unprivileged: 1\nlxc.idmap: ${value}\nlxc.idmap: g 0 100000 65536\n`;
    expect(fixAll(config(written), "proxmox", { only: "idmap-invalid" })).toBe(config(meant));
  });

  test.each(["u 0 100000", "0 100000 65536", "x 0 100000 65536", "root:100000:65536"])(
    "%s is left to a person",
    (value) => {
      const { findings } = silently(`unprivileged: 1\nlxc.idmap: ${value}\nlxc.idmap: g 0 100000 65536\n`);
      const own = findings.filter(({ rule }) => rule === "idmap-invalid");
      expect(own.map(({ rejectedBy, fixes }) => [rejectedBy, fixes])).toEqual([["liblxc", []]]);
    },
  );

  test("numbers in other bases are for LXC only", () => {
    expect(found("unprivileged: 1\nlxc.idmap: u 0 0x186a0 65536\nlxc.idmap: g 0 100000 65536\n")).toEqual([
      "idmap-invalid error",
    ]);
    const native = "lxc.idmap = u 0 0x186a0 65536\nlxc.idmap = g 0 100000 65536\n";
    expect(findingsIn(parse(native, "lxc")).filter(({ rule }) => rule.startsWith("idmap-"))).toEqual([]);
  });

  test("an empty line stops Proxmox, and clears the lines above for LXC", () => {
    check(
      `
      unprivileged: 1
      lxc.idmap:
      ^^^^^^^^^ error: Proxmox cannot read an empty ID map, and its pre-start hook says \`failed to parse idmap\` and the container does not start. Remove the line.
      lxc.idmap: u 0 100000 65536
      lxc.idmap: g 0 100000 65536
      `,
      { rule: "idmap-invalid" },
    ).fixedBy("Remove the line", "unprivileged: 1\nlxc.idmap: u 0 100000 65536\nlxc.idmap: g 0 100000 65536\n");
    expect(found("unprivileged: 1\n")).toEqual([]);
  });
});

describe("numbers that the kernel has not", () => {
  test.each(["u 0 100000 0", "u 0 100000 4294967296", "u 4294967295 100000 65536", "u 0 18446744073709551615 1"])(
    "%s",
    (value) => {
      const findings = found(`unprivileged: 1\nlxc.idmap: ${value}\nlxc.idmap: g 0 100000 65536\n`);
      expect(findings).toContain("idmap-invalid error");
      expect(findings).not.toContain("idmap-incomplete warning");
    },
  );

  test("more ranges than LXC can hand to the kernel, in a time that does not grow faster than the file", () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `lxc.idmap: u ${index} ${100_000 + index} 1\n`);
    const started = performance.now();
    expect(found(`unprivileged: 1\n${lines.join("")}lxc.idmap: g 0 100000 65536\n`)).toEqual(["idmap-invalid error"]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("silence", () => {
  const whole = "u 0 100000 65536\ng 0 100000 65536";
  const config = (lines: string) => `unprivileged: 1\n${lines.replaceAll(/^/gm, "lxc.idmap: ")}\n`;

  test.each([
    ["the usual map", whole],
    ["users and groups in turns", "u 0 100000 1000\ng 0 100000 1000\nu 1000 101000 64536\ng 1000 101000 64536"],
    ["tabs between the numbers", "u\t0\t100000\t65536\ng 0  100000  65536"],
  ])("%s", (_what, lines) => expect(found(config(lines))).toEqual([]));

  test.each([
    ["a piece that is another container's", "u 0 100000 1000\nu 1000 201000 1\nu 1001 101001 64535\ng 0 100000 65536"],
    ["a larger map", "u 0 100000 165536\ng 0 100000 165536"],
    ["a map somewhere else", "u 0 300000 65536\ng 0 300000 65536"],
  ])("%s asks the host for it and no more", (_what, lines) => {
    expect(found(config(lines))).toEqual(["idmap-host-permission information"]);
  });

  test("a native config knows nothing of Proxmox' files", () => {
    const native = "lxc.idmap = u 0 165536 65536\nlxc.idmap = g 0 165536 65536\n";
    expect(findingsIn(parse(native, "lxc")).filter(({ rule }) => rule.startsWith("idmap-"))).toEqual([]);
  });

  test("snapshots have maps of their own", () => {
    expect(found("unprivileged: 1\n\n[before]\nunprivileged: 1\nlxc.idmap: u 0 100000 10\nsnaptime: 1\n")).toEqual([]);
  });
});

describe("one map for one mount point", () => {
  const lines = "lxc.idmap: u 0 100000 1005\nlxc.idmap: u 1005 1005 1\nlxc.idmap: u 1006 101006 64530\n";
  const both = lines + lines.replaceAll(" u ", " g ");

  test("is moved there only where the release has idmap", () => {
    const text = `mp0: /srv/a,mp=/a\nunprivileged: 1\n${both}`;
    expect(found(text)).toContain("idmap-for-one-mount hint");
    expect(found(text, "9.1")).not.toContain("idmap-for-one-mount hint");
  });

  test("two mount points keep it", () => {
    expect(found(`mp0: /srv/a,mp=/a\nmp1: /srv/b,mp=/b\nunprivileged: 1\n${both}`)).not.toContain(
      "idmap-for-one-mount hint",
    );
  });

  test("so does a device that is bound with it", () => {
    const entry = "lxc.mount.entry: /dev/dri dev/dri none bind,optional,create=dir 0 0\n";
    expect(found(`mp0: /srv/a,mp=/a\nunprivileged: 1\n${entry}${both}`)).not.toContain("idmap-for-one-mount hint");
  });

  test("the container becomes unprivileged by name when only its map made it so", () => {
    const fixed = fixAll(`mp0: /srv/a,mp=/a\n${both}`, "proxmox", { unsafe: true, only: "idmap-for-one-mount" });
    expect(fixed).toBe("mp0: /srv/a,mp=/a,idmap=u:1005:1005:1;g:1005:1005:1\nunprivileged: 1\n");
  });
});

test("what the host must grant stands in one line for each file, pieces that follow each other joined", () => {
  check(
    `
    unprivileged: 1
    lxc.idmap: u 0 100000 65536
    lxc.idmap: g 0 100000 44
    lxc.idmap: g 44 44 1
               ^^^^^^^^^ information: The container starts only where the host lets root give these IDs away. Write \`root:44:2\` and \`root:104:1\` in /etc/subgid, on every node that may start it.
    lxc.idmap: g 45 45 1
    lxc.idmap: g 46 100046 58
    lxc.idmap: g 104 104 1
    lxc.idmap: g 105 100105 65431
    `,
    { rule: "idmap-host-permission" },
  );
});

test("a map that is reckoned wrongly is not asked of the host as well", () => {
  expect(
    found("unprivileged: 1\nlxc.idmap: u 0 100000 65536\nlxc.idmap: u 1000 1000 1\nlxc.idmap: g 0 100000 65536\n"),
  ).toEqual(["idmap-invalid error"]);
});

test("a bind mount of an unprivileged container on an older release gets no property that would make it vanish", () => {
  const text = "arch: amd64\nmp0: /srv/a,mp=/a\nostype: debian\nrootfs: local:101/a.raw\nunprivileged: 1\n";
  const { findings } = silently(text, "9.1");
  const own = findings.filter(({ rule }) => rule === "idmap-missing-for-bind-mount");
  expect(own.map(({ fixes }) => fixes)).toEqual([[]]);
});
