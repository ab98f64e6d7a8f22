import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Container, isUnprivileged } from "../../server/src/container/container.js";
import { expand } from "../../server/src/container/expand.js";
import { addedMountEntries } from "../../server/src/container/mounts.js";
import { defaultHost } from "../../server/src/host/host.js";

/** What a real start did. */
export interface Start {
  readonly started: boolean;
  /** The messages of the log at WARN and above, without time, file and line. */
  readonly messages: readonly string[];
  /** The same log as the file that lxc-start has written. */
  readonly log: string;
  /** The config that was started, for whoever reads a failure. */
  readonly config: string;
}

export interface RealLxc {
  /** With the raw lines of the config alone, and no interface. */
  start(container: Container): Start;
  /** With all that Proxmox writes from the config, its interfaces included; not the limits, which need a host with cgroup v2 alone. */
  startExpanded(container: Container): Start;
  remove(): void;
}

/** Why this machine cannot start containers; undefined when it can. */
export function missingForStarts(): string | undefined {
  if (process.platform !== "linux") return "real starts need Linux";
  if (process.getuid?.() !== 0) return "real starts need root";
  for (const program of ["lxc-start", "busybox"]) {
    if (spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0) {
      return `${program} is not installed (Debian: apt-get install lxc busybox-static)`;
    }
  }
  return undefined;
}

/** The name under which containers are started; pages show logs of this one. */
const name = "902";

/** A folder with two small root file systems, one for privileged and one for unprivileged containers. */
export function realLxc(): RealLxc {
  const folder = mkdtempSync(path.join(tmpdir(), "lxc-proof-"));
  chmodSync(folder, 0o755);
  const privileged = path.join(folder, "privileged");
  const unprivileged = path.join(folder, "unprivileged");
  makeRootfs(privileged, 0);
  makeRootfs(unprivileged, 100_000);
  const lxcPath = path.join(folder, "lxc");
  mkdirSync(lxcPath);
  const run = (container: Container, linesOf: typeof rawLinesOf): Start => {
    const rootfs = isUnprivileged(container) ? unprivileged : privileged;
    const config = `${linesOf(container, rootfs).join("\n")}\n`;
    const file = path.join(folder, "config");
    const log = path.join(folder, "log");
    writeFileSync(file, config);
    rmSync(log, { force: true });
    const { status } = spawnSync("lxc-start", ["-P", lxcPath, "-n", name, "-F", "-f", file, "-l", "WARN", "-o", log], {
      timeout: 20_000,
      stdio: "ignore",
    });
    const text = readIfThere(log);
    return { started: status === 0, messages: messagesIn(text), log: text, config };
  };
  return {
    start: (container) => run(container, rawLinesOf),
    startExpanded: (container) => run(container, expandedLinesOf),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The lines that Proxmox would hand to liblxc, behind the templates that it includes, on a root file system and an init that are here instead of those of the config. */
function rawLinesOf(container: Container, rootfs: string): readonly string[] {
  const own = new Set(["lxc.rootfs.path", "lxc.uts.name", "lxc.init.cmd"]);
  const lines = [
    "lxc.include = /usr/share/lxc/config/common.conf",
    ...(isUnprivileged(container) ? ["lxc.include = /usr/share/lxc/config/userns.conf"] : []),
    `lxc.rootfs.path = dir:${rootfs}`,
    `lxc.uts.name = ct${name}`,
    "lxc.init.cmd = /bin/busybox true",
    "lxc.net.0.type = empty",
    "lxc.apparmor.profile = unconfined",
  ];
  if (isUnprivileged(container) && container.idMaps.length === 0) {
    lines.push("lxc.idmap = u 0 100000 65536", "lxc.idmap = g 0 100000 65536");
  }
  for (const entry of addedMountEntries(container)) lines.push(`lxc.mount.entry = ${entry.text}`);
  for (const { key, line } of container.raw) {
    if (!own.has(key.text)) lines.push(`${key.text} = ${line.value?.text ?? ""}`);
  }
  return lines;
}

let pairs = 0;

/** What Proxmox has and this machine has not is taken out: its hooks, its seccomp profile, AppArmor. */
function expandedLinesOf(container: Container, rootfs: string): readonly string[] {
  const host = { ...defaultHost, bridgeMtu: 65535, templates: [], controllers: { v1: [], v2: undefined } };
  const { lines, error } = expand(container, { ctid: Number(name), release: container.target.proxmox, host });
  if (error !== undefined) throw new Error(error);
  const own: Readonly<Record<string, string>> = {
    "lxc.rootfs.path": `dir:${rootfs}`,
    "lxc.init.cmd": "/bin/busybox true",
    "lxc.apparmor.profile": "unconfined",
  };
  const kept = lines.flatMap(({ key, value }) => {
    if (key.endsWith(".script.up") || key.startsWith("lxc.cgroup") || key.startsWith("lxc.seccomp")) return [];
    // The kernel takes a moment to take an interface away, so each start has names of its own.
    if (key.endsWith(".veth.pair")) return [`${key} = pv${process.pid % 100_000}x${pairs++}`];
    return [`${key} = ${own[key] ?? value}`];
  });
  return [...kept, "lxc.init.cmd = /bin/busybox true"];
}

function makeRootfs(root: string, owner: number): void {
  for (const each of ["bin", "dev", "etc", "mnt", "proc", "run", "sbin", "sys", "tmp", "var/log"]) {
    mkdirSync(path.join(root, each), { recursive: true });
  }
  const busybox = execFileSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).trim();
  copyFileSync(busybox, path.join(root, "bin/busybox"));
  symlinkSync("busybox", path.join(root, "bin/sh"));
  own(root, owner);
}

function own(target: string, owner: number): void {
  lchownSync(target, owner, owner);
  for (const entry of readdirSync(target, { withFileTypes: true, recursive: true })) {
    lchownSync(path.join(entry.parentPath, entry.name), owner, owner);
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** `lxc-start 902 2026… ERROR utils - ../src/lxc/utils.c:safe_mount:1220 - No such device - …` → `No such device - …`. */
function messagesIn(log: string): readonly string[] {
  return log.split("\n").flatMap((line) => {
    const match = /^lxc-start \S+ \S+ (?:ERROR|WARN|CRIT|FATAL) +\S+ - \S+:\d+ - (.*)$/.exec(line);
    return match?.[1] === undefined ? [] : [withoutPlaces(match[1])];
  });
}

/** A message in the form of a page's log, `safe_mount: 1334 No such device - …`, reduced to what two releases have in common. */
export function messageOfLogLine(line: string): string {
  return withoutPlaces(line.replace(/^\w+: \d+ /, ""));
}

function withoutPlaces(message: string): string {
  return message
    .replaceAll(/"[^"]*\/lxc\/rootfs\/?/g, '"ROOTFS/')
    .replace(/config file "[^"]*"/, 'config file "CONFIG"');
}
