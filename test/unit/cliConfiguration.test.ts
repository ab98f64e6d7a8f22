import { expect, test } from "vitest";
import { commandLine } from "../cli.js";

const { run, write } = commandLine();
const rule = "mount-entry-target-missing";
const broken = "lxc.mount.entry: /dev/fuse\n";
const off = { rules: { [rule]: "off" } };

test("the nearest lxc-lint.json upward counts, and one above it does not", async () => {
  write("lxc-lint.json", JSON.stringify(off));
  write("a/lxc/902.conf", broken);
  write("b/lxc-lint.json", "{}");
  write("b/lxc/902.conf", broken);
  expect((await run(["~/a/lxc/902.conf"])).status).toBe(0);
  expect((await run(["~/b/lxc/902.conf"])).status).toBe(1);
});

test("the search ends at a folder with a repository", async () => {
  write("lxc-lint.json", JSON.stringify(off));
  write("repository/.git/HEAD", "");
  write("repository/lxc/902.conf", broken);
  expect((await run(["~/repository/lxc/902.conf"])).status).toBe(1);
});

test("a file is named, or none is followed", async () => {
  const config = write("other.json", JSON.stringify({ overrides: [{ files: ["lxc/*.conf"], ...off }] }));
  write("lxc-lint.json", JSON.stringify(off));
  write("lxc/902.conf", broken);
  expect((await run(["--config", config, "~/lxc/902.conf"])).status).toBe(0);
  expect((await run(["--no-config", "~/lxc/902.conf"])).status).toBe(1);
  const missing = await run(["--config", "~/none.json", "~/lxc/902.conf"]);
  expect(missing.status).toBe(2);
  expect(missing.errors).toBe("lxc-lint: ~/none.json: no such file or folder\n");
  expect(missing.output).toContain(rule);
});

test("what is wrong in it is told once, one line each, and the rest of it holds", async () => {
  write("lxc-lint.json", `{\n  "rules": { "nonsense": "off", "${rule}": "off" }\n}\n`);
  write("lxc/902.conf", broken);
  write("lxc/903.conf", broken);
  const { status, output, errors } = await run(["~/lxc"]);
  expect(status).toBe(2);
  expect(errors).toMatch(/^lxc-lint: ~\/lxc-lint\.json:2:14: There is no rule `nonsense`[^\n]*\n$/);
  expect(output).not.toContain(rule);
});

test("what is off is not repaired either", async () => {
  write("lxc-lint.json", JSON.stringify(off));
  const config = write("lxc/902.conf", broken);
  expect((await run(["--fix", config])).status).toBe(0);
  expect((await run(["--no-config", config])).output).toContain(rule);
});

test("--print-config shows what holds for each file", async () => {
  write("lxc-lint.json", JSON.stringify({ target: "8.4", overrides: [{ files: ["902"], ...off }] }));
  write("lxc/902.conf", broken);
  const { status, output } = await run(["--print-config", "~/lxc/902.conf"]);
  expect(status).toBe(0);
  expect(JSON.parse(output).files).toEqual([
    {
      path: "~/lxc/902.conf",
      configuration: "~/lxc-lint.json",
      target: expect.objectContaining({ proxmox: "8.4" }),
      rules: { [rule]: "off" },
    },
  ]);
});
