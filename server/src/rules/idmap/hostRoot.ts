import { type IdRange, ofKind, writtenRanges } from "../../container/idMap.js";
import { completedMap } from "../../container/idMapRepair.js";
import type { Fix } from "../finding.js";
import { defineRule } from "../rule.js";
import { kindName, textOf } from "./otherKind.js";
import { rewriteMap } from "./rewriteMap.js";

/** A map that has the host's ID 0 in it gives root of the host into the container. */
export const idmapHostRoot = defineRule({
  name: "idmap-host-root",
  area: "idmap",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["lxc.idmap", "lxc.id_map"],
  check(container, report) {
    const ranges = writtenRanges(container);
    for (const kind of ["u", "g"] as const) {
      const own = ofKind(ranges, kind);
      const roots = own.filter(mapsHostRoot);
      if (roots.length === 0) continue;
      const map = completedMap(own.filter((range) => !mapsHostRoot(range)));
      const write = map ? ` Write ${textOf(kind, map, own)}.` : "";
      const [who, what] =
        kind === "u" ? ["the host's root, who owns the host's files", "root"] : ["the host's group root", "group root"];
      const fixes: readonly Fix[] = map
        ? [
            {
              title: `Keep the host's ${what} out of the map`,
              safe: false,
              edits: rewriteMap(container, kind, own, map),
            },
          ]
        : [];
      for (const { entry, inside } of roots) {
        report(
          entry.value,
          `The ${kindName(kind)} ID ${inside} of the container is ${who}: this takes back what an ID map is for.${write}`,
          { fixes },
        );
      }
    }
  },
});

/** Of such a map LXC does not ask `/etc/subuid` and `/etc/subgid`, but hands it to the kernel itself. Source: liblxc 6.0.6, run. */
export function mapsHostRoot({ outside, count }: IdRange): boolean {
  return outside === 0 && count > 0;
}
