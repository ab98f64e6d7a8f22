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
import { addedMountEntries } from "../../server/src/container/mounts.js";

/** What a real start did. */
export interface Start {
  readonly started: boolean;
  /** The messages of the log at WARN and above, without time, file and line. */
  readonly messages: readonly string[];
  /** The config that was started, for whoever reads a failure. */
  readonly config: string;
}

export interface RealLxc {
  start(container: Container): Start;
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
  return {
    start(container) {
      const config = configOf(container, isUnprivileged(container) ? unprivileged : privileged);
      const file = path.join(folder, "config");
      const log = path.join(folder, "log");
      writeFileSync(file, config);
      rmSync(log, { force: true });
      const run = spawnSync("lxc-start", ["-P", lxcPath, "-n", name, "-F", "-f", file, "-l", "WARN", "-o", log], {
        timeout: 20_000,
        stdio: "ignore",
      });
      return { started: run.status === 0, messages: messagesIn(readIfThere(log)), config };
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The lines that Proxmox would hand to liblxc, on a root file system and an init that are here instead of those of the config. */
function configOf(container: Container, rootfs: string): string {
  const own = new Set(["lxc.rootfs.path", "lxc.uts.name", "lxc.init.cmd"]);
  const lines = [
    `lxc.rootfs.path = dir:${rootfs}`,
    `lxc.uts.name = ct${name}`,
    "lxc.init.cmd = /bin/busybox true",
    "lxc.net.0.type = none",
    "lxc.apparmor.profile = unconfined",
  ];
  if (isUnprivileged(container) && container.idMaps.length === 0) {
    lines.push("lxc.idmap = u 0 100000 65536", "lxc.idmap = g 0 100000 65536");
  }
  for (const entry of addedMountEntries(container)) lines.push(`lxc.mount.entry = ${entry.text}`);
  for (const { key, line } of container.raw) {
    if (!own.has(key.text)) lines.push(`${key.text} = ${line.value?.text ?? ""}`);
  }
  return `${lines.join("\n")}\n`;
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
  return message.replaceAll(/"[^"]*\/lxc\/rootfs\/?/g, '"ROOTFS/');
}
