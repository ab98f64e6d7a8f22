import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { defaultHost } from "../../server/src/host/host.js";
import { explain } from "../../server/src/startLog/explain.js";
import { positionOf } from "../../server/src/syntax/document.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";

const config = dedent(`
  arch: amd64
  features: nesting=1
  hostname: portainer
  memory: 4096
  mp0: /srv/media,mp=/media
  net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
  ostype: debian
  rootfs: local-lvm:vm-902-disk-0,size=8G
  unprivileged: 1
  lxc.mount.entry: /dev/fuse
`);

/** What is said first about a log, and the line of the config to which it leads. */
function rootOf(log: string, start?: number) {
  const container = containerOf(parse(config, "proxmox"));
  const explanation = explain(dedent(log), {
    container,
    ctid: 902,
    host: defaultHost,
    ...(start === undefined ? {} : { start }),
  });
  const [root] = explanation.failures;
  const line = root?.place && config.split("\n")[positionOf(container.document, root.place.start).line];
  return {
    failed: explanation.failed,
    container: explanation.container,
    starts: explanation.starts,
    signature: root?.signature,
    logLine: root?.line,
    line,
  };
}

/** The incident: an entry without a target. */
function expectIncident(log: string, logLine: number, others: object = {}) {
  expect(rootOf(log)).toEqual({
    failed: true,
    container: "902",
    starts: 1,
    signature: "mount-enodev-no-target",
    logLine,
    line: "lxc.mount.entry: /dev/fuse",
    ...others,
  });
}

describe("the same start, in the forms in which it reaches people", () => {
  test("a log file", () => {
    expectIncident(
      `
      lxc-start 902 20261123122029.410 INFO     lsm - ../src/lxc/lsm/lsm.c:lsm_init_static:38 - Initialized LSM security driver AppArmor
      lxc-start 902 20261123122029.412 ERROR    utils - ../src/lxc/utils.c:safe_mount:1332 - No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      lxc-start 902 20261123122029.412 ERROR    conf - ../src/lxc/conf.c:mount_entry:2202 - No such device - Failed to mount "/dev/fuse" on "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      lxc-start 902 20261123122029.413 ERROR    start - ../src/lxc/start.c:do_start:1273 - Failed to setup container "902"
      `,
      1,
    );
  });

  test("standard error of lxc-start", () => {
    expectIncident(
      `
      lxc-start: 902: ../src/lxc/utils.c: safe_mount: 1332 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      lxc-start: 902: ../src/lxc/conf.c: lxc_setup: 3908 Failed to setup mount entries
      lxc-start: 902: ../src/lxc/tools/lxc_start.c: lxc_start_main: 307 The container failed to start
      `,
      0,
    );
  });

  test("pct start, with the prompt", () => {
    expectIncident(
      `
      root@pve:~# pct start 902
      safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      mount_entry: 2202 No such device - Failed to mount "/dev/fuse" on "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      lxc_setup: 3908 Failed to setup mount entries
      startup for container '902' failed
      `,
      1,
    );
  });

  test("pct start --debug, which shows the complaints first and then the log that they are from", () => {
    expectIncident(
      `
      root@pve:~# pct start 902 --debug
      safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      lxc_setup: 3908 Failed to setup mount entries
      d 0 hostid 100000 range 65536
      INFO     lsm - ../src/lxc/lsm/lsm.c:lsm_init_static:38 - Initialized LSM security driver AppArmor
      DEBUG    conf - ../src/lxc/conf.c:lxc_map_ids:3605 - Functional newuidmap and newgidmap binary found
      ERROR    utils - ../src/lxc/utils.c:safe_mount:1334 - No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      startup for container '902' failed
      `,
      1,
    );
  });

  test("the task log of the web interface", () => {
    expectIncident(
      `
      safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      lxc_setup: 3908 Failed to setup mount entries
      do_start: 1273 Failed to setup container "902"
      TASK ERROR: startup for container '902' failed
      `,
      0,
    );
  });

  test("the journal", () => {
    expectIncident(
      `
      Nov 23 20:15:01 pve systemd[1]: Started pve-container@902.service - PVE LXC Container: 902.
      Nov 23 20:15:02 pve lxc-start[41234]: lxc-start: 902: ../src/lxc/utils.c: safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      Nov 23 20:15:02 pve lxc-start[41234]: lxc-start: 902: ../src/lxc/conf.c: lxc_setup: 3908 Failed to setup mount entries
      Nov 23 20:15:03 pve systemd[1]: pve-container@902.service: Main process exited, code=exited, status=1/FAILURE
      Nov 23 20:15:03 pve systemd[1]: pve-container@902.service: Failed with result 'exit-code'.
      `,
      1,
    );
  });

  test("a quotation in a forum", () => {
    expectIncident(
      `
      > root@pve:~# pct start 902
      > safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
      > lxc_setup: 3908 Failed to setup mount entries
      > startup for container '902' failed
      `,
      1,
    );
  });

  test("colours, and line ends of Windows", () => {
    const plain = dedent(`
      \u001b[1mroot@pve\u001b[0m:~# pct start 902
      \u001b[31msafe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"\u001b[0m
      startup for container '902' failed
    `);
    expectIncident(plain.replaceAll("\n", "\r\n"), 1);
  });

  test("lines that a terminal has broken", () => {
    expectIncident(
      `
      safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86
      _64-linux-gnu/lxc/rootfs/"
      lxc_setup: 3908 Failed to setup mount entries
      startup for container '902' failed
      `,
      0,
    );
  });

  test("one line alone", () => {
    expectIncident(
      'safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"\n',
      0,
      { container: undefined },
    );
  });
});

