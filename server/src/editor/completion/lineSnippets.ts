import { CompletionItemKind } from "vscode-languageserver-types";
import { keyNameOf } from "../../container/keys.js";
import { newInterface } from "./interfaces.js";
import type { Place } from "./place.js";
import { inSnippet, type Proposal } from "./proposal.js";

/** A whole line to fill in, for keys whose value has parts. Only clients that have snippets are offered it. */
export function lineSnippets(key: string, separator: string, place: Place): readonly Proposal[] {
  const parts = partsOf(key, place);
  if (!parts) return [];
  const { note, value } = parts;
  const snippet = `${key}${separator}${value}`;
  return [{ label: `${key}${separator}…`, kind: CompletionItemKind.Snippet, note, snippet, aliases: [`${key} …`] }];
}

function partsOf(key: string, place: Place): { readonly note: string; readonly value: string } | undefined {
  switch (keyNameOf(key).name) {
    case "net": {
      const { bridge, name, hwaddr } = newInterface(place, Number(keyNameOf(key).digits));
      const named = `name=${toFill(1, name)},bridge=${toFill(2, bridge)}`;
      return { note: "an interface with DHCP", value: `${named},hwaddr=${hwaddr},ip=${toFill(3, "dhcp")},type=veth` };
    }
    case "mp":
      return {
        note: "a directory of the host",
        value: `${toFill(1, "/srv/data")},mp=${toFill(2, "/srv/data")}`,
      };
    case "lxc.mount.entry": {
      const paths = `${toFill(1, "/srv/data")} ${toFill(2, "srv/data")}`;
      return {
        note: "a directory of the host",
        value: `${paths} none bind,${toFill(3, "create=dir")} 0 0`,
      };
    }
    default:
      return undefined;
  }
}

/** A place of a snippet, in the order in which they are gone through, with what stands there first. */
function toFill(order: number, text: string): string {
  return `\${${order}:${inSnippet(text)}}`;
}
