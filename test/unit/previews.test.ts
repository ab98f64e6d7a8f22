import { expect, test } from "vitest";
import { startSession } from "../session.js";

const uri = "file:///etc/pve/lxc/902.conf";
const config =
  "arch: amd64\nfeatures: fuse=1\nmemory: 1024\nostype: debian\nrootfs: local:902/x.raw\nunprivileged: 1\n";

interface Generated {
  readonly text: string;
  readonly lines: readonly {
    readonly origin: { readonly start: { readonly line: number } } | null;
    readonly reason: string;
  }[];
  readonly error: string | null;
}

test("the generated config comes with the place that each line comes from, and follows what is typed", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", config);
  const generated = await session.request<Generated>("lxc/generatedConfig", { uri });
  const lines = generated.text.trimEnd().split("\n");
  const fuse = lines.indexOf("lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0");
  expect(generated.lines[fuse]).toMatchObject({
    origin: { start: { line: 1 } },
    reason: "From line 2: `features: fuse=1`",
  });
  const monitor = lines.indexOf("lxc.monitor.unshare = 1");
  expect(generated.lines[monitor]).toEqual({
    origin: null,
    reason: "Proxmox runs the monitor of each container in a mount namespace of its own.",
  });
  expect(generated.lines).toHaveLength(lines.length);
  session.change(uri, 2, config.replace("fuse=1", "nesting=1"));
  expect((await session.request<Generated>("lxc/generatedConfig", { uri })).text).not.toContain("/dev/fuse");
  session.close();
});

test("where Proxmox refuses, the generated config says so", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", "arch: amd64\nostype: debian\n");
  expect(await session.request<Generated>("lxc/generatedConfig", { uri })).toMatchObject({
    text: "# Proxmox refuses this container and writes no config:\n# missing 'rootfs' configuration\n",
    error: "missing 'rootfs' configuration",
  });
  session.close();
});

test("the generated config itself is shown without findings, and a native config has none", async () => {
  const session = await startSession();
  const shown = "lxc-generated:/etc/pve/lxc/902%20(generated)?file";
  session.open(shown, "lxc", "lxc.tty.max = many\n");
  expect((await session.publishedFor(1)).diagnostics).toEqual([]);
  expect(await session.request("lxc/generatedConfig", { uri: shown })).toBeNull();
  session.close();
});

test("the rewritten config comes with what gets lost, in words", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", "memory: 1024\nmemory 512\narch: amd64\nonboot: yes\n");
  expect(await session.request("lxc/rewrittenConfig", { uri })).toEqual({
    text: "arch: amd64\nmemory: 1024\nonboot: 1\n",
    lost: ["Line 2 gets lost, Proxmox cannot read this line: memory 512"],
    error: null,
  });
  session.close();
});
