import { partOf, type Token } from "../../syntax/token.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** The resolvers of glibc and musl read three name servers, `MAXNS` in resolv.h, and pass over the rest. */
const most = 3;

/** Of more than three name servers the last ones are never asked. */
export const nameserverTooMany = defineRule({
  name: "nameserver-too-many",
  area: "container",
  severity: "information",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["nameserver"],
  check({ settings }, report) {
    const value = settings.get("nameserver")?.value;
    // Into an unmanaged container Proxmox writes no name servers at all.
    if (!value || trailingComment(value) || settings.get("ostype")?.value.text === "unmanaged") return;
    const servers = wordsOf(value);
    const last = servers[most - 1];
    const first = servers[most];
    const end = servers.at(-1)?.end;
    if (!last || !first || end === undefined) return;
    report(
      { start: first.start, end },
      "What stands behind the third name server is never asked, as resolvers ask no more than three. Keep three.",
      { fixes: [{ title: "Keep the first three", safe: false, edits: [replace({ start: last.end, end }, "")] }] },
    );
  },
});

/** Items of a list, which commas, semicolons and blanks part. */
function wordsOf(value: Token): readonly Token[] {
  return [...value.text.matchAll(/[^,;\s]+/g)].map(({ index, 0: word }) => partOf(value, index, index + word.length));
}