describe("several starts in one log", () => {
  const log = `
    root@pve:~# pct start 902
    safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
    startup for container '902' failed
    root@pve:~# nano /etc/pve/lxc/902.conf
    root@pve:~# pct start 902
    CT is locked (backup)
    root@pve:~# pct start 902
    directory '/srv/media' does not exist
  `;

  test("the last one is explained", () => {
    expect(rootOf(log)).toMatchObject({
      starts: 3,
      signature: "proxmox-directory-missing",
      line: "mp0: /srv/media,mp=/media",
    });
  });

  test("the others can be asked for", () => {
    expect(rootOf(log, 0)).toMatchObject({ signature: "mount-enodev-no-target" });
    expect(rootOf(log, 1)).toMatchObject({ signature: "proxmox-locked", failed: true });
  });
});

describe("a hook that fails", () => {
  test("is explained by what it has printed, which LXC writes at level DEBUG, and not by its status", () => {
    expect(
      rootOf(`
        run_buffer: 571 Script exited with status 2
        lxc_init: 845 Failed to run lxc.hook.pre-start for container "902"
        __lxc_start: 2034 Failed to initialize container "902"
        INFO     utils - ../src/lxc/utils.c:run_script_argv:587 - Executing script "/usr/share/lxc/hooks/lxc-pve-prestart-hook" for container "902", config section "lxc"
        DEBUG    utils - ../src/lxc/utils.c:run_buffer:560 - Script exec /usr/share/lxc/hooks/lxc-pve-prestart-hook 902 lxc pre-start produced output: directory '/srv/media' does not exist

        ERROR    utils - ../src/lxc/utils.c:run_buffer:571 - Script exited with status 2
        startup for container '902' failed
      `),
    ).toMatchObject({
      failed: true,
      signature: "proxmox-directory-missing",
      logLine: 4,
      line: "mp0: /srv/media,mp=/media",
    });
  });

  test("shows its own words where nobody knows them", () => {
    expect(
      rootOf(`
        lxc-start 902 20261123122029.410 DEBUG    utils - ../src/lxc/utils.c:run_buffer:560 - Script exec /usr/share/lxc/hooks/lxc-pve-prestart-hook 902 lxc pre-start produced output: the moon is in the wrong place
        lxc-start 902 20261123122029.411 ERROR    utils - ../src/lxc/utils.c:run_buffer:571 - Script exited with status 255
        lxc-start 902 20261123122029.411 ERROR    start - ../src/lxc/start.c:lxc_init:845 - Failed to run lxc.hook.pre-start for container "902"
      `),
    ).toMatchObject({ failed: true, signature: "hook-output", logLine: 0 });
  });

  test("has only a status where nothing was printed", () => {
    expect(
      rootOf(`
        run_buffer: 571 Script exited with status 127
        lxc_init: 845 Failed to run lxc.hook.pre-start for container "902"
        startup for container '902' failed
      `),
    ).toMatchObject({ failed: true, signature: "hook-status", line: undefined });
  });
});

describe("what is no failed start", () => {
  test("a container that runs already", () => {
    expect(
      rootOf("lxc-start: 902: ../src/lxc/tools/lxc_start.c: main: 265 Container is already running\n"),
    ).toMatchObject({
      failed: false,
    });
    expect(rootOf("root@pve:~# pct start 902\nCT 902 already running\n")).toMatchObject({ failed: false });
  });

  test("an optional mount that is left out", () => {
    const log = dedent(`
      lxc-start 902 20261123122029.412 ERROR    utils - ../src/lxc/utils.c:safe_mount:1332 - No such file or directory - Failed to mount "/dev/dri" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/dev/dri"
      lxc-start 902 20261123122029.500 NOTICE   start - ../src/lxc/start.c:post_start:2204 - Started "/sbin/init" with pid "4711"
    `);
    const container = containerOf(
      parse("lxc.mount.entry: /dev/dri dev/dri none bind,optional,create=dir\n", "proxmox"),
    );
    const { failed, failures } = explain(log, { container, ctid: 902, host: defaultHost });
    expect(failed).toBe(false);
    expect(failures).toMatchObject([{ signature: "mount-enoent-source", fatal: false }]);
  });

  test.each([
    ["an empty text", ""],
    ["blank lines", "\n\n  \n"],
    ["the log of another program", "2026-11-23 nginx: 10 started\nGET / 200\n"],
    ["a number behind a word", "listening: 80 connections\n"],
  ])("%s", (_, text) => {
    expect(explain(text, { host: defaultHost })).toMatchObject({ isLog: false, failed: false, failures: [] });
  });
});

describe("other programs of LXC", () => {
  test("lxc-info and lxc-attach on a config that cannot be read", () => {
    for (const program of ["lxc-info", "lxc-attach"]) {
      expect(
        rootOf(`
          ${program}: 902: ../src/lxc/parse.c: lxc_file_for_each_line_mmap: 129 Failed to parse config file "/var/lib/lxc/902/config" at line "lxc.mount.entry = /dev/fuse"
          ${program}: 902: ../src/lxc/tools/lxc_info.c: main: 520 Failed to load rcfile
        `),
      ).toMatchObject({
        failed: true,
        container: "902",
        signature: "parse-at-line",
        line: "lxc.mount.entry: /dev/fuse",
      });
    }
  });
});
