import { expect } from "vitest";
import { type CompletionItem, InsertTextFormat } from "vscode-languageserver-types";
import { unconfigured } from "../server/src/configuration/configuration.js";
import { targetOf } from "../server/src/container/target.js";
import { completionsAt, completionWithDocumentation } from "../server/src/editor/completion.js";
import { type Snapshot, snapshotOf } from "../server/src/editor/snapshot.js";
import { type Dialect, offsetOf, positionOf } from "../server/src/syntax/document.js";
import { parse } from "../server/src/syntax/parse.js";
import { dedent } from "./annotated.js";

/** How a text is completed. */
interface Circumstances {
  readonly dialect?: Dialect;
  /** A release of Proxmox VE or a version of liblxc; the newest when none is named. */
  readonly target?: string;
  /** Other configs that are open. */
  readonly beside?: readonly string[];
  readonly snippets?: boolean;
}

/** What can be said of the items at a place. */
interface Completing {
  /** These are offered, whatever else is. */
  offers(...labels: readonly string[]): Completing;
  /** These are offered first, in this order. */
  begins(...labels: readonly string[]): Completing;
  /** These are offered and nothing else. */
  offersOnly(...labels: readonly string[]): Completing;
  lacks(...labels: readonly string[]): Completing;
  /** What the text is once the item has been taken. */
  becomes(label: string, text: string): Completing;
  /** What the documentation of the item contains. */
  tells(label: string, words: string): Completing;
}

/** Completes a text at the cursor `$0`. */
export function check(marked: string, circumstances: Circumstances = {}): Completing {
  const { dialect = "proxmox", target, beside = [], snippets = false } = circumstances;
  const drawn = drawnText(marked);
  const offset = drawn.indexOf("$0");
  const text = drawn.replace("$0", "");
  const snapshot = snapshotOfWritten({ text, dialect, ...(target === undefined ? {} : { target }) });
  const others = beside.map((other) => parse(drawnText(other), dialect));
  const items = completionsAt(snapshot, positionOf(snapshot.document, offset), { snippets, others });
  const labels = items.map(({ label }) => label);
  const itemOf = (label: string): CompletionItem => {
    expect(labels).toContain(label);
    return items.find((item) => item.label === label) ?? { label };
  };
  const completing: Completing = {
    offers(...wanted) {
      expect(labels).toEqual(expect.arrayContaining([...wanted]));
      return completing;
    },
    begins(...wanted) {
      expect(labels.slice(0, wanted.length)).toEqual(wanted);
      return completing;
    },
    offersOnly(...wanted) {
      expect(labels).toEqual(wanted);
      return completing;
    },
    lacks(...unwanted) {
      expect(labels.filter((label) => unwanted.includes(label))).toEqual([]);
      return completing;
    },
    becomes(label, wanted) {
      expect(takenAt(text, snapshot, itemOf(label)).text).toBe(drawnText(wanted));
      return completing;
    },
    tells(label, words) {
      const item = itemOf(label);
      expect(item.documentation, "documentation comes later").toBeUndefined();
      const { documentation } = completionWithDocumentation(item);
      expect(typeof documentation === "object" ? documentation.value : "").toContain(words);
      return completing;
    },
  };
  return completing;
}

/** A config in which things are completed, for a release of Proxmox VE or a version of liblxc; the newest when none is named. */
export interface Written {
  readonly text: string;
  readonly dialect: Dialect;
  readonly target?: string;
}

/** What has been written after an item was taken, and where the cursor stands then. */
interface Taken {
  readonly text: string;
  readonly at: number;
}

/** A text on lines of its own is indented as the test is. */
function drawnText(text: string): string {
  return text.startsWith("\n") ? dedent(text) : text;
}

export function snapshotOfWritten({ text, dialect, target }: Written): Snapshot {
  const known = target === undefined ? undefined : targetOf(target);
  const configuration = known ? { ...unconfigured, target: known } : unconfigured;
  return snapshotOf("file:///etc/pve/lxc/902.conf", 1, text, dialect, undefined, configuration);
}

/**
 * What is said against the items at an offset once they are taken: `rule: label`, for each finding at warning or above that is new. An empty value
 * clears lines above it, so what is found without the line counts as known too.
 */
export function objectionsAt(written: Written, offset: number): readonly string[] {
  const before = snapshotOfWritten(written);
  const known = findingsOf(before);
  const others = findingsOf(snapshotOfWritten({ ...written, text: withoutLine(written.text, offset) }));
  return itemsAt(before, offset).flatMap((item) => {
    const now = findingsOf(snapshotOfWritten({ ...written, text: finished(written, item).text }));
    return [...now].flatMap(([rule, count]) => {
      const isNew = count > Math.max(known.get(rule) ?? 0, others.get(rule) ?? 0);
      return isNew ? [`${rule}: ${item.label}`] : [];
    });
  });
}

