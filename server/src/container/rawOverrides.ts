import { type Container, type RawEntry, rawValue, type Setting } from "./container.js";
import { integerOf } from "./lxcFormats/numbers.js";
import { isSince } from "./releases.js";
import type { Target } from "./target.js";
import { countsAsTrue } from "./values.js";

/** A raw line that says what Proxmox writes from a setting. Raw lines come later, so they win. */
export interface RawOverride {
  readonly entry: RawEntry;
  /** The plain key, such as `memory`. */
  readonly key: string;
  /** The line of that key; Proxmox writes a default without one. */
  readonly setting: Setting | undefined;
  /** What the raw line says, as the value of the setting; undefined where the setting cannot say it. */
  readonly asSetting: string | undefined;
  /** It says what Proxmox writes anyway. */
  readonly isSame: boolean;
}

interface Overridden {
  readonly key: string;
  /** The release in which the setting came, where it is younger than the raw key. */
  readonly since?: string;
  /** The value that counts where the setting is not written. */
  readonly fallback?: string;
  readonly asSetting: (value: string) => string | undefined;
  /** The value of the setting in the form in which values are compared. */
  readonly normal?: (value: string) => string;
}

/** Source: pve-container 6.1.10, src/PVE/LXC.pm, update_lxc_config(): what it writes from which setting, before the raw lines. */
const overridden: ReadonlyMap<string, Overridden> = new Map<string, Overridden>([
  ["lxc.uts.name", { key: "hostname", asSetting: asHostName }],
  ["lxc.arch", { key: "arch", asSetting: (value) => architectures.get(value) }],
  ["lxc.tty.max", { key: "tty", fallback: "2", asSetting: (value) => numberUpTo(value, 6n) }],
  [
    "lxc.console.path",
    {
      key: "console",
      fallback: "1",
      asSetting: (value) => (value === "none" ? "0" : undefined),
      normal: (value) => (countsAsTrue(value) ? "1" : "0"),
    },
  ],
  ["lxc.init.cmd", { key: "entrypoint", since: "9.1", fallback: "/sbin/init", asSetting: (value) => value }],
]);

/** Whether raw lines of this key can override a setting. */
export const overridingKeys: readonly string[] = [...overridden.keys()];

/** The raw lines of the main section that override settings, or repeat them. */
export function rawOverrides(container: Container): readonly RawOverride[] {
  return overridingKeys.flatMap((name) => overrideBy(container, name) ?? []);
}

function overrideBy(container: Container, name: string): RawOverride | undefined {
  const facts = container.topics.has(name) ? overridden.get(name) : undefined;
  const entry = facts && rawValue(container, name);
  if (!facts || !entry || !exists(facts, container.target)) return undefined;
  const setting = container.settings.get(facts.key);
  const asSetting = facts.asSetting(entry.value.text);
  const written = setting?.value.text ?? facts.fallback;
  const normal = written !== undefined && facts.normal ? facts.normal(written) : written;
  return { entry, key: facts.key, setting, asSetting, isSame: asSetting !== undefined && asSetting === normal };
}

function exists({ since }: Overridden, { proxmox }: Target): boolean {
  return since === undefined || isSince(proxmox, since);
}

function asHostName(value: string): string | undefined {
  return /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value) ? value : undefined;
}

/** The names of liblxc for the architectures that Proxmox has. */
const architectures: ReadonlyMap<string, string> = new Map([
  ["amd64", "amd64"],
  ["x86_64", "amd64"],
  ["linux64", "amd64"],
  ["i386", "i386"],
  ["i486", "i386"],
  ["i586", "i386"],
  ["i686", "i386"],
  ["x86", "i386"],
  ["linux32", "i386"],
  ["arm64", "arm64"],
  ["aarch64", "arm64"],
  ["armhf", "armhf"],
  ["armv7l", "armhf"],
  ["riscv64", "riscv64"],
]);

function numberUpTo(value: string, maximum: bigint): string | undefined {
  const number = integerOf(value);
  return number !== undefined && number >= 0n && number <= maximum ? String(number) : undefined;
}
