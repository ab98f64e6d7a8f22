import { type Container, hasFeature, isUnprivileged, rawValue } from "../../container/container.js";
import { isTemplate } from "../../container/distribution.js";
import { keyNameOf } from "../../container/keys.js";
import { isDigit, isLetter } from "../../syntax/characters.js";
import { partOf, type Token } from "../../syntax/token.js";
import { hasGeneratedProfile } from "./confinement.js";

/** A word that says that containers run inside this one, and the features that they lack. */
export interface DockerHint {
  readonly word: Token;
  readonly needed: readonly string[];
  readonly missing: readonly string[];
}

/** Programs that make containers, by the names that people give to the guest that is for them. */
const programs = new Set([
  "portainer",
  "podman",
  "containerd",
  "kubernetes",
  "k3s",
  "k8s",
  "microk8s",
  "rancher",
  "dockge",
  "casaos",
]);

/** Undefined when nothing hints at Docker, or nothing is missing. */
export function dockerHint(container: Container): DockerHint | undefined {
  if (!container.settings.has("rootfs") || isTemplate(container)) return undefined;
  const needed = neededFeatures(container);
  const missing = needed.filter((name) => !hasFeature(container, name));
  const word = missing.length > 0 ? wordAmongNames(container, runsContainers) : undefined;
  return word && { word, needed, missing };
}

/** keyctl is a matter of seccomp, nesting one of AppArmor; a profile set by hand takes the effect from either. */
function neededFeatures(container: Container): readonly string[] {
  const needed: string[] = [];
  if (hasGeneratedProfile(container)) needed.push("nesting");
  if (isUnprivileged(container) && !rawValue(container, "lxc.seccomp.profile")) needed.push("keyctl");
  return needed;
}

/** The first word in the tags or the host name, in lower case, that says what the container is for. */
export function wordAmongNames(container: Container, says: (word: string) => boolean): Token | undefined {
  for (const key of ["tags", "hostname"]) {
    const value = container.settings.get(key)?.value;
    const word = value && wordsIn(value).find(({ text }) => says(text.toLowerCase()));
    if (word) return word;
  }
  return undefined;
}

/** `docker`, `dockerhost`, `mydocker`, `podman2`. */
export function runsContainers(word: string): boolean {
  return word.includes("docker") || programs.has(word) || programs.has(keyNameOf(word).name);
}

function wordsIn(value: Token): readonly Token[] {
  const words: Token[] = [];
  for (let at = 0; at < value.text.length; at++) {
    const start = at;
    while (isOfWord(value.text.charCodeAt(at))) at++;
    if (at > start) words.push(partOf(value, start, at));
  }
  return words;
}

function isOfWord(code: number): boolean {
  return isLetter(code) || isDigit(code);
}