function withoutLine(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(0, text.lastIndexOf("\n", offset - 1) + 1) + text.slice(end < 0 ? text.length : end + 1);
}

/** The items that an editor shows: those that contain what is typed. */
export function itemsAt(snapshot: Snapshot, offset: number): readonly CompletionItem[] {
  return completionsAt(snapshot, positionOf(snapshot.document, offset), { snippets: true }).filter(
    ({ textEdit, filterText }) => {
      const start = textEdit && "range" in textEdit ? offsetOf(snapshot.document, textEdit.range.start) : offset;
      return filterText?.includes(snapshot.document.text.slice(start, offset).trimStart());
    },
  );
}

/** The text after an item has been taken and, where it only begins a value, the first that is offered there. */
function finished(written: Written, item: CompletionItem): Taken {
  let taken = takenAt(written.text, snapshotOfWritten(written), item);
  for (let round = 0; round < 6 && isBegun(taken); round++) {
    const snapshot = snapshotOfWritten({ ...written, text: taken.text });
    const next = itemsAt(snapshot, taken.at).find(
      ({ insertTextFormat }) => insertTextFormat !== InsertTextFormat.Snippet,
    );
    taken = next ? takenAt(taken.text, snapshot, next) : sampled(taken);
  }
  return taken;
}

function takenAt(text: string, snapshot: Snapshot, item: CompletionItem): Taken {
  const { textEdit, additionalTextEdits = [] } = item;
  if (!textEdit || !("range" in textEdit)) throw new Error(`${item.label} has no edit.`);
  const newText = textEdit.newText.replace(/\$\{\d+:([^}]*)\}/g, "$1");
  const start = offsetOf(snapshot.document, textEdit.range.start);
  const end = offsetOf(snapshot.document, textEdit.range.end);
  let changed = text.slice(0, start) + newText + text.slice(end);
  let at = start + newText.length;
  for (const edit of additionalTextEdits) {
    const place = offsetOf(snapshot.document, edit.range.start);
    changed = changed.slice(0, place) + edit.newText + changed.slice(place);
    at += edit.newText.length;
  }
  return { text: changed, at };
}

/** The item ends where its value begins. */
function isBegun({ text, at }: Taken): boolean {
  return /[:=] ?$|:$/.test(text.slice(0, at)) && /^[ ]*(?:[\n,;]|$)/.test(text.slice(at));
}

/** Values of which nothing can be known. */
const samples: readonly (readonly [key: RegExp, value: string])[] = [
  [/mp\d*: [a-z-]+:$/, "vm-101-disk-7,mp=/mnt/seven"],
  [/(?:rootfs|unused)\d*: [a-z-]+:$/, "vm-101-disk-7"],
  [/features: $/, "nesting=0"],
  [/hostname: $/, "web"],
  [/(?:nameserver): $/, "192.0.2.53"],
  [/searchdomain: $/, "example.org"],
  [/timezone: $/, "host"],
  [/snaptime: $/, "1700000000"],
  [/mtu(?:: | = )$/, "1500"],
  [/time\.offset\.[a-z]+ = $/, "1s"],
  [/hookscript: $/, "local:snippets/hook.sh"],
  [/(?:uid|gid)=$/, "0"],
  [/hook\.[a-z-]+(?:: | = )$/, "/usr/local/bin/hook"],
  [/(?:lxc\.include|fstab|log\.file|logfile)(?:: | = )$/, "/etc/lxc/one"],
  [/memory\.[a-z.]+(?:: | = )$/, "512M"],
  [/apparmor\.raw: $/, "mount fstype=nfs,"],
  [/cpu\.max(?:: | = )$/, "50000 100000"],
  [/environment(?:\.[a-z]+)?(?:: | = )$/, "LANG=C"],
  [/notify\.proxy(?:: | = )$/, "unix:/run/one"],
  [/ipv4\.(?:address|route)(?:: | = )$/, "192.0.2.9/24"],
  [/ipv6\.(?:address|route)(?:: | = )$/, "2001:db8::9/64"],
];

function sampled({ text, at }: Taken): Taken {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const value = samples.find(([key]) => key.test(line))?.[1] ?? "1";
  return { text: text.slice(0, at) + value + text.slice(at), at: at + value.length };
}

/** How often each rule speaks at warning or above. */
function findingsOf(snapshot: Snapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of snapshot.findings()) {
    if (severity === "error" || severity === "warning") counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
