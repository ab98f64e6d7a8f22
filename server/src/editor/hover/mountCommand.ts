import { factOf } from "../../container/keys.js";
import { createdKind, isBindMount, isReadOnly, type MountEntry, mountOption } from "../../container/mountEntries.js";
import { mountOptions } from "../../knowledge/mountOptions.js";
import type { MountOption } from "../../syntax/mountEntry.js";
import { ownText } from "../markdown.js";

/** The commands that do what LXC does with a mount entry; undefined where it mounts nothing, or onto the root. */
export function mountCommandText(entry: MountEntry): string | undefined {
  const commands = mountCommands(entry);
  if (!commands) return undefined;
  const notes = [
    mountOption(entry, "idmap") ? "It maps the owners of the files by the ID map." : "",
    mountOption(entry, "optional") ? "When it fails, the container starts without it." : "",
  ].filter((note) => note !== "");
  const script = commands.join("\n").replaceAll("```", "` ` `");
  return ownText(
    "What LXC does at the start",
    `\`\`\`sh\n${script}\n\`\`\``,
    ["`$ROOTFS` is the root of the container.", ...notes].join(" "),
  );
}

function mountCommands(entry: MountEntry): readonly string[] | undefined {
  const { source, type, place } = entry;
  if (!source || place.kind !== "inside") return undefined;
  const target = inRootfs(place.path);
  const from = mountOption(entry, "relative") ? inRootfs(source.decoded.replace(/^\/+/, "")) : quoted(source.decoded);
  const words = entry.optionWords.map((word) => ({ text: word.text, fact: factFor(word) }));
  const spread = words
    .filter(({ fact }) => fact?.kind === "propagation")
    .map(({ text }) => `mount --make-${quoted(text)} ${target}`);
  const creation = creationOf(entry, target);
  if (!isBindMount(entry)) {
    if (!type) return undefined;
    const options = words
      .filter(({ text, fact }) => text !== "defaults" && (!fact || fact.kind === "flag"))
      .map(({ text }) => text);
    const list = options.length > 0 ? ` -o ${quoted(options.join(","))}` : "";
    return [...creation, `mount -t ${quoted(type.decoded)}${list} ${from} ${target}`, ...spread];
  }
  const kind = entry.optionWords.some((word) => word.text.startsWith("rbind")) ? "--rbind" : "--bind";
  // Without `ro` LXC does not mount a second time, and the kernel looks at no flag the first time.
  const flags = words.filter(({ fact }) => fact?.lostOnBind).map(({ text }) => text);
  const second = isReadOnly(entry) ? [`mount -o ${quoted(["remount,bind,ro", ...flags].join(","))} ${target}`] : [];
  return [...creation, `mount ${kind} ${from} ${target}`, ...second, ...spread];
}

function creationOf(entry: MountEntry, target: string): readonly string[] {
  const kind = createdKind(entry);
  if (kind === "dir") return [`mkdir -p ${target}`];
  if (kind !== "file") return [];
  const slash = entry.place.path.lastIndexOf("/");
  const parent = slash < 0 ? [] : [`mkdir -p ${inRootfs(entry.place.path.slice(0, slash))}`];
  return [...parent, `touch ${target}`];
}

/** LXC looks for its own words as they stand, and for all others by how they begin. */
function factFor(word: MountOption) {
  const own = factOf(mountOptions, word.text) ?? factOf(mountOptions, `${word.name}=`);
  if (own) return own;
  const name = Object.keys(mountOptions).find(
    (each) => mountOptions[each]?.kind !== "lxc" && word.text.startsWith(each),
  );
  return name === undefined ? undefined : mountOptions[name];
}

function inRootfs(path: string): string {
  return isPlain(path) ? `"$ROOTFS"/${path}` : `"$ROOTFS"/${quoted(path)}`;
}

function quoted(text: string): string {
  return isPlain(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function isPlain(text: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(text);
}
