import type { Dialect, Document, Line, Section } from "./document.js";
import { readNativeLine } from "./nativeLine.js";
import { type LineForm, readProxmoxLine } from "./proxmoxLine.js";

interface OpenSection {
  kind: Section["kind"];
  name: string;
  header: Line | undefined;
  lines: Line[];
  replacedBy: Line | undefined;
}

/** Cuts a text into the lines and sections that the dialect's reader sees. Never fails; linear in the text. */
export function parse(text: string, dialect: Dialect): Document {
  return dialect === "proxmox" ? parseProxmox(text) : parseNative(text);
}

function parseProxmox(text: string): Document {
  const main = open("main", "");
  const sections = [main];
  const latest = new Map<string, OpenSection>();
  const lines: Line[] = [];
  let section = main;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    const next = feed < 0 ? end : end + 1;
    const form = readProxmoxLine(text, start, end);
    if (form.kind === "section") {
      const name = form.key?.text ?? "";
      const pending = name.includes(":");
      section = open(pending ? "pending" : "snapshot", name);
      const header = place(form, lines.length, start, end, next, section);
      section.header = header;
      const earlier = latest.get(pending ? ":" : name);
      if (earlier) earlier.replacedBy = header;
      latest.set(pending ? ":" : name, section);
      sections.push(section);
      lines.push(header);
    } else {
      const line = place(form, lines.length, start, end, next, section);
      section.lines.push(line);
      lines.push(line);
    }
    start = next;
  }
  return { dialect: "proxmox", text, lines, sections, main };
}

/** liblxc ends lines at LF and at CR, and the whole file at the first NUL. */
function parseNative(text: string): Document {
  const main = open("main", "");
  const nul = text.indexOf("\0");
  const stop = nul < 0 ? text.length : nul;
  let start = 0;
  while (start < stop) {
    let end = start;
    while (end < stop && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    let next = end;
    if (next < stop) next += text.charCodeAt(next) === 13 && text.charCodeAt(next + 1) === 10 ? 2 : 1;
    main.lines.push(place(readNativeLine(text, start, end), main.lines.length, start, end, next, main));
    start = next;
  }
  if (stop < text.length) {
    const cut: LineForm = { kind: "cut", key: undefined, value: undefined };
    main.lines.push(place(cut, main.lines.length, stop, text.length, text.length, main));
  }
  return { dialect: "lxc", text, lines: main.lines, sections: [main], main };
}

function open(kind: Section["kind"], name: string): OpenSection {
  return { kind, name, header: undefined, lines: [], replacedBy: undefined };
}

function place(form: LineForm, index: number, start: number, end: number, next: number, section: Section): Line {
  return { kind: form.kind, index, start, end, next, key: form.key, value: form.value, section };
}
