import { targetOf } from "../container/target.js";
import { type FileConfiguration, type Level, type RuleLevel, unconfigured } from "./configuration.js";
import { objectionTo, profileNamed, profileObjection, targetObjection } from "./readConfiguration.js";

/** The settings below `lxcConfig.` that the server follows. */
export interface Settings {
  readonly configuration: FileConfiguration;
  /** The formatter is on. */
  readonly format: boolean;
}

export const defaultSettings: Settings = { configuration: unconfigured, format: false };

export interface ReadSettings {
  readonly settings: Settings;
  /** One sentence for each setting that is wrong; such a one is left out, the others hold. */
  readonly complaints: readonly string[];
}

/** Reads what an editor sends as the settings below `lxcConfig`. Each is judged alone. Never throws. */
export function readSettings(given: unknown): ReadSettings {
  const complaints: string[] = [];
  const { targetVersion = "auto", profiles = [], rules = {}, format = {} } = fieldsOf(given) ?? {};
  const target = typeof targetVersion === "string" ? targetOf(targetVersion) : undefined;
  if (!target && targetVersion !== "auto" && targetVersion !== null) {
    complaints.push(`lxcConfig.targetVersion: ${JSON.stringify(targetVersion)} is unknown. ${targetObjection}`);
  }
  const profilesRead = (Array.isArray(profiles) ? profiles : []).flatMap((name: unknown) => {
    const profile = profileNamed(name);
    if (!profile) complaints.push(`lxcConfig.profiles: ${JSON.stringify(name)} is unknown. ${profileObjection}`);
    return profile ?? [];
  });
  if (!Array.isArray(profiles) && profiles !== null) complaints.push("lxcConfig.profiles: This must be a list.");
  const levels = new Map<string, RuleLevel>();
  const byRule = fieldsOf(rules);
  if (!byRule && rules !== null)
    complaints.push("lxcConfig.rules: This must be an object, the name of a rule and its severity.");
  for (const [rule, level] of Object.entries(byRule ?? {})) {
    const objection = objectionTo(rule, level);
    if (objection) complaints.push(`lxcConfig.rules: ${rule}: ${objection}`);
    else levels.set(rule, { rule, level: level as Level, span: { start: 0, end: 0 } });
  }
  const enable = fieldsOf(format)?.enable ?? false;
  if (typeof enable !== "boolean") complaints.push("lxcConfig.format.enable: This must be true or false.");
  return {
    settings: { configuration: { profiles: profilesRead, target, host: undefined, levels }, format: enable === true },
    complaints,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
