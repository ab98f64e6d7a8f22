import type { Container } from "../../container/container.js";
import { freeKey } from "../../container/freeKeys.js";
import { kindOfHostPath } from "../../container/hostPaths.js";
import { isSince } from "../../container/releases.js";
import { isOn, mountedVolumes, type Volume } from "../../container/volumes.js";
import { devices } from "../../knowledge/devices.js";
import type { Fix } from "../finding.js";
import { appendToMain, removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** A mount point takes a directory of the host or a disk below `/dev`; with a file or any other device the container does not start. */
export const sourceKind = defineRule({
  name: "mount-point-source-kind",
  area: "volume",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["mp", "rootfs"],
  check(container, report) {
    for (const volume of mountedVolumes(container)) {
      if (volume.kind === "bind") checkBind(container, volume, report);
      else if (volume.kind === "device") checkDevice(container, volume, report);
    }
  },
});

function checkBind(container: Container, volume: Volume, report: Report): void {
  const { source } = volume;
  if (!source) return;
  if (kindOfHostPath(source.text) === "file") {
    const message = `${source.text} is no directory, and Proxmox binds only those, so the container does not start. Write it as \`lxc.mount.entry\` instead.`;
    report(source, message, { fixes: entryInstead(container, volume, "file") });
  } else if (isImage(source.text)) {
    report(
      source,
      "This looks like a disk image, and Proxmox takes a path for a directory, so the container does not start. Name the volume by its storage instead, as in `local:101/vm-101-disk-0.raw`.",
      { severity: "warning" },
    );
  }
}

function isImage(path: string): boolean {
  return /\.(?:raw|qcow2|img|iso|vmdk|subvol\.raw)$/.test(path);
}

function checkDevice(container: Container, volume: Volume, report: Report): void {
  const { source } = volume;
  if (!source) return;
  if (kindOfHostPath(source.text) === "dir") {
    report(
      source,
      `Proxmox takes what is below /dev for a disk, and ${source.text} is a directory, so the container does not start. Write it as \`lxc.mount.entry\` instead, or its nodes as \`devN\`.`,
      { fixes: entryInstead(container, volume, "dir") },
    );
  } else if (isCharacterDevice(source.text)) {
    const write = isSince(container.target.proxmox, "8.1")
      ? `\`${freeKey(container, "dev")}: ${source.text}\``
      : "it as `lxc.mount.entry`";
    report(
      source,
      `A mount point mounts disks, and ${source.text} is none, so the container does not start. Write ${write} instead.`,
      {
        fixes: deviceInstead(container, volume),
      },
    );
  }
}

const characterDevices: ReadonlySet<string> = new Set(
  devices.flatMap(({ path, type }) => (type === "c" ? [withoutNumber(path.replace("*", "0"))] : [])),
);

function isCharacterDevice(path: string): boolean {
  return kindOfHostPath(path) === "file" && characterDevices.has(withoutNumber(path));
}

function withoutNumber(path: string): string {
  return path.replace(/[0-9]{1,4}$/, "");
}

function entryInstead(
  container: Container,
  { line, source, path, name, ...volume }: Volume,
  kind: "file" | "dir",
): readonly Fix[] {
  if (!source || name !== "mp" || path === "") return [];
  const options = ["bind", ...(isOn({ ...volume, line, source, path, name }, "ro") ? ["ro"] : []), `create=${kind}`];
  const [from, to] = [source.text, path].map((text) => text.replaceAll(" ", "\\040"));
  const entry = `lxc.mount.entry: ${from} ${to} none ${options.join(",")} 0 0`;
  return [
    { title: "Write it as a mount entry", safe: false, edits: [removeLine(line), appendToMain(container, [entry])] },
  ];
}

// A device appears under its own name, so another target is not for `devN`.
function deviceInstead(container: Container, volume: Volume): readonly Fix[] {
  const { source, path, line } = volume;
  if (!source || `/${path}` !== source.text || !isSince(container.target.proxmox, "8.1"))
    return entryInstead(container, volume, "file");
  const text = `${freeKey(container, "dev")}: ${source.text}`;
  return [
    { title: `Write \`${text}\``, safe: false, edits: [replace({ start: line.start, end: volume.written.end }, text)] },
  ];
}
