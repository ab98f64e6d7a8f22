import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { expand, expandedText } from "../../server/src/container/expand.js";
import { defaultHost } from "../../server/src/host/host.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";
import { commandLine } from "../cli.js";

const { run, write } = commandLine();

const config = dedent(`
  arch: amd64
  cores: 2
  features: nesting=1
  ostype: debian
  rootfs: local-lvm:vm-902-disk-0,size=8G
  lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
`);

test("expand prints what Proxmox writes, byte for byte", async () => {
  write("902.conf", config);
  const { lines } = expand(containerOf(parse(config, "proxmox")), { ctid: 902, release: "9.2", host: defaultHost });
  expect(await run(["expand", "~/902.conf"])).toEqual({ status: 0, output: expandedText(lines), errors: "" });
  expect((await run(["expand", "--target", "8.4", "~/902.conf"])).output).not.toContain("mqueue");
});

test("--annotate tells the origin of each line, and what is drawn at random, in comments", async () => {
  write("902.conf", config);
  const { output } = await run(["expand", "--annotate", "~/902.conf"]);
  expect(output).toContain("# line 1: arch: amd64\nlxc.arch = amd64\n");
  expect(output).toContain("# default-terminals: Without `tty` a container has two terminals.\nlxc.tty.max = 2\n");
  expect(output).toMatch(/# line 2: cores: 2\n# Proxmox adds `lxc\.cgroup2\.cpuset\.cpus` with 2 CPUs .*\n$/);
  const plain = (await run(["expand", "~/902.conf"])).output;
  expect(output.replaceAll(/^#.*\n/gm, "")).toBe(plain);
});

test("expand --format json", async () => {
  write("902.conf", config);
  const report = JSON.parse((await run(["expand", "--format", "json", "~/902.conf"])).output);
  expect(report).toMatchObject({ version: 1, ctid: 902, warnings: [], error: null });
  expect(report.lines).toContainEqual({
    key: "lxc.arch",
    value: "amd64",
    origin: { key: "arch", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } } },
  });
  expect(report.notes).toHaveLength(1);
});

test("Proxmox' refusal is one line on standard error, and the status is 1", async () => {
  write("902.conf", config.replace("nesting=1", "fuse=2"));
  expect(await run(["expand", "~/902.conf"])).toEqual({
    status: 1,
    output: "",
    errors:
      "lxc-lint: ~/902.conf: Proxmox refuses this container: format error; fuse: type check ('boolean') failed - got '2'\n",
  });
});

test("Proxmox' warnings go to standard error", async () => {
  write("902.conf", `${config}memory: 1G\n`);
  const { status, errors } = await run(["expand", "~/902.conf"]);
  expect(status).toBe(0);
  expect(errors).toBe(`lxc-lint: ~/902.conf: Proxmox warns: Argument "1G" isn't numeric in multiplication (*)\n`);
});

test("a name that is no number is told", async () => {
  const { output, errors } = await run(["expand", "-"], config);
  expect(output).toContain("lxc.rootfs.path = /var/lib/lxc/100/rootfs\n");
  expect(errors).toContain("the container's number is taken for 100");
});

test("--host describes the host field by field", async () => {
  write("902.conf", `${config}net0: name=eth0,bridge=vmbr1,hwaddr=BC:24:11:00:00:01\n`);
  write("host.json", JSON.stringify({ bridges: { vmbr0: 1500 }, devices: null, liblxc: "6.0.5" }));
  const { status, errors } = await run(["expand", "--host", "~/host.json", "~/902.conf"]);
  expect([status, errors]).toEqual([
    1,
    "lxc-lint: ~/902.conf: Proxmox refuses this container: bridge 'vmbr1' does not exist\n",
  ]);
});

test.each([
  ["[]", "the host must be an object, but is []"],
  ["{", /^no JSON: [^\n]+$/],
  ['{"bridge": {}}', /^there is no field bridge; known are controllers, bridges, bridgeMtu, /],
  ['{"bridges": {"vmbr0": "1500"}}', 'bridges["vmbr0"] must be a whole number, but is "1500"'],
  ['{"bridgeMtu": -1}', "bridgeMtu must be a whole number, but is -1"],
  ['{"controllers": {"v2": "cpu"}}', 'controllers.v2 must be a list of names, but is "cpu"'],
  ['{"controllers": {"v3": []}}', "there is no field controllers.v3; known are v1, v2"],
  ['{"templates": [1]}', "templates[0] must be a text, but is 1"],
  ['{"kernel": "new"}', 'kernel must be a version such as "6.0.5", but is "new"'],
  ['{"devices": {"/dev/kvm": {"type": "x"}}}', 'devices["/dev/kvm"].type must be "b" or "c", but is "x"'],
  ['{"devices": {"/dev/kvm": {"type": "c"}}}', 'devices["/dev/kvm"].major must be a whole number, but is missing'],
])("a wrong host file is told in one line: %s", async (json, message) => {
  write("902.conf", config);
  write("host.json", json);
  const { status, output, errors } = await run(["expand", "--host", "~/host.json", "~/902.conf"]);
  expect([status, output]).toEqual([2, ""]);
  expect(errors.replace(/^lxc-lint: ~\/host\.json: (.*)\n$/, "$1")).toEqual(
    typeof message === "string" ? message : expect.stringMatching(message),
  );
});

test("rewrite prints the file as Proxmox will write it, and tells what gets lost", async () => {
  const file = write("902.conf", "swap: 1\nonboot: yes\nmemory = 5\nswap: 2\n");
  expect(await run(["rewrite", "~/902.conf"])).toEqual({
    status: 0,
    output: "onboot: 1\nswap: 2\n",
    errors:
      "lxc-lint: ~/902.conf:1: gets lost, a later line of the same key counts: swap: 1\n" +
      "lxc-lint: ~/902.conf:3: gets lost, Proxmox cannot read this line: memory = 5\n",
  });
  expect(readFileSync(file, "utf8")).toContain("memory = 5");
});

test("rewrite of a file that Proxmox cannot write", async () => {
  write("902.conf", "lxc: x\n");
  const { status, output, errors } = await run(["rewrite", "~/902.conf"]);
  expect([status, output]).toEqual([1, ""]);
  expect(errors).toMatch(/^lxc-lint: ~\/902\.conf: Proxmox cannot change this container: Can't use string .*\n$/);
});

test.each(["expand", "rewrite"])("%s takes only CT configs", async (command) => {
  write("qemu-server/100.conf", "boot: order=scsi0\nscsi0: local:vm-100-disk-0\n");
  write("lxc/demo/config", "lxc.uts.name = demo\n");
  write("notes.conf", "a = b\n");
  write("110.conf", Buffer.alloc(1000, 1));
  for (const file of ["qemu-server/100.conf", "lxc/demo/config", "notes.conf", "110.conf", "none.conf"]) {
    const { status, output, errors } = await run([command, `~/${file}`]);
    expect([file, status, output]).toEqual([file, 2, ""]);
    expect(errors).toMatch(/^lxc-lint: ~\/.+: .+\n$/);
  }
});
