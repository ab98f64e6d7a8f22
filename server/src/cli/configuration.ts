import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Configuration,
  configurationFor,
  type FileConfiguration,
  unconfigured,
} from "../configuration/configuration.js";
import { placeOf, readConfiguration } from "../configuration/readConfiguration.js";
import type { Target } from "../container/target.js";
import { nearestConfigurationFile, pathBelow } from "../host/configurationFile.js";
import { causeOf, Unusable } from "./configFiles.js";

/** A file that is named, none at all, or the nearest `lxc-lint.json` of each config. */
export type ConfigurationChoice = { readonly file: string } | "none" | "nearest";

export interface Configurations {
  /** The `lxc-lint.json` of a config; undefined when it has none. */
  fileFor(config: string): string | undefined;
  of(config: string): FileConfiguration;
}

/** Reads each `lxc-lint.json` once. What is wrong in one is told, one line each, and the rest of it holds. */
export function followConfigurations(choice: ConfigurationChoice, complain: (error: Unusable) => void): Configurations {
  const read = new Map<string, Configuration | undefined>();
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
    return read.get(file);
  }

  return {
    fileFor,
    of(config) {
      const file = fileFor(config);
      const configuration = file === undefined ? undefined : configurationIn(file);
      return file && configuration ? configurationFor(configuration, pathBelow(file, config)) : unconfigured;
    },
  };
}

function readFile(file: string, complain: (error: Unusable) => void): Configuration | undefined {
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
  return configuration;
}

/** What holds for a config, as `--print-config` shows it; `rules` has what differs from the rules' own severities. */
export function printedConfiguration(config: string, target: Target, configurations: Configurations): object {
  const { levels } = configurations.of(config);
  return {
    path: config,
    configuration: configurations.fileFor(config) ?? null,
    target,
    rules: Object.fromEntries([...levels.values()].map(({ rule, level }) => [rule, level])),
  };
}
