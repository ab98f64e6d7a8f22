import type { Container } from "../../container/container.js";
import {
  type FeatureItem,
  type FeatureLine,
  type FeaturePart,
  featureLines,
  featureNamed,
} from "../../container/features.js";
import { factOf, proxmoxKey } from "../../container/keys.js";
import { booleanOf, countsAsTrue } from "../../container/values.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { featureProperties } from "../../knowledge/properties.js";
import type { Fix } from "../finding.js";
import { insertAt, replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { consequenceOf } from "./consequence.js";
import { removePart } from "./removePart.js";

/** A feature that Proxmox does not know makes it refuse the whole line, and the container does not start. */
export const unknown = defineRule({
  name: "feature-unknown",
  area: "features",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["features"],
  check(container, report) {
    for (const features of featureLines(container.document)) {
      for (const part of features.parts) {
        if (part.isAccepted || part.continuesMountList) continue;
        for (const item of part.items) {
          if (item.name.text === "" || factOf(featureProperties, item.name.text)) continue;
          const { repair, fixes } = answerTo(container, features, part, item);
          const so = consequenceOf(container, features.line);
          report(item.name, `Proxmox knows no feature of this name, so ${so}. ${repair}`, { fixes });
        }
      }
    }
  },
});

interface Answer {
  readonly repair: string;
  readonly fixes: readonly Fix[];
}

/** What people write for a thing that has another name here. */
const otherNames: Readonly<Record<string, string>> = {
  nested: "nesting",
  nest: "nesting",
  sshfs: "fuse",
  fuse3: "fuse",
  libfuse: "fuse",
  rw_sys: "force_rw_sys",
  sys_rw: "force_rw_sys",
};

const containerPrograms = new Set(["docker", "podman", "containerd", "k3s", "k8s", "kubernetes", "containers"]);

function answerTo(container: Container, features: FeatureLine, part: FeaturePart, item: FeatureItem): Answer {
  const word = item.name.text.toLowerCase();
  if (containerPrograms.has(word)) return answerForDocker(features, part, item);
  const system = word === "smb" || word === "samba" ? "cifs" : word;
  if (factOf(fileSystems, system)) return answerForFileSystem(features, part, item, system);
  const name =
    (Object.hasOwn(otherNames, word) ? otherNames[word] : undefined) ??
    (word.startsWith("fuse.") ? "fuse" : featureNamed(word));
  if (name) return answerForName(features, part, item, name);
  if (word === "tun") {
    return { repair: "Write a line `dev0: /dev/net/tun` instead.", fixes: removal(features, part, false) };
  }
  if (proxmoxKey(word)) return answerForKey(container, features, part, item, word);
  const known = Object.keys(featureProperties)
    .map((name) => `\`${name}\``)
    .join(", ");
  return { repair: `Write one of ${known} instead.`, fixes: removal(features, part, false) };
}

/** Unsafe, because it gives the container more rights than a single word says. */
function answerForDocker(features: FeatureLine, part: FeaturePart, item: FeatureItem): Answer {
  const names = ["nesting", "keyctl"].filter((name) => !features.byName.get(name));
  const repair =
    "Write what Docker and its like need instead: `nesting=1`, in an unprivileged container `keyctl=1` too.";
  const isOff = item.value !== undefined && !countsAsTrue(item.value.text);
  if (isOff || names.length === 0) return { repair, fixes: removal(features, part, true) };
  const text = names.map((name) => `${name}=1`);
  return {
    repair,
    fixes: [{ title: `Write \`${text.join(",")}\``, safe: false, edits: [replace(spanOf(item), text.join(","))] }],
  };
}

function answerForFileSystem(features: FeatureLine, part: FeaturePart, item: FeatureItem, system: string): Answer {
  const list = features.byName.get("mount");
  const only = factOf(fileSystems, system)?.mountableUnprivileged === false;
  const repair = `Write \`mount=${system}\` instead${only ? ", which helps in privileged containers only" : ""}.`;
  if (item.value && !countsAsTrue(item.value.text)) return { repair, fixes: removal(features, part, true) };
  const title = `Allow \`${system}\` with \`mount=\``;
  if (!list) return { repair, fixes: [{ title, safe: true, edits: [replace(spanOf(item), `mount=${system}`)] }] };
  if (!list.isAccepted || part.items.length > 1) return { repair, fixes: [] };
  const edits = [insertAt(list.end, `;${system}`), removePart(features, part)];
  return { repair, fixes: [{ title, safe: true, edits }] };
}

function answerForKey(
  container: Container,
  features: FeatureLine,
  part: FeaturePart,
  item: FeatureItem,
  key: string,
): Answer {
  const value = item.value?.text ?? "1";
  const written = container.settings.get(key);
  return {
    repair: `Write a line of its own instead: \`${key}: ${value}\`.`,
    fixes: removal(features, part, features.line.section.kind === "main" && written?.value.text === value),
  };
}

function answerForName(features: FeatureLine, part: FeaturePart, item: FeatureItem, name: string): Answer {
  const written = features.byName.get(name);
  if (written) {
    const same = item.value && booleanOf(item.value.text) === booleanOf(written.items[0]?.value?.text ?? "");
    return { repair: `Remove it; \`${name}\` is set already.`, fixes: removal(features, part, same === true) };
  }
  const bare = !item.equals && name !== "mount";
  const text = bare ? `${name}=1` : name;
  const repair = `Write \`${text}\` instead.`;
  if (!item.equals && !bare) return { repair, fixes: [] };
  return { repair, fixes: [{ title: `Write \`${text}\``, safe: true, edits: [replace(item.name, text)] }] };
}

function removal(features: FeatureLine, part: FeaturePart, safe: boolean): readonly Fix[] {
  if (part.items.length > 1) return [];
  return [{ title: `Remove \`${part.text.trim()}\``, safe, edits: [removePart(features, part)] }];
}

function spanOf(item: FeatureItem): { start: number; end: number } {
  return { start: item.name.start, end: item.value?.end ?? item.equals?.end ?? item.name.end };
}
