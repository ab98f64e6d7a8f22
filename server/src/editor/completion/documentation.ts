import { factOf, lxcKey, proxmoxKey } from "../../container/keys.js";
import { profileNames } from "../../knowledge/appArmor.js";
import { capabilities } from "../../knowledge/capabilities.js";
import { devices } from "../../knowledge/devices.js";
import { distributions } from "../../knowledge/distributions.js";
import type { Fact, Facts } from "../../knowledge/fact.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import { hookScripts } from "../../knowledge/hookScripts.js";
import { mountOptions } from "../../knowledge/mountOptions.js";
import { sysctls } from "../../knowledge/sysctls.js";
import { completeTexts } from "../../knowledge/texts.js";
import {
  capabilityText,
  deviceText,
  fileSystemText,
  lxcKeyText,
  mountOptionText,
  ownText,
  plainText,
  propertyText,
  proxmoxKeyText,
} from "../markdown.js";
import { propertiesOf } from "./properties.js";

/** What an item is about: a sort of fact, then its name; of a property the key and its name. Items carry it in place of the text. */
export type About =
  | readonly ["property", key: string, name: string]
  | readonly [
      (
        | "capability"
        | "device"
        | "distribution"
        | "file system"
        | "hook"
        | "key"
        | "mount option"
        | "profile"
        | "raw key"
        | "sysctl"
      ),
      name: string,
    ];

/** The documentation of an item in Markdown, from what it carries; undefined when that tells of nothing. */
export function documentationOf(about: unknown): string | undefined {
  if (!Array.isArray(about)) return undefined;
  const [sort, name, property]: unknown[] = about;
  if (typeof name !== "string") return undefined;
  completeTexts();
  switch (sort) {
    case "key": {
      const fact = proxmoxKey(name);
      return fact && proxmoxKeyText(name, fact);
    }
    case "raw key": {
      const found = lxcKey(name);
      return found && lxcKeyText(name, found.fact);
    }
    case "property":
      return typeof property === "string" ? aboutProperty(name, property) : undefined;
    case "device": {
      const device = devices.find(({ path }) => path === name);
      return device && deviceText(device);
    }
    case "capability":
      return from(capabilities, name, capabilityText);
    case "file system":
      return from(fileSystems, name, fileSystemText);
    case "mount option":
      return from(mountOptions, name, mountOptionText);
    case "profile":
      return from(profileNames, name, plainText);
    case "distribution":
      return from(distributions, name, summaryText);
    case "hook":
      return from(hookScripts, name, summaryText);
    case "sysctl":
      return from(sysctls, name, summaryText);
    default:
      return undefined;
  }
}

function aboutProperty(key: string, name: string): string | undefined {
  const table = propertiesOf(key);
  return table && from(table, name, (property, fact) => propertyText(key, property, fact));
}

function from<F extends Fact>(
  table: Facts<F>,
  name: string,
  text: (name: string, fact: F) => string,
): string | undefined {
  const fact = factOf(table, name);
  return fact && text(name, fact);
}

function summaryText(name: string, fact: Fact): string {
  return ownText(name, fact.summary);
}
