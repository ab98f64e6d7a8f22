import { expect, test } from "vitest";
import { commandLine } from "../cli.js";

const { run, write } = commandLine();
const config = "arch: amd64\nostype: debian\nrootfs: local:902/x.raw\nlxc.mount.entry: /dev/fuse\n";
const log = `root@pve:~# pct start 902
safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
mount_entry: 2457 No such device - Failed to mount "/dev/fuse" on "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
lxc_setup: 4413 Failed to setup mount entries
startup for container '902' failed
`;

test("the sentence comes first, then the line of the config, the line of the log, the fix and the page", async () => {
  const logFile = write("start.log", log);
  write("902.conf", config);
  const { status, output, errors } = await run(["explain", logFile, "--config-file", "~/902.conf"]);
  expect([status, errors]).toEqual([1, ""]);
  const parts = [
    "Container 902 does not start.",
    "This mount entry has no target",
    "~/902.conf:4:18",
    "  4 | lxc.mount.entry: /dev/fuse",
    "    |                  ^^^^^^^^^",
    "log line 2: No such device",
    "fix: Complete the mount entry",
    "docs/rules/mount-entry-target-missing.md",
  ];
  const places = parts.map((part) => output.indexOf(part));
  expect(places).toEqual([...places].sort((left, right) => left - right));
  expect(places).not.toContain(-1);
});

test("JSON has the form that others rely on: the root cause first, consequences behind it", async () => {
  const logFile = write("start.log", log);
  write("902.conf", config);
  const { output } = await run(["explain", logFile, "--format", "json", "--config-file", "~/902.conf"]);
  const { version, failures } = JSON.parse(output);
  expect(version).toBe(1);
  expect(failures[0]).toMatchObject({
    signature: "mount-enodev-no-target",
    logLine: 1,
    fatal: true,
    confidence: "certain",
    rule: "mount-entry-target-missing",
    config: {
      path: "~/902.conf",
      key: "lxc.mount.entry",
      range: { start: { line: 3, character: 17 }, end: { line: 3, character: 26 } },
    },
    fixes: [{ safe: true, preferred: true }],
  });
  expect(failures.slice(1).every(({ fatal }: { fatal: boolean }) => !fatal)).toBe(true);
});

test("of several configs the one with the container's number is taken", async () => {
  const logFile = write("start.log", log);
  write("901.conf", "arch: amd64\n");
  write("902.conf", config);
  const { output } = await run(["explain", logFile, "--config-file", "~/901.conf", "~/902.conf"]);
  expect(output).toContain("~/902.conf:4:18");
});

test("without a config the log is explained all the same", async () => {
  const { status, output } = await run(["explain", write("start.log", log)]);
  expect(status).toBe(1);
  expect(output).toContain("The mount entry has no target");
  expect(output).toContain("With --config-file CONF the line of the config is shown.");
});

test("a log of a start that succeeded is no failure", async () => {
  const file = write(
    "start.log",
    'lxc-start 902 20261123122029.412 WARN     conf - ../src/lxc/conf.c:mount_entry_on_absolute_rootfs:2302 - Ignoring mount point "/mnt/x"\n',
  );
  const { status, output } = await run(["explain", file]);
  expect(status).toBe(0);
  expect(output).toContain("did not fail to start");
});

test("a log that cannot be read is told in one line, and the status is 2", async () => {
  expect(await run(["explain", "~/none.log"])).toEqual({
    status: 2,
    output: "",
    errors: "lxc-lint: ~/none.log: no such file or folder\n",
  });
});

test("of several starts the last one is explained, and any other on request", async () => {
  const other = log.replaceAll("/dev/fuse", "/dev/kvm");
  const file = write("start.log", `${other}\n${log}`);
  write("902.conf", config);
  const last = (await run(["explain", file])).output;
  expect(last).toContain('Failed to mount "/dev/fuse"');
  expect(last).toContain("The log holds 2 starts; this is number 2. --start N takes another.");
  expect((await run(["explain", file, "--start", "1"])).output).toContain('Failed to mount "/dev/kvm"');
  expect(await run(["explain", file, "--start", "3"])).toEqual({
    status: 2,
    output: "",
    errors: "lxc-lint: ~/start.log: the log holds 2 starts, not 3\n",
  });
});
