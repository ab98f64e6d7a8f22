import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Dialect } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { findingsIn } from "../check.js";

/** What `examples/README.md` says of its files is what is found in them. */
function rulesFoundIn(file: string, dialect: Dialect): readonly string[] {
  const text = readFileSync(new URL(`../../examples/${file}`, import.meta.url), "utf8");
  return findingsIn(parse(text, dialect)).map((finding) => finding.rule);
}

test("902.conf: the incident", () => {
  expect(rulesFoundIn("902.conf", "proxmox")).toEqual([
    "apparmor-profile-overrides-features",
    "apparmor-unconfined",
    "mount-entry-target-missing",
  ]);
});

test("lxc/101.conf: nothing", () => expect(rulesFoundIn("lxc/101.conf", "proxmox")).toEqual([]));

test("lxc/103.conf: common mistakes", () => {
  expect(rulesFoundIn("lxc/103.conf", "proxmox")).toEqual([
    "memory-unit",
    "trailing-comment",
    "cgroup-v1-key",
    "mount-entry-target-absolute",
    "line-in-wrong-section",
  ]);
});

test("native/config: two mistakes", () => {
  expect(rulesFoundIn("native/config", "lxc")).toEqual(["raw-key-renamed", "mount-entry-create-missing"]);
});
