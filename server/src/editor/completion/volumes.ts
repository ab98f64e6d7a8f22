import { CompletionItemKind } from "vscode-languageserver-types";
import type { Container } from "../../container/container.js";
import { mountedVolumes, mountPointsOf } from "../../container/volumes.js";
import type { ValuePlace } from "./place.js";
import { type Proposal, wordsOf } from "./proposal.js";
import { seenNames } from "./seen.js";

/** The values of a property of `rootfs`, `mpN` or `unusedN`, apart from words that its table lists. */
export function volumeValues(
  place: ValuePlace,
  key: string,
  property: string,
  others: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): readonly Proposal[] {
  switch (property) {
    case "volume":
      return sources(place, key);
    case "mp":
      return targets(place.rest(), others.get("volume"));
    case "idmap":
      return diskIdMaps(used);
    default:
      return [];
  }
}

/** Whether a property has an effect on what the line mounts. */
export function volumePropertyFits(rest: Container, property: string, others: ReadonlyMap<string, string>): boolean {
  const ofHost = others.get("volume")?.startsWith("/") === true;
  switch (property) {
    case "size":
    case "backup":
      return !ofHost;
    case "shared":
      return ofHost;
    // Neither ZFS nor pure cgroup v2 has them, and who has something else knows it.
    case "quota":
      return false;
    case "keepattrs":
    case "idmap":
      return others.has("volume");
    default:
      return rest.document.dialect === "proxmox";
  }
}

function sources({ documents, rest, value }: ValuePlace, key: string): readonly Proposal[] {
  // What the storage holds stands in no config.
  if (value.text.includes(":")) return [];
  const storages = seenNames(documents(), "storage").map(
    (name): Proposal => ({ label: name, text: `${name}:`, kind: CompletionItemKind.Module, note: "storage" }),
  );
  if (key !== "mp") return storages;
  const used = new Set(mountedVolumes(rest()).map(({ source }) => source?.text));
  const directories = seenNames(documents(), "directory").filter((path) => !used.has(path));
  return [...storages, ...wordsOf(directories, CompletionItemKind.Folder, "seen")];
}

/** A directory of the host under the same path, or below `/mnt`. */
function targets(rest: Container, source: string | undefined): readonly Proposal[] {
  const used = new Set(mountPointsOf(rest).map(({ path }) => `/${path}`));
  const path = source?.startsWith("/") && !source.startsWith("/dev/") ? source : undefined;
  const name = path?.slice(path.lastIndexOf("/") + 1) || "data";
  const candidates = new Set([...(path ? [path] : []), `/mnt/${name}`, `/srv/${name}`]);
  return wordsOf(
    [...candidates].filter((candidate) => !used.has(candidate) && candidate.length > 1),
    CompletionItemKind.Folder,
  );
}

/** The first user of most systems, handed through alone; each kind once. */
function diskIdMaps(used: ReadonlySet<string>): readonly Proposal[] {
  if (used.has("passthrough")) return [];
  const user = "u:1000:1000:1";
  const group = "g:1000:1000:1";
  if (used.size === 0) return wordsOf([`${user};${group}`], CompletionItemKind.Value);
  const hasKind = (kind: string) => [...used].some((word) => word.startsWith(`${kind}:`));
  const open = [...(hasKind("u") ? [] : [user]), ...(hasKind("g") ? [] : [group])];
  return wordsOf(open, CompletionItemKind.Value);
}
