import type { Container, RawEntry } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Of two raw lines for one value the last one counts. */
export const setTwice = defineRule({
  name: "raw-key-set-twice",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check(container, report) {
    for (const [entry, winner] of losers(container)) {
      // Two interfaces under one number: which line belongs to which, only a person knows.
      const safe = !entry.key.text.startsWith("lxc.net.");
      const isSame = entry.value.text === winner.value.text;
      const what = entry.key.text === "lxc.environment" ? "the same variable" : `\`${entry.key.text}\``;
      report(
        entry.key,
        isSame
          ? `A later line sets ${what} to the same value. Remove one of them.`
          : `A later line sets ${what} again, and only that one counts. Remove one of them.`,
        {
          severity: isSame ? "hint" : "warning",
          related: [{ span: winner.key, message: "This line counts." }],
          tags: ["unnecessary"],
          fixes: [{ title: "Remove the line, which does not count", safe, edits: [removeLine(entry.line)] }],
        },
      );
    }
  },
});

function losers({ raw }: Container): readonly (readonly [RawEntry, RawEntry])[] {
  if (raw.length < 2) return [];
  const winners = new Map<string, RawEntry>();
  const pairs: (readonly [RawEntry, RawEntry])[] = [];
  for (let at = raw.length - 1; at >= 0; at--) {
    const entry = raw[at];
    const place = entry && entry.value.text !== "" && !entry.clearedBy ? placeOf(entry) : undefined;
    if (!entry || place === undefined) continue;
    const winner = winners.get(place);
    if (winner) pairs.push([entry, winner]);
    else winners.set(place, entry);
  }
  return pairs.reverse();
}

/** Control files that hold one value, so that the last write counts. Source: kernel, Documentation/admin-guide/cgroup-v2.rst. */
const singleValues =
  /^lxc\.cgroup2\.(?:memory\.(?:min|low|high|max|oom\.group|swap\.(?:high|max))|cpu\.(?:weight|max|weight\.nice|max\.burst)|cpuset\.(?:cpus|mems)|pids\.max)$/;

/** What a line sets, as far as a second line would set it anew; undefined for keys whose lines add up. */
function placeOf({ key, value }: RawEntry): string | undefined {
  const { text } = key;
  if (text === "lxc.environment") {
    const equals = value.text.indexOf("=");
    return equals < 0 ? undefined : `${text} ${value.text.slice(0, equals)}`;
  }
  if (text.startsWith("lxc.cgroup2.")) return singleValues.test(text) ? text : undefined;
  const known = lxcKey(text);
  if (!known || known.fact.refused) return undefined;
  // The log is opened, and the kind of an interface is taken, at the line itself.
  if (text.startsWith("lxc.log.") || (text.startsWith("lxc.net.") && text.endsWith(".type"))) return undefined;
  return known.fact.kind === "scalar" || known.fact.kind === "keyed" ? text : undefined;
}
