import type { Container } from "../../container/container.js";
import { factOf } from "../../container/keys.js";
import { isBindMount, isOptional, type MountEntry } from "../../container/mountEntries.js";
import { targetStates } from "../../container/mountTargets.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Span } from "../../syntax/token.js";
import { insertAt, replace } from "../fixes.js";
import type { Details } from "../rule.js";
import { bindFields, targetFor, wantedFor } from "./completion.js";
import { isOptions } from "./fields.js";
import type { Shift } from "./shape.js";

export interface ShiftRepair {
  readonly at: Span;
  readonly message: string;
  readonly details: Details;
}

/** What to say about an entry whose fields are out of place, and how to put them there. */
export function shiftRepair(shift: Shift, entry: MountEntry, container: Container): ShiftRepair | undefined {
  const { source, target, type, options } = entry;
  if (!source || !target) return undefined;
  switch (shift) {
    case "type and options missing": {
      // The two numbers may be there already.
      const fields = type ? typeAndOptionsFor(source.decoded).replace(" 0 0", "") : typeAndOptionsFor(source.decoded);
      return {
        at: { start: source.start, end: target.end },
        message: `This mount entry has no type and no options, so liblxc asks the kernel for a file system without a name and the container does not start. Write \`${fields}\` behind the target.`,
        details: fixed("Add type and options", isSure(source.decoded), [insertAt(target.end, ` ${fields}`)]),
      };
    }
    case "target missing": {
      const path = targetFor(source.text);
      return {
        at: target,
        message: `This mount entry has no target: liblxc takes \`${target.text}\` for it, and the container does not start. Write the target behind the source, without a leading slash.`,
        details: fixed("Add the target", source.decoded.startsWith("/dev/"), [
          insertAt(source.end, type ? ` ${path}` : ` ${path} none`),
        ]),
      };
    }
    case "type missing":
      return (
        type && {
          at: type,
          message:
            "The type is missing: liblxc takes these options for it and sees none of them, so the container does not start. Write `none` in front of them.",
          details: fixed("Add the type `none`", true, [insertAt(type.start, "none ")]),
        }
      );
    case "type and options swapped":
      return (
        type &&
        options && {
          at: { start: type.start, end: options.end },
          message:
            "Type and options have changed places: liblxc sees none of the options, so the container does not start. Write the type first.",
          details: fixed("Swap type and options", true, [replace(type, options.text), replace(options, type.text)]),
        }
      );
    case "options missing":
      return type && optionsMissing(entry, type, source.decoded);
    case "options split":
      return optionsSplit(entry, container);
  }
}

function optionsMissing(entry: MountEntry, type: Span & { readonly text: string }, source: string): ShiftRepair {
  const real = factOf(fileSystems, type.text) !== undefined;
  const wanted = real ? "defaults" : `bind,create=${wantedFor(source).kind}`;
  const found = entry.options ? `liblxc takes \`${entry.options.text}\` for them` : "liblxc binds nothing";
  // Up to liblxc 6.0.4 a file system never saw a word without "=".
  const since = real ? "from liblxc 6.0.5 on " : "";
  return {
    at: type,
    message: `The options are missing behind this type: ${found}, and ${since}the container does not start. Write \`${wanted}\` behind the type.`,
    details: fixed("Add the options", real || isSure(source), [insertAt(type.end, ` ${wanted}`)]),
  };
}

/** Words behind a blank are lost. What that does depends on them: without `bind`, or without `create=` below `/dev`, the container does not start. */
function optionsSplit(entry: MountEntry, container: Container): ShiftRepair | undefined {
  const { options, rest } = entry;
  if (!options) return undefined;
  let count = 0;
  while (rest[count] && (rest[count]?.text.startsWith(",") || isOptions(rest[count]?.text ?? ""))) count++;
  const lost = rest.slice(0, count);
  const first = lost[0];
  const last = lost.at(-1);
  if (!first || !last) return undefined;
  const words = [options, ...lost].flatMap((field) => field.text.split(",")).filter((word) => word !== "");
  const lostWords = lost.flatMap((field) => field.text.split(",")).filter((word) => word !== "");
  const binds = lostWords.includes("bind") || lostWords.includes("rbind");
  const creates =
    lostWords.some((word) => word.startsWith("create=")) && targetStates(container).get(entry) === "missing";
  const mounts = isBindMount(entry) || factOf(fileSystems, entry.type?.text ?? "") !== undefined;
  const fails = (binds || creates || !mounts) && !isOptional(entry);
  return {
    at: { start: first.start, end: last.end },
    message: `liblxc reads no options behind a blank, so \`${lostWords.join(",")}\` is lost${fails ? " and the container does not start" : ""}. Write all options as one word, with commas.`,
    details: {
      rejectedBy: fails ? "start" : "ignored",
      ...fixed("Join the options", true, [replace({ start: options.start, end: last.end }, words.join(","))]),
    },
  };
}

function typeAndOptionsFor(source: string): string {
  return factOf(fileSystems, source) ? `${source} defaults 0 0` : bindFields(source);
}

function isSure(source: string): boolean {
  return factOf(fileSystems, source) !== undefined || wantedFor(source).sure;
}

function fixed(title: string, safe: boolean, edits: readonly TextEdit[]): Details {
  return { fixes: [{ title, safe, edits }] };
}
