import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dedent } from "../annotated.js";
import { commandLine } from "../cli.js";

const { run, write, makeFolder } = commandLine();

const broken = "features: fuse=1\nlxc.mount.entry: /dev/fuse\n";
const clean =
  "arch: amd64\nmemory: 512\nswap: 0\nfeatures: nesting=1\nostype: alpine\nrootfs: local-lvm:vm-1-disk-0,size=4G\n";

test("a finding is shown with its line, underlined, with message, fix and page, and the status is 1", async () => {
  write("lxc/902.conf", broken);
  const { status, output, errors } = await run(["~/lxc/902.conf"]);
  expect([status, errors]).toEqual([1, ""]);
  expect(output).toContain(
    dedent(`
      ~/lxc/902.conf:2:18 error mount-entry-target-missing
        2 | lxc.mount.entry: /dev/fuse
          |                  ^^^^^^^^^
        This mount entry has no target, so liblxc mounts /dev/fuse onto the container's root and the container does not start. Remove the line: with \`fuse=1\` Proxmox adds the right entry itself.
        fix: Remove the line; \`fuse=1\` brings /dev/fuse already
      `).trimEnd(),
  );
  expect(output).toMatch(/docs\/rules\/mount-entry-target-missing\.md\n/);
  expect(output).toMatch(/1 error in 1 file\. 1 can be repaired with --fix\.\n$/);
});

test("a clean file is said to be clean, and the status is 0", async () => {
  write("lxc/101.conf", clean);
  expect(await run(["check", "~/lxc/101.conf"])).toEqual({ status: 0, output: "No findings in 1 file.\n", errors: "" });
});

test("hints are counted for people, and printed when they are asked for", async () => {
  write("lxc/101.conf", `${clean}unprivileged: 1\nlxc.cgroup2.devices.allow: c 10:200 rwm\n`);
  const { status, output } = await run(["~/lxc/101.conf"]);
  expect([status, output]).toEqual([0, "1 hint in 1 file. --hints prints the hints. 1 can be repaired with --fix.\n"]);
  expect((await run(["~/lxc/101.conf", "--hints"])).output).toMatch(
    / hint device-rule-unneeded\n.*\n1 hint in 1 file/s,
  );
  expect((await run(["~/lxc/101.conf", "--format", "json"])).output).toContain("device-rule-unneeded");
});

test("the JSON report has the form that others rely on", async () => {
  write("lxc/902.conf", broken);
  const { output } = await run(["~/lxc/902.conf", "--format", "json"]);
  const report = JSON.parse(output);
  expect(report.version).toBe(1);
  expect(report.files[0]).toMatchObject({ path: "~/lxc/902.conf", dialect: "proxmox" });
  expect(report.files[0].findings[0]).toMatchObject({
    rule: "mount-entry-target-missing",
    severity: "error",
    rejectedBy: "start",
    range: { start: { line: 1, character: 17 }, end: { line: 1, character: 26 } },
    related: [],
    fixes: [
      {
        safe: true,
        preferred: true,
        edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: "" }],
      },
    ],
  });
});

test("--fix repairs in place and reports what is left", async () => {
  const file = write("lxc/902.conf", broken);
  expect((await run(["--fix", "~/lxc/902.conf"])).status).toBe(0);
  expect(readFileSync(file, "utf8")).toBe("features: fuse=1\n");
});

test("--fix keeps bytes that are no UTF-8", async () => {
  const file = write("lxc/902.conf", Buffer.from(`#\xfcber\n${broken}`, "latin1"));
  await run(["--fix", "~/lxc/902.conf"]);
  expect(readFileSync(file).toString("latin1")).toBe("#\xfcber\nfeatures: fuse=1\n");
});

test("--fix-dry-run shows the change and makes none", async () => {
  const file = write("lxc/902.conf", broken);
  const { status, output } = await run(["--fix-dry-run", "~/lxc/902.conf"]);
  expect(status).toBe(1);
  expect(output).toContain("-lxc.mount.entry: /dev/fuse\n");
  expect(readFileSync(file, "utf8")).toBe(broken);
});

test("standard input stands for the path that is given, and with --fix the repaired text is the output", async () => {
  expect((await run(["-", "--stdin-path", "lxc/902.conf"], broken)).output).toContain("lxc/902.conf:2:18 error");
  expect((await run(["-", "--fix", "--stdin-path", "lxc/902.conf"], broken)).output).toBe("features: fuse=1\n");
});

test.each([
  ["error", 0],
  ["information", 1],
  ["never", 0],
])("--fail-on %s", async (severity, status) => {
  write(
    "lxc/902.conf",
    "arch: amd64\nfeatures: keyctl=1\nostype: debian\nrootfs: local-lvm:vm-1-disk-0\nunprivileged: 1\n",
  );
  expect((await run(["--fail-on", severity, "~/lxc/902.conf"])).status).toBe(status);
});

