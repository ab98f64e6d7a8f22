import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Configuration,
  configurationFor,
  type FileConfiguration,
  type RuleLevel,
  unconfigured,
} from "../configuration/configuration.js";
import { placeOf, readConfiguration } from "../configuration/readConfiguration.js";
import { newestTarget } from "../container/target.js";
import { nearestConfigurationFile, pathBelow } from "../host/configurationFile.js";
import { causeOf, Unusable } from "./configFiles.js";

/** A file that is named, none at all, or the nearest `lxc-lint.json` of each config. */
export type ConfigurationChoice = { readonly file: string } | "none" | "nearest";

/** An entry of a `lxc-lint.json` that silences a rule: where it is written, and which rule. */
export interface SilencingEntry {
  readonly file: string;
  /** 1-based, as in messages. */
  readonly line: number;
  readonly character: number;
  readonly level: RuleLevel;
}

export interface Configurations {
  /** The `lxc-lint.json` of a config; undefined when it has none. */
  fileFor(config: string): string | undefined;
  of(config: string): FileConfiguration;
  /** The entries of all files read so far that switch a rule off. */
  silencing(): readonly SilencingEntry[];
}

/** Reads each `lxc-lint.json` once. What is wrong in one is told, one line each, and the rest of it holds. */
export function followConfigurations(choice: ConfigurationChoice, complain: (error: Unusable) => void): Configurations {
  const read = new Map<string, ReadFile | undefined>();
  const nearest = new Map<string, string | undefined>();

  function fileFor(config: string): string | undefined {
    if (choice === "none") return undefined;
    if (choice !== "nearest") return choice.file;
    const folder = path.dirname(path.resolve(config));
    if (!nearest.has(folder)) nearest.set(folder, nearestConfigurationFile(config));
    return nearest.get(folder);
  }

  function configurationIn(file: string): Configuration | undefined {
    if (!read.has(file)) read.set(file, readFile(file, complain));
    return read.get(file)?.configuration;
  }

  return {
    fileFor,
    of(config) {
      const file = fileFor(config);
      const configuration = file === undefined ? undefined : configurationIn(file);
      return file && configuration ? configurationFor(configuration, pathBelow(file, config)) : unconfigured;
    },
    silencing: () => [...read].flatMap(([file, content]) => (content ? silencingIn(file, content) : [])),
  };
}

interface ReadFile {
  readonly text: string;
  readonly configuration: Configuration;
}

function silencingIn(file: string, { text, configuration }: ReadFile): readonly SilencingEntry[] {
  const all = [configuration, ...configuration.overrides].flatMap(({ rules }) => rules);
  return all
    .filter(({ level }) => level === "off")
    .map((level) => {
      const { line, character } = placeOf(text, level.span);
      return { file, line: line + 1, character: character + 1, level };
    });
}

function readFile(file: string, complain: (error: Unusable) => void): ReadFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    complain(new Unusable(`${file}: ${causeOf(error)}`));
    return undefined;
  }
  const { configuration, complaints } = readConfiguration(text);
  for (const complaint of complaints) {
    const { line, character } = placeOf(text, complaint);
    complain(new Unusable(`${file}:${line + 1}:${character + 1}: ${complaint.message}`));
  }
  return { text, configuration };
}

/** What the nearest `lxc-lint.json` of one config says, for a command about that config alone; standard input has none. */
export function configurationOf(config: string, complain: (error: Unusable) => void): FileConfiguration {
  return config === "-" ? unconfigured : followConfigurations("nearest", complain).of(config);
}

/** What holds for a config, as `--print-config` shows it; `rules` has what differs from the rules' own severities. */
export function printedConfiguration(config: string, file: string | undefined, holds: FileConfiguration): object {
  const { target = newestTarget, host = null, profiles = [], levels } = holds;
  return {
    path: config,
    configuration: file ?? null,
    target,
    host,
    profiles,
    rules: Object.fromEntries([...levels.values()].map(({ rule, level }) => [rule, level])),
  };
}
