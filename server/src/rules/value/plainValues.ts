import { numberIn, numberText } from "../../container/perlValues.js";
import type { Severity } from "../finding.js";

/** What comes of a plain value that Proxmox' reader complains about. */
export interface PlainEffect {
  /** A sentence without its full stop. */
  readonly what: string;
  /** What to write, for when nobody can guess it. */
  readonly write: string;
  readonly severity: Severity;
}

/** What Proxmox does with the text that it keeps. Source: pve-container 6.1.10, src/PVE/LXC.pm and Setup/Base.pm, run with each key. */
export function effectOf(key: string, text: string, isSnapshot: boolean): PlainEffect {
  const effect = effects[key]?.(text);
  if (effect) return isSnapshot && effect.severity === "error" ? { ...effect, severity: "warning" } : effect;
  return warning("Proxmox warns of this value at each read", "Write one that Proxmox takes instead.");
}

const effects: Readonly<Record<string, (text: string) => PlainEffect>> = {
  hostname: () =>
    warning(
      "Other programs may refuse this invalid host name; Proxmox warns and uses it all the same",
      "Write letters, digits and hyphens, with dots between, instead.",
    ),
  nameserver: () =>
    warning(
      "This is ignored, as it is no IP address; Proxmox warns and writes it into resolv.conf all the same",
      "Write an address such as `192.0.2.53` instead.",
    ),
  searchdomain: () =>
    warning(
      "This is no valid domain; Proxmox warns and writes it into resolv.conf all the same",
      "Write letters, digits and hyphens, with dots between, instead.",
    ),
  tags: () =>
    warning(
      "Proxmox warns of this invalid tag at each read and refuses it at every change",
      "Write letters, digits, `_`, `-`, `+` and `.`, beginning with a letter, a digit or `_`, instead.",
    ),
  timezone: () =>
    warning(
      "Proxmox does not know this time zone; it warns, and sets it only if the container has a file of that name",
      "Write `host`, `UTC` or a name such as `Europe/Vienna` instead.",
    ),
  startup: () =>
    warning(
      "Proxmox cannot read this, so the container starts as if the line were missing",
      "Write `order=2,up=30,down=60` or a part of it instead.",
    ),
  hookscript: () => ({
    what: "The container does not start: a hook script is named by its volume, and this names none",
    write: "Write a name such as `local:snippets/hook.pl` instead.",
    severity: "error",
  }),
  parent: () => warning("This can be no name of a snapshot, so Proxmox warns at each read", "Remove the line."),
  snaptime: () =>
    warning("This is no time in seconds since 1970, so Proxmox warns at each read", "Write a whole number instead."),
  cores: (text) => warning(counted(text, "CPUs"), "Write a whole number instead."),
  cpuunits: () =>
    warning(
      "This is no whole number; Proxmox warns and hands the text on as the container's weight",
      "Write a number from 1 to 10000 instead; ordinary guests have 100.",
    ),
  cpulimit: (text) => {
    // With a quota of 0 or less the kernel refuses the limit.
    if (numberIn(text) > 0) return warning(counted(text, "CPUs"), "Write a number such as `0.5` instead.");
    const what = `The container does not start: this counts as ${numberText(numberIn(text))} CPUs, a limit that the kernel refuses`;
    return { what, write: "Write a number such as `0.5` instead.", severity: "error" };
  },
  tty: (text) => {
    // liblxc takes other forms of a number than Proxmox.
    if (/^(?:\+?[0-9]+|0[xX][0-9a-fA-F]+)$/.test(text)) {
      return warning("Proxmox warns of this number and hands it on to liblxc", "Write a number from 0 to 6 instead.");
    }
    const what = "liblxc refuses this as a number of terminals, so the container does not start";
    return { what, write: "Write a number from 0 to 6 instead.", severity: "error" };
  },
};

function warning(what: string, write: string): PlainEffect {
  return { what, write, severity: "warning" };
}

function counted(text: string, unit: string): string {
  return `Proxmox expects a plain number here; it warns, and this counts as ${numberText(numberIn(text))} ${unit}`;
}
