import type { Setting } from "../../container/container.js";
import { factOf, proxmoxKey } from "../../container/keys.js";
import { nearest } from "../../container/nearest.js";
import { digitsEnd } from "../../container/wordCharacters.js";
import { lxcKeys } from "../../knowledge/lxcKeys.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

const looksAt = ["ostype", "arch", "cmode", "memory", "cores", "cpulimit", "cpuunits", "tty"];
const keys: ReadonlySet<string> = new Set(looksAt);

/** The file's reader takes any number and any word for these keys; the API, so the web interface and `pct set`, refuses some. */
export const refusedByApi = defineRule({
  name: "value-refused-by-api",
  area: "value",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt,
  check({ settings }, report) {
    for (const [key, setting] of settings) {
      if (keys.has(key) && !trailingComment(setting.value)) checkSetting(key, setting, report);
    }
  },
});

function checkSetting(key: string, setting: Setting, report: Report): void {
  const fact = proxmoxKey(key);
  const { text } = setting.value;
  if (fact?.values) {
    if (!fact.values.includes(text)) checkWord(key, setting, fact.values, report);
    return;
  }
  // What is no number is the reader's business.
  if (!fact || text === "" || digitsEnd(text, 0) < 1 || Number.isNaN(Number(text))) return;
  const { minimum, maximum } = fact;
  const amount = Number(text);
  // So many stop the start, of which expansion-refused speaks.
  if (key === "tty" && amount >= 2 ** 32) return;
  const isTooSmall = minimum !== undefined && amount < minimum;
  if (!isTooSmall && (maximum === undefined || amount <= maximum)) return;
  const range = maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`;
  const effect = effects[key]?.[isTooSmall ? (amount === 0 ? "zero" : "small") : "large"];
  const what = effect ?? "Proxmox works on with this number";
  report(
    setting.value,
    `${what}, ${amount === 0 ? "but" : "and"} the web interface and \`pct set\` take only ${range}. Write such a number instead.`,
    {
      severity: amount === 0 ? "information" : "warning",
    },
  );
}

/** What a number beyond the API's range does. Source: pve-container 6.1.10, src/PVE/LXC.pm, run with each. */
const effects: Readonly<Record<string, { readonly zero?: string; readonly small?: string; readonly large?: string }>> =
  {
    memory: { zero: "`0` counts as 512 MiB", small: "Nothing runs in so little memory" },
    cores: { zero: "`0` means all CPUs, like no line at all", large: "No host has so many CPUs" },
    cpulimit: { large: "No host has so many CPUs" },
    cpuunits: { large: "Proxmox lowers this number to 10000" },
    tty: { large: "Only the first six terminals are used" },
  };

function checkWord(key: string, { value }: Setting, words: readonly string[], report: Report): void {
  const known = key === "arch" && (factOf(lxcKeys, "lxc.arch")?.values?.includes(value.text) ?? false);
  // A name that liblxc does not know either stops the start, of which the check of the generated config tells.
  if (key === "arch" && !known) return;
  const lower = value.text.toLowerCase();
  const near = words.includes(lower) ? lower : (otherNames[key]?.[lower] ?? nearest(lower, words));
  const effect = wordEffects[key] ?? "";
  const write =
    near === undefined
      ? (wishes[key] ?? `Write one of \`${words.join("`, `")}\` instead.`)
      : `Write \`${near}\` instead.`;
  const fixes: readonly Fix[] =
    near === undefined
      ? []
      : [{ title: `Write \`${near}\``, safe: known || lower === near, edits: [replace(value, near)] }];
  report(value, `${effect}, and the web interface and \`pct set\` refuse it. ${write}`, {
    severity: known ? "information" : "warning",
    fixes,
  });
}

const wordEffects: Readonly<Record<string, string>> = {
  ostype: "Proxmox does not know this distribution and goes by what it finds in the container",
  arch: "liblxc knows this name too, but Proxmox has another",
  cmode: "With this word the console of the container does not open",
};

/** Where the words are too many to name. */
const wishes: Readonly<Record<string, string>> = {
  ostype: "Write the one that it descends from instead, or `unmanaged`.",
};

/** Distributions that Proxmox treats as one of its own, and the kernel's names of processors. */
const otherNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ostype: {
    rocky: "centos",
    rockylinux: "centos",
    almalinux: "centos",
    alma: "centos",
    rhel: "centos",
    redhat: "centos",
    oracle: "centos",
    oraclelinux: "centos",
    arch: "archlinux",
    "opensuse-leap": "opensuse",
    "opensuse-tumbleweed": "opensuse",
    sles: "opensuse",
    kali: "debian",
    raspbian: "debian",
    alpinelinux: "alpine",
    mint: "ubuntu",
    linuxmint: "ubuntu",
  },
  arch: {
    x86_64: "amd64",
    aarch64: "arm64",
    x86: "i386",
    i486: "i386",
    i586: "i386",
    i686: "i386",
    armv7l: "armhf",
  },
};
