import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { refusedSettings } from "../../server/src/container/refusedSettings.js";
import { targetOf } from "../../server/src/container/target.js";
import { propertyTables } from "../../server/src/knowledge/properties.js";
import { proxmoxKeys } from "../../server/src/knowledge/proxmoxKeys.js";
import { proxmoxReleases } from "../../server/src/knowledge/releases.js";
import { check as checkAll } from "../../server/src/rules/check.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check } from "../check.js";

const values = [
  "",
  "0",
  "1",
  "-1",
  "1.5",
  "abc",
  "a b",
  "8GB",
  "no # why",
  "x // y",
  '"q"',
  "a\rb",
  "=",
  "a=",
  ",",
  "a,b",
];
const parts = ["1", "x", "dhcp", "", " 1", "1 ", "/a", "local:x", "10.0.0.1/24", "noatime,nodev", "a:b", "0660"];

/** Lines of every key with values right and wrong, and of every property with values right and wrong. */
function manyLines(): readonly string[] {
  const lines: string[] = [];
  for (const [name, { indexes }] of Object.entries(proxmoxKeys)) {
    const key = indexes === undefined ? name : `${name}0`;
    for (const value of values) lines.push(`${key}: ${value}`);
    const table = propertyTables[name];
    for (const property of table ? [...Object.keys(table), "typo"] : []) {
      for (const part of parts) {
        lines.push(`${key}: ${property}=${part}`, `${key}: local:x,name=eth0,mp=/a,${property}=${part}`);
        lines.push(`${key}: ${property}=${part} # why`, `${key}: ${property}: ${part}`, `${key}: , ${property}`);
      }
    }
  }
  return lines;
}

describe("what the reader refuses is a finding, and nothing else is one", () => {
  test.each(proxmoxReleases)("for %s", (release) => {
    const wrong: string[] = [];
    for (const line of manyLines()) {
      const container = containerOf(parse(line, "proxmox"), targetOf(release));
      const first = container.document.lines[0];
      if (first?.kind !== "setting") continue;
      const findings = checkAll(container, fail);
      const isFound = findings.some(({ rejectedBy }) => rejectedBy === "proxmox");
      if (isFound !== refusedSettings(container).length > 0) wrong.push(line);
    }
    expect(wrong).toEqual([]);
  });
});

test("Fix all never ends in more errors", () => {
  const errorsIn = (text: string) =>
    checkAll(containerOf(parse(text, "proxmox")), fail).filter(({ severity }) => severity === "error").length;
  // A comment hides what is wrong in front of it.
  const lines = manyLines().filter((line) => !/ #| \/\//.test(line));
  const worse = lines.filter((line) => {
    const fixed = fixAll(line, "proxmox", { unsafe: true });
    return errorsIn(fixed) > errorsIn(line) || fixAll(fixed, "proxmox", { unsafe: true }) !== fixed;
  });
  expect(worse).toEqual([]);
});

test("a word of mountoptions that an older release lacks is no mistake of the writer", () => {
  check(
    `
    rootfs: local:101/x.raw,mountoptions=noatime;discard
                                         ^^^^^^^^^^^^^^^ error: Proxmox VE 8.2 does not know a word of \`noatime;discard\` yet, so the container does not start. Remove it, or update the node to Proxmox VE 8.3.
  `,
    { target: "8.2" },
  );
});

test("an environment that the older release drops has another key there", () => {
  check(
    `
    lxc.environment.runtime: A=1
    ^^^^^^^^^^^^^^^^^^^^^^^ error: Proxmox VE 9.0 does not let \`lxc.environment.runtime\` through yet and drops this line. Write \`lxc.environment\` instead, or update the node to Proxmox VE 9.1.
  `,
    { target: "9.0" },
  ).fixedBy("Write `lxc.environment`", "lxc.environment: A=1\n");
});

test("every VLAN behind the first comma belongs to the trunks", () => {
  check(
    `
    net0: name=eth0,bridge=vmbr0,trunks=2,3, 10
                                          ^ error: A comma ends \`trunks\`, so this word stands alone, and the container does not start. Write \`;\` in front of it instead.
  `,
  ).fixedBy("Separate the words with `;`", "net0: name=eth0,bridge=vmbr0,trunks=2;3;10\n");
});

test("an old network mask becomes a prefix", () => {
  check(
    `
    net0: name=eth0,bridge=vmbr0,ip=192.0.2.5/255.255.255.192
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Proxmox does not take \`192.0.2.5/255.255.255.192\` for \`ip\`, so the container does not start. Write \`192.0.2.5/26\` instead.
  `,
  ).fixedBy("Write `192.0.2.5/26`", "net0: name=eth0,bridge=vmbr0,ip=192.0.2.5/26\n");
});

test("a mistake in a snapshot harms only after a rollback", () => {
  check(`
    [before]
    net0: name=eth0,bridge=vmbr0,tag=0
                                     ^ error: Proxmox does not take \`0\` for \`tag\`, so the container does not start after a rollback to this snapshot. Write a number from 1 to 4094 instead.
    snaptime: 1700000000
  `);
});

function fail(rule: string, error: unknown): never {
  throw new Error(`${rule} failed`, { cause: error });
}
