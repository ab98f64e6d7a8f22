import type { Token } from "../syntax/token.js";
import type { Container } from "./container.js";
import { isBindMount, isReadOnly } from "./mountEntries.js";
import { isOn, mountPointsOf } from "./volumes.js";

/** A path of the host that the container sees. */
export interface BoundPath {
  /** Absolute, without `.`, doubled slashes and a slash at the end; `/` for the root. */
  readonly path: string;
  /** Where it is written. */
  readonly at: Token;
  /** `mp0` or `lxc.mount.entry`. */
  readonly key: string;
  readonly isReadOnly: boolean;
}

/** The paths of the host that mount points and mount entries bind into the container; devices that are mounted as disks are not among them. */
export function boundPaths(container: Container): readonly BoundPath[] {
  const bound: BoundPath[] = [];
  for (const point of mountPointsOf(container)) {
    const { source: at, kind, key } = point;
    if (!at || kind !== "bind") continue;
    bound.push({ path: cleanPath(at.text), at, key: key.text, isReadOnly: isOn(point, "ro") });
  }
  for (const entry of container.mountEntries) {
    const { source } = entry;
    const isMounted = entry.place.kind === "inside" || entry.place.kind === "root";
    if (!source?.decoded.startsWith("/") || !entry.target || !isMounted || !isBindMount(entry)) continue;
    bound.push({ path: cleanPath(source.decoded), at: source, key: "lxc.mount.entry", isReadOnly: isReadOnly(entry) });
  }
  return bound;
}

/** Whether a path is `folder` or lies below it; both as `boundPaths` writes them. */
export function liesIn(path: string, folder: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

/** An absolute path without what means nothing in it. `..` stays, as a link may stand before it. */
export function cleanPath(path: string): string {
  return `/${path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/")}`;
}