test("a folder is searched for container configs, and never for those of virtual machines", async () => {
  write("lxc/902.conf", broken);
  write("nodes/pve1/lxc/103.conf", clean);
  write("qemu-server/100.conf", "boot: order=scsi0\nmemory: 512\n");
  write("var/lib/lxc/demo/config", "lxc.uts.name = demo\n");
  write("105.conf", "scsi0: local:vm-105-disk-0\n");
  write("other.conf", "a = b\n");
  const { output, errors } = await run(["~", "--format", "json"]);
  expect(errors).toBe("");
  expect(JSON.parse(output).files.map((file: { path: string }) => file.path)).toEqual([
    "~/lxc/902.conf",
    "~/nodes/pve1/lxc/103.conf",
    "~/var/lib/lxc/demo/config",
  ]);
});

test("what cannot be checked is told in one line each, the others are checked, and the status is 2", async () => {
  write("lxc/902.conf", broken);
  write("other.conf", "a = b\n");
  write("qemu-server/100.conf", "boot: order=scsi0\n");
  write("lxc/110.conf", Buffer.alloc(1000, 1));
  write("lxc/111.conf", Buffer.alloc(9 * 1024 * 1024, 97));
  makeFolder("empty");
  const named = [
    "none.conf",
    "other.conf",
    "qemu-server/100.conf",
    "lxc/110.conf",
    "lxc/111.conf",
    "empty",
    "lxc/902.conf",
  ];
  const { status, output, errors } = await run(named.map((file) => `~/${file}`));
  expect(status).toBe(2);
  expect(errors.trimEnd().split("\n")).toEqual([
    "lxc-lint: ~/none.conf: no such file or folder",
    "lxc-lint: ~/other.conf: not a container config (name it with --dialect if it is one)",
    "lxc-lint: ~/qemu-server/100.conf: the config of a virtual machine, not of a container",
    "lxc-lint: ~/lxc/110.conf: a binary file, not a container config",
    "lxc-lint: ~/lxc/111.conf: too large for a container config (9 MB, the limit is 8 MB)",
    "lxc-lint: ~/empty: no container config in this folder",
  ]);
  expect(output).toContain("~/lxc/902.conf:2:18 error");
});

test.each([
  [["--format", "xml", "x"], /Allowed choices are pretty, json/],
  [
    ["--target", "9.9", "x"],
    /--target <version>' argument '9.9' is invalid\. Known are Proxmox VE 8\.0, .*9\.2, and versions/,
  ],
  [["expand", "--target", "9.9", "x"], /argument '9.9' is invalid\. Known are/],
  [["--nonsense", "x"], /unknown option '--nonsense'/],
  [[], /missing required argument/],
  [
    ["rules", "mount-entry-taget-missing"],
    /no rule mount-entry-taget-missing; did you mean mount-entry-target-missing/,
  ],
])("wrong usage %j is told in one line, and the status is 2", async (words, message) => {
  const { status, output, errors } = await run(words);
  expect([status, output]).toEqual([2, ""]);
  expect(errors).toMatch(message);
  expect(errors.trimEnd().split("\n")).toHaveLength(1);
});

test("rules lists them; rules NAME prints the page without its head", async () => {
  expect((await run(["rules"])).output).toMatch(/^mount-entry-target-missing +error +A mount entry without a target$/m);
  expect((await run(["rules", "mount-entry-target-missing"])).output).toBe(
    "# A mount entry without a target\n\nText.\n",
  );
  const { rules } = JSON.parse((await run(["rules", "--format", "json"])).output);
  expect(rules).toContainEqual(expect.objectContaining({ rule: "mount-entry-target-missing", rejectedBy: "start" }));
});

test("--version and --help", async () => {
  expect(await run(["--version"])).toEqual({ status: 0, output: "1.2.3\n", errors: "" });
  expect((await run(["--help"])).output).toContain("Exit status");
});

test("a line of control characters cannot steer the terminal, and a long one is shown in part", async () => {
  write("lxc/902.conf", `lxc.mount.entry: /dev/\x1b[31mfuse\nlxc.mount.entry: /dev/${"x".repeat(5000)}\n`);
  const { output } = await run(["~/lxc/902.conf"]);
  expect(output.split("\n").filter((line) => line.includes(" | "))).toEqual(
    expect.arrayContaining([expect.stringContaining("/dev/\u00b7[31mfuse")]),
  );
  for (const line of output.split("\n").filter((each) => / \| /.test(each))) expect(line.length).toBeLessThan(200);
});
