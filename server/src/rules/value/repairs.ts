import { ipv4 } from "../../container/networkFormats.js";
import { numberIn, numberText } from "../../container/perlValues.js";
import { booleanOf } from "../../container/values.js";
import type { ValueFact } from "../../knowledge/fact.js";
import { nearestTimezone } from "./timezoneNames.js";
import { trimmed } from "./trimmed.js";

/** Another text for a value that Proxmox refuses. */
export interface Repair {
  readonly text: string;
  /** It is what was meant without doubt. */
  readonly safe: boolean;
}

/** What was probably meant: the first guess that the reader accepts. `isKept` tells that Proxmox works on with the text as it stands. */
export function repairOf(
  fact: ValueFact,
  text: string,
  isKept: boolean,
  accepts: (text: string) => boolean,
): Repair | undefined {
  const tidy = trimmed(text, ` \t\r\f\v"'`);
  const guesses = [sure(tidy), ...guessesFor(fact, tidy, isKept)];
  return guesses.find((guess) => guess.text !== text && guess.text !== "" && accepts(guess.text));
}

function sure(text: string): Repair {
  return { text, safe: true };
}

function unsure(text: string): Repair {
  return { text, safe: false };
}

function guessesFor(fact: ValueFact, text: string, isKept: boolean): readonly Repair[] {
  if (fact.format !== undefined) return formatGuesses[fact.format]?.(text) ?? [];
  if (fact.values) return [sure(text.toLowerCase())];
  if (fact.type === "boolean") return switchGuesses(text);
  // The number in front is what counts now, where Proxmox works on with the text.
  return [sure(text.replace(/^\+/, "")), { text: numberText(numberIn(text.replace(",", "."))), safe: isKept }].filter(
    ({ text: number }) => number !== "0",
  );
}

const on = new Set(["enabled", "enable", "y", "t", "active"]);
const off = new Set(["disabled", "disable", "none", "never", "n", "f"]);

function switchGuesses(text: string): readonly Repair[] {
  const word = text.toLowerCase();
  if (booleanOf(word) !== undefined) return [sure(word)];
  return on.has(word) ? [sure("1")] : off.has(word) ? [sure("0")] : [];
}

const formatGuesses: Readonly<Partial<Record<NonNullable<ValueFact["format"]>, (text: string) => readonly Repair[]>>> =
  {
    "disk-size": (text) => {
      const [, amount = "", unit = ""] = /^([0-9]+(?:\.[0-9]+)?) ?([kmgt])i?b?$/i.exec(text) ?? [];
      return [sure(amount + unit.toUpperCase())];
    },
    "mac-address": (text) => {
      const digits = text.replaceAll(/[:. -]/g, "");
      return digits.length === 12 ? [sure(digits.match(/../g)?.join(":") ?? "")] : [];
    },
    "octal-mode": (text) => [sure(`0${text.replace(/^0?o/, "")}`)],
    "ipv4-config": (text) => addressGuesses(text, "24"),
    "ipv6-config": (text) => addressGuesses(text, "64"),
    ipv4: (text) => [sure(withoutPrefix(text))],
    ipv6: (text) => [sure(withoutPrefix(text))],
    "ip-list": (text) => [sure(withoutPrefix(text))],
    "mount-options": (text) => [sure(mountWords(text).join(";"))],
    "vlan-trunks": (text) => [sure(vlans(text).join(";"))],
    "device-path": (text) => [sure(`/${text}`)],
    "mount-path": (text) => [sure(text.replaceAll(/(?:\/\.)+(?=\/|$)/g, ""))],
    startup: (text) => startupGuesses(text),
    timezone: (text) => timezoneGuesses(text),
    tags: (text) => [unsure(trimmed(text.replaceAll(/[^A-Za-z0-9_+.-]+/g, "-"), "-+."))],
    "dns-name": (text) => [unsure(hostName(text))],
    "dns-name-list": (text) => [sure(trimmed(text, "."))],
    "volume-id": (text) => [unsure(text.replace("/var/lib/vz/snippets/", "local:snippets/"))],
  };

function withoutPrefix(text: string): string {
  return text.split("/")[0] ?? "";
}

const addressWords: Readonly<Record<string, Repair>> = {
  slaac: sure("auto"),
  dhcp4: sure("dhcp"),
  dhcp6: sure("dhcp"),
  dhcpv4: sure("dhcp"),
  dhcpv6: sure("dhcp"),
  none: sure("manual"),
  auto: unsure("dhcp"),
};

/** Nobody can know the prefix that an address lacks, so the usual one is only offered. */
function addressGuesses(text: string, prefix: string): readonly Repair[] {
  const lower = text.toLowerCase();
  const word = Object.hasOwn(addressWords, lower) ? addressWords[lower] : undefined;
  const [address = "", mask = ""] = text.split("/");
  const guesses = [sure(lower), ...(word ? [word] : [])];
  if (mask === "") return [...guesses, unsure(`${address}/${prefix}`)];
  return ipv4(mask) === undefined ? [...guesses, sure(`${address}/${prefixOf(mask)}`)] : guesses;
}

/** `255.255.255.0` is 24; no number for a mask with gaps. */
function prefixOf(mask: string): string {
  const bits = mask
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
  const ones = bits.indexOf("0") < 0 ? 32 : bits.indexOf("0");
  return bits.includes("1", ones) ? "" : String(ones);
}

/** Words that say what is so without them. */
const emptyWords = new Set(["", "defaults", "rw"]);

function mountWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[;:|+\s]/)
    .filter((word) => !emptyWords.has(word));
}

function vlans(text: string): readonly string[] {
  return text.split(/[;:\s]/).flatMap((part) => {
    const [, first = "", last = ""] = /^([0-9]{1,4})-([0-9]{1,4})$/.exec(part) ?? [];
    const count = Number(last) - Number(first) + 1;
    if (first === "" || count < 1 || count > 64) return part === "" ? [] : [part];
    return Array.from({ length: count }, (_, index) => String(Number(first) + index));
  });
}

/** A part without a number says nothing, and a bare `0` is false to Perl. */
function startupGuesses(text: string): readonly Repair[] {
  if (text === "0") return [sure("order=0")];
  const parts = text
    .toLowerCase()
    .replaceAll(":", "=")
    .split(/[;,\s]/)
    .filter((part) => part !== "");
  return [sure(parts.join(",")), sure(parts.filter((part) => /[0-9]$/.test(part)).join(","))];
}

function timezoneGuesses(text: string): readonly Repair[] {
  const near = nearestTimezone(text);
  return near ? [{ text: near.name, safe: near.isSure }] : [];
}

/** Letters, digits and hyphens, with dots between. */
function hostName(text: string): string {
  return text
    .split(".")
    .map((label) => trimmed(label.replaceAll(/[^A-Za-z0-9]+/g, "-"), "-"))
    .filter((label) => label !== "")
    .join(".");
}
