import { expect, test } from "vitest";
import { commandLine } from "../cli.js";

const { run, write } = commandLine();
const config = "arch: amd64\nostype: debian\nrootfs: local:902/x.raw\nlxc.mount.entry: /dev/fuse\n";
const log = `root@pve:~# pct start 902
safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
mount_entry: 2202 No such device - Failed to mount "/dev/fuse" on "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
lxc_setup: 3908 Failed to setup mount entries
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
  const { version, liblxc, failures } = JSON.parse(output);
  expect(version).toBe(1);
  expect(liblxc).toEqual(["6.0.5"]);
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

test.each([
  ["that is not there", undefined, "no such file or folder"],
  ["that is empty", "\n\n", "the log is empty"],
  ["of another program", "nginx started\nGET / 200\n", "not the log of a container's start"],
  ["that is no text", Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 32)), "binary, not a log"],
])("a log %s is told in one line, and the status is 2", async (_, content, cause) => {
  if (content !== undefined) write("start.log", content);
  expect(await run(["explain", "~/start.log"])).toEqual({
    status: 2,
    output: "",
    errors: `lxc-lint: ~/start.log: ${cause}\n`,
  });
});

test("standard input is the log when none is named", async () => {
  const { status, output } = await run(["explain"], log);
  expect(status).toBe(1);
  expect(output).toContain("Container 902 does not start.");
  expect(await run(["explain", "-"], "")).toEqual({ status: 2, output: "", errors: "lxc-lint: -: the log is empty\n" });
});

test("the whole answer, for people", async () => {
  write("902.conf", config);
  expect((await run(["explain", write("start.log", log), "--config-file", "~/902.conf"])).output).toBe(`\
Container 902 does not start.

  This mount entry has no target, so liblxc mounts /dev/fuse onto the container's root and the
  container does not start. Write \`/dev/fuse dev/fuse none bind,create=file 0 0\` instead.

  ~/902.conf:4:18
  4 | lxc.mount.entry: /dev/fuse
    |                  ^^^^^^^^^

  log line 2: No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"

  fix: Complete the mount entry.
  https://github.com/lxc-config/lxc-config/blob/main/docs/rules/mount-entry-target-missing.md

liblxc 6.0.5 has written this log.
`);
});

test("where no rule knows the cause, the alternatives and a command of the host are told", async () => {
  write("902.conf", "arch: amd64\ndev0: /dev/dri/card0\nostype: debian\nrootfs: local:902/x.raw\n");
  const { status, output } = await run(
    ["explain", "-", "--config-file", "~/902.conf"],
    "TASK ERROR: Device /dev/dri/card0 does not exist\n",
  );
  expect(status).toBe(1);
  expect(output).toContain("2 | dev0: /dev/dri/card0");
  expect(output).toContain("on the host: ls -l /dev/dri/card0");
});

test("what LXC complains about and passes over is told behind the cause, and what follows from it is not", async () => {
  write("902.conf", `lxc.cgroup2.devices.allow: c 10:229\n${config}`);
  const whole = [
    "lxc-start 902 20261123122029.400 ERROR    cgroup2_devices - ../src/lxc/cgroups/cgroup2_devices.c:device_cgroup_rule_parse:330 - Failed to parse device rule devices.allow=c 10:229",
    ...log
      .split("\n")
      .slice(1, 4)
      .map((line) =>
        line.replace(/^(\w+): (\d+) /, "lxc-start 902 20261123122029.412 ERROR    conf - ../src/lxc/conf.c:$1:$2 - "),
      ),
  ].join("\n");
  const { output } = await run(["explain", "-", "--config-file", "~/902.conf"], whole);
  const [root = "", others = ""] = output.split("In the same log");
  expect(root).toContain("This mount entry has no target");
  expect(others).toContain("1 | lxc.cgroup2.devices.allow: c 10:229");
  expect(others).not.toContain("mount entries");
});

test("of a hook that failed, its own words are shown and not its status", async () => {
  const { output } = await run(
    ["explain"],
    `run_buffer: 571 Script exited with status 2
lxc_init: 845 Failed to run lxc.hook.pre-start for container "902"
DEBUG    utils - ../src/lxc/utils.c:run_buffer:560 - Script exec /usr/share/lxc/hooks/lxc-pve-prestart-hook 902 lxc pre-start produced output: unable to detect OS distribution

ERROR    utils - ../src/lxc/utils.c:run_buffer:571 - Script exited with status 2
startup for container '902' failed
`,
  );
  expect(output).toContain("The root file system holds no system that Proxmox knows");
  expect(output).toContain("on the host: pct mount 902");
  expect(output).not.toContain("In the same log");
});

test("a log of any size is read: its beginning, its end, and the numbers of its lines", {
  timeout: 60_000,
}, async () => {
  const line = `lxc-start 902 20261123122029.412 DEBUG    utils - ../src/lxc/utils.c:lxc_wait:1 - ${"x".repeat(900)}\n`;
  const lines = 80_000;
  const file = write("start.log", line.repeat(lines) + log);
  const { status, output } = await run(["explain", file, "--format", "json"]);
  expect(status).toBe(1);
  expect(JSON.parse(output).failures[0]).toMatchObject({ signature: "mount-enodev-no-target", logLine: lines + 1 });
});

test("a config that cannot be used is told in one line", async () => {
  write("100.conf", "boot: order=scsi0\nscsi0: local-lvm:vm-100-disk-0\nvmgenid: 1\n");
  for (const [file, cause] of [
    ["~/none.conf", "no such file or folder"],
    ["~/100.conf", "the config of a virtual machine, not of a container"],
  ] as const) {
    expect(await run(["explain", "-", "--config-file", file], log)).toEqual({
      status: 2,
      output: "",
      errors: `lxc-lint: ${file}: ${cause}\n`,
    });
  }
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
