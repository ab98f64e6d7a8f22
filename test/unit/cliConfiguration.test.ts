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

test("--profile asks for more rules, in place of what is configured", async () => {
  const audit = "container-privileged";
  write("lxc-lint.json", JSON.stringify({ profiles: ["audit"] }));
  const config = write("lxc/902.conf", "arch: amd64\nostype: debian\nrootfs: local:902/vm-902-disk-0.raw\n");
  expect((await run([config])).output).toContain(audit);
  expect((await run(["--no-config", config])).output).not.toContain(audit);
  expect((await run(["--no-config", "--profile", "audit", config])).output).toContain(audit);
  expect((await run(["--profile", "strict", config])).output).not.toContain(audit);
  expect((await run(["--profile", "strict", "--profile", "audit", config])).output).toContain(audit);
  const printed = JSON.parse((await run(["--print-config", "--profile", "strict", "--profile=audit", config])).output);
  expect(printed.files[0].profiles).toEqual(["strict", "audit"]);
  expect(JSON.parse((await run(["--print-config", config])).output).files[0].profiles).toEqual(["audit"]);
});

test("an unknown profile is told in one line", async () => {
  expect(await run(["--profile", "paranoid", "~/902.conf"])).toEqual({
    status: 2,
    output: "",
    errors: "lxc-lint: option '--profile <name>' argument 'paranoid' is invalid. Known are strict and audit.\n",
  });
});

test("lxc-lint rules lists the profile of each rule", async () => {
  expect((await run(["rules"])).output).toMatch(/^container-privileged +warning +audit/m);
  const { rules } = JSON.parse((await run(["rules", "--format", "json"])).output);
  const profileOf = (name: string) => rules.find((each: { rule: string }) => each.rule === name).profile;
  expect(profileOf("container-privileged")).toBe("audit");
  expect(profileOf(rule)).toBeNull();
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
      host: null,
      profiles: [],
      rules: { [rule]: "off" },
    },
  ]);
});

test("an entry that silences nothing is reported on request, with its place, and the status is 1", async () => {
  const text = `{\n  "rules": { "${rule}": "off", "lock-set": "off" },\n  "overrides": [{ "files": ["903"], "rules": { "${rule}": "off" } }]\n}\n`;
  write("lxc-lint.json", text);
  write("lxc/902.conf", broken);
  expect((await run(["~/lxc/902.conf"])).status).toBe(0);
  const { status, errors } = await run(["--report-unused", "~/lxc/902.conf"]);
  expect(status).toBe(1);
  expect(errors).toBe(
    "~/lxc-lint.json:2:51: This silences nothing: `lock-set` finds nothing there. Remove the entry.\n" +
      `~/lxc-lint.json:3:48: This silences nothing: \`${rule}\` finds nothing there. Remove the entry.\n`,
  );
  write("lxc/902.conf", `lock: backup\n${broken}`);
  write("lxc/903.conf", broken);
  expect(await run(["--report-unused", "~/lxc"])).toMatchObject({ status: 0, errors: "" });
});

test("target and host of lxc-lint.json hold for expand and rewrite too; what is wrong with the host is told with its place", async () => {
  const config =
    "arch: amd64\nostype: debian\nrootfs: local:1/x.raw\nnet0: name=eth0,bridge=vmbr1,hwaddr=BC:24:11:00:00:01,mtu=9000\n";
  write("lxc/902.conf", config);
  expect((await run(["expand", "~/lxc/902.conf"])).status).toBe(1);
  write("lxc-lint.json", JSON.stringify({ host: { bridges: { vmbr1: 9000 } }, target: "8.4" }));
  const expanded = await run(["expand", "~/lxc/902.conf", "--format", "json"]);
  expect(expanded.status).toBe(0);
  expect(JSON.parse(expanded.output).target.proxmox).toBe("8.4");
  write("lxc-lint.json", '{ "host": { "bridges": { "vmbr1": "big" } } }');
  expect((await run(["expand", "~/lxc/902.conf"])).errors).toContain(
    'lxc-lint: ~/lxc-lint.json:1:11: The host is not described as it must be: bridges["vmbr1"] must be a whole number, but is "big".\n',
  );
});
