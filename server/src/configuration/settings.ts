import { targetOf } from "../container/target.js";
import { type FileConfiguration, type Level, type RuleLevel, unconfigured } from "./configuration.js";
import { objectionTo, profileNamed, profileObjection, targetObjection } from "./readConfiguration.js";

/** The settings below `lxcConfig.` that the server follows. */
export interface Settings {
  readonly configuration: FileConfiguration;
  /** The formatter is on. */
  readonly format: boolean;
  readonly inlayHints: InlayHintSettings;
}

/** Which hints stand in the text. */
export interface InlayHintSettings {
  /** The device behind `c 10:229`. */
  readonly devices: boolean;
  /** The host's IDs behind an ID map. */
  readonly idMaps: boolean;
  /** `8 GiB` behind `8192`. */
  readonly sizes: boolean;
}

const allInlayHints: InlayHintSettings = { devices: true, idMaps: true, sizes: true };

export const defaultSettings: Settings = { configuration: unconfigured, format: false, inlayHints: allInlayHints };

export interface ReadSettings {
  readonly settings: Settings;
  /** One sentence for each setting that is wrong; such a one is left out, the others hold. */
  readonly complaints: readonly string[];
}

/** Reads what an editor sends as the settings below `lxcConfig`. Each is judged alone. Never throws. */
export function readSettings(given: unknown): ReadSettings {
  const complaints: string[] = [];
  const { targetVersion = "auto", profiles = [], rules = {}, format = {}, inlayHints = {} } = fieldsOf(given) ?? {};
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
  if (!fieldsOf(format) && format !== null) complaints.push("lxcConfig.format: This must be an object.");
  const enable = fieldsOf(format)?.enable ?? false;
  if (typeof enable !== "boolean") complaints.push("lxcConfig.format.enable: This must be true or false.");
  const configuration: FileConfiguration = { profiles: profilesRead, target, host: undefined, levels };
  return {
    settings: { configuration, format: enable === true, inlayHints: readInlayHints(inlayHints, complaints) },
    complaints,
  };
}

function readInlayHints(given: unknown, complaints: string[]): InlayHintSettings {
  const fields = fieldsOf(given);
  if (!fields && given !== null) complaints.push("lxcConfig.inlayHints: This must be an object.");
  const isOn = (kind: keyof InlayHintSettings): boolean => {
    const value = fields?.[kind] ?? allInlayHints[kind];
    if (typeof value === "boolean") return value;
    complaints.push(`lxcConfig.inlayHints.${kind}: This must be true or false.`);
    return allInlayHints[kind];
  };
  return { devices: isOn("devices"), idMaps: isOn("idMaps"), sizes: isOn("sizes") };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
