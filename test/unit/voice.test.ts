import { expect, describe as group, test } from "vitest";
import { readAnnotated } from "../annotated.js";
import { readPages } from "../rules/page.js";

/** The areas that speak with one voice. */
const areas = [
  "mount-entry",
  "volume",
  "device",
  "features",
  "apparmor",
  "security",
  "file",
  "value",
  "container",
  "network",
  "idmap",
  "raw-key",
  "lxc-value",
];

/** What no message says, and what it says in its place. */
const avoided: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\bLXC\b(?! \d|'s templates)/, "liblxc is the program"],
  [/\bstart fails\b|\bstops the start\b/, "the container does not start"],
  [/\bE[A-Z]{3,}\b/, "the name of an error stands on the page"],
  [/\bnotwithstanding\b|\bat the most\b|\bby hand, for\b/, "plain words"],
  [/\b[Rr]emove this (?:line|entry|rule)\b/, "Remove the line."],
  [/\bAdd `/, "Write `…`."],
  [/!/, "a full stop"],
  [/"|\*/, "backticks around code"],
  [/\b\w+=|\blxc\.\w|\b(?:mp|net|dev|unused)\d/, "backticks around code"],
];

/** How a sentence begins that says what to do. */
const advice =
  /(?:^|[.:;,] (?:so )?)(?:Allow|Back|Bind|Change|Check|Choose|Close|Correct|Deny|Do not|Give|Hand|Keep|Let|Look|Make|Map|Mount|Move|Name|Pass|Put|Remove|Repair|Run|Save|Set|Start|Update|Write)\b/i;

/** A title with one of these before its first relative or comparing word is a sentence. */
const verb = /\b(?:is|are|has|have|does|do|begins|leads|creates|allows|takes|brings|goes|stays)\b/;

/** Code may hold anything, and a path stands as it is. */
function proseOf(text: string): string {
  return text.replaceAll(/`[^`]*`/g, "`…`").replaceAll(/(?<=^|[ (])\/(?:[^ ,;:)]*[^ .,;:)])?/g, "/…");
}

for (const page of readPages().filter(({ head }) => areas.includes(head.area))) {
  const drawn = page.examples.flatMap(({ bad }) => readAnnotated(bad).expectations);
  const messages = new Set(drawn.map(({ message }) => message));

  group(page.name, () => {
    test("has a title that names something", () => {
      const [name] = proseOf(page.title).split(/ (?:that|which|who|whose|what) /);
      expect(name).not.toMatch(verb);
      expect(proseOf(page.title)).not.toMatch(/[.!?:]$|\bLXC\b(?! \d)|=/);
    });

    test.each([...messages])("speaks plainly: %s", (message) => {
      const prose = proseOf(message);
      for (const [words, instead] of avoided) expect(prose, instead).not.toMatch(words);
      expect(prose, "says what to do").toMatch(advice);
      expect(prose).toMatch(/\.$/);
      expect(message.length).toBeLessThanOrEqual(240);
    });
  });
}
