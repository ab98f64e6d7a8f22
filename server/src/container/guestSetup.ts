import { readProperties } from "../syntax/propertyString.js";
import type { Token } from "../syntax/token.js";
import type { Container, Setting } from "./container.js";
import { keyNameOf } from "./keys.js";
import { isSince } from "./releases.js";
import { countsAsTrue } from "./values.js";

/** Why nothing in the container applies what Proxmox would set up there. */
export type NoSetup =
  /** `ostype: unmanaged`: Proxmox writes nothing into the container. Source: pve-container 6.1.10, src/PVE/LXC/Setup/Unmanaged.pm. */
  | "unmanaged"
  /** Another program than an init runs first, which reads none of the files that Proxmox writes. */
  | "entrypoint";

export function noSetupOf(container: Container): NoSetup | undefined {
  if (container.settings.get("ostype")?.value.text === "unmanaged") return "unmanaged";
  return programInsteadOfInit(container) && "entrypoint";
}

/** The `entrypoint` of an application container, which starts one program and no init. */
export function programInsteadOfInit({ settings, target }: Container): Setting | undefined {
  const entrypoint = settings.get("entrypoint");
  const program = entrypoint?.value.text.split(/\s/, 1)[0];
  if (program === undefined || !isSince(target.proxmox, "9.1")) return undefined;
  return inits.has(program.slice(program.lastIndexOf("/") + 1)) ? undefined : entrypoint;
}

const inits: ReadonlySet<string> = new Set("init systemd openrc-init runit runit-init s6-svscan finit".split(" "));

/** A network interface that is to have addresses, and that the host does not set up. */
export interface GuestInterface {
  readonly setting: Setting;
  /** The first property that gives it an address or a gateway. */
  readonly address: Token;
  /** Whether the host could do it. */
  readonly canBeHostManaged: boolean;
}

/** The interfaces whose addresses somebody inside the container must set. */
export function guestInterfaces({ settings, target }: Container): readonly GuestInterface[] {
  const found: GuestInterface[] = [];
  for (const [key, setting] of settings) {
    if (!key.startsWith("net") || keyNameOf(key).name !== "net") continue;
    const properties = readProperties(setting.value);
    const textOf = (name: string) => properties.find((each) => each.key?.text === name)?.value?.text;
    if (countsAsTrue(textOf("host-managed") ?? "0")) continue;
    const address = properties.find(
      ({ key: name, value }) => name && value && addressKeys.has(name.text) && value.text !== "manual",
    );
    if (!address) continue;
    const canBeHostManaged = isSince(target.proxmox, "9.1") && textOf("host-managed") === undefined;
    found.push({ setting, address, canBeHostManaged: canBeHostManaged && textOf("ip6") !== "auto" });
  }
  return found;
}

const addressKeys: ReadonlySet<string> = new Set(["ip", "gw", "ip6", "gw6"]);
