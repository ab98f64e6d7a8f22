import { ctidOfPath } from "../container/containerNames.js";
import type { Target } from "../container/target.js";
import { defaultHost } from "../host/host.js";
import type { Dialect } from "../syntax/document.js";
import { lineStartsOf, positionAt } from "../syntax/position.js";
import type { FileConfiguration } from "./configuration.js";
import type { Settings } from "./settings.js";

/** Where what holds for a document comes from. */
export interface ConfigurationSources {
  readonly settings: Settings;
  /** The `lxc-lint.json` that counts, with what it says of this document; undefined when there is none. */
  readonly file: { readonly uri: string; readonly text: string; readonly configuration: FileConfiguration } | undefined;
  /** One sentence for each entry that is wrong and left out. */
  readonly complaints: readonly string[];
}

/** The document that is asked about. */
export interface ConfiguredDocument {
  readonly uri: string;
  readonly dialect: Dialect;
  readonly target: Target;
}

interface Entry {
  readonly name: string;
  /** JSON, over as many lines as it needs. */
  readonly value: string;
  /** Where it comes from, as a sentence. */
  readonly origin: string;
}

const byDefault = "The default.";

/** What holds for a document as JSON with comments: each value, and where it comes from. What is wrong does not hold and is told in a list of its own. */
export function effectiveConfiguration(document: ConfiguredDocument, sources: ConfigurationSources): string {
  const { file, settings, complaints } = sources;
  const { format, inlayHints } = settings;
  const ctid = ctidOfPath(document.uri);
  const entries: Entry[] = [
    { name: "file", value: json(pathOf(document.uri)), origin: "This is shown for the file that was in front." },
    {
      name: "dialect",
      value: json(document.dialect),
      origin: "By its language in the editor, else by its path and content.",
    },
    ...(ctid === undefined || document.dialect === "lxc"
      ? []
      : [{ name: "ctid", value: json(ctid), origin: "By the file's name." }]),
    {
      name: "wrong",
      value: json(complaints),
      origin: complaints.length > 0 ? "These entries are left out, the others hold." : "No entry is wrong.",
    },
    { name: "target", value: json(document.target), origin: targetOrigin(sources) },
    {
      name: "profiles",
      value: json((file?.configuration.profiles ?? settings.configuration.profiles ?? []).toSorted()),
      origin: profilesOrigin(sources),
    },
    { name: "rules", value: rulesOf(sources), origin: "The severities that are set; every other rule has its own." },
    { name: "format", value: json(format), origin: format ? fromSetting("format.enable") : byDefault },
    { name: "inlayHints", value: json(inlayHints), origin: "From the settings lxcConfig.inlayHints, or the default." },
    {
      name: "host",
      value: json(file?.configuration.host ?? defaultHost),
      origin: file?.configuration.host ? fromFile(file) : "The default: a usual machine is assumed.",
    },
  ];
  const lines = entries.map(({ name, value, origin }) => `  // ${origin}\n  ${json(name)}: ${value}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function targetOrigin({ settings, file }: ConfigurationSources): string {
  if (file?.configuration.target) return fromFile(file);
  return settings.configuration.target ? fromSetting("targetVersion") : "The default: the newest.";
}

function profilesOrigin({ settings, file }: ConfigurationSources): string {
  if (file?.configuration.profiles) return fromFile(file);
  return settings.configuration.profiles?.length ? fromSetting("profiles") : byDefault;
}

/** The file wins over the settings. */
function rulesOf({ settings, file }: ConfigurationSources): string {
  const starts = file && lineStartsOf(file.text);
  const names = [
    ...new Set([...settings.configuration.levels.keys(), ...(file?.configuration.levels.keys() ?? [])]),
  ].sort();
  const lines = names.flatMap((name) => {
    const inFile = file?.configuration.levels.get(name);
    const level = inFile ?? settings.configuration.levels.get(name);
    if (!level) return [];
    const origin =
      inFile && starts
        ? `lxc-lint.json, line ${positionAt(starts, inFile.span.start).line + 1}`
        : "setting lxcConfig.rules";
    return { text: `    ${json(name)}: ${json(level.level)}`, origin };
  });
  if (lines.length === 0) return "{}";
  const last = lines.length - 1;
  return `{\n${lines.map(({ text, origin }, at) => `${text}${at < last ? "," : ""} // ${origin}`).join("\n")}\n  }`;
}

function fromSetting(name: string): string {
  return `From the setting lxcConfig.${name}.`;
}

function fromFile({ uri }: { readonly uri: string }): string {
  return `From ${pathOf(uri)}.`;
}

/** What people call it: the path of a file, the whole address of anything else. A wrong escape leaves the address as it is. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//, ""));
  } catch {
    return uri;
  }
}

/** As `JSON.stringify`, indented to stand in the document. */
function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll("\n", "\n  ");
}
