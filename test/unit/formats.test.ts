import { describe, expect, test } from "vitest";
import * as formats from "../../server/src/container/formats.js";
import * as network from "../../server/src/container/networkFormats.js";
import * as numbers from "../../server/src/container/numberFormats.js";
import { integerText, isNumeric, numberIn, numberText, productText } from "../../server/src/container/perlValues.js";
import { newestRelease, type ProxmoxRelease } from "../../server/src/knowledge/releases.js";

// The expressions of Proxmox' schema, and an alphabet that hits their borders. Texts are short, so backtracking does not matter here.
const octet = "(?:25[0-5]|(?:2[0-4]|1[0-9]|[1-9])?[0-9])";
const four = `(?:(?:${octet}\\.){3}${octet})`;
const group = "(?:[0-9a-fA-F]{1,4})";
const last = `(?:${four}|${group}:${group})`;
const six = [
  `(?:${group}:){6}${last}`,
  `::(?:${group}:){5}${last}`,
  ...[4, 3, 2, 1, 0].map((count, at) => `(?:(?:${group}:){0,${at}}${group})?::(?:${group}:){${count}}${last}`),
  `(?:(?:${group}:){0,5}${group})?::${group}`,
  `(?:(?:${group}:){0,6}${group})?::`,
].join("|");
const label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";

const patterns: readonly (readonly [string, formats.FormatCheck, RegExp, readonly string[]])[] = [
  [
    "boolean",
    numbers.boolean,
    /^(?:1|on|yes|true|0|off|no|false)$/i,
    ["1", "0", "on", "OFF", "yes", "No", "true", "-"],
  ],
  ["integer", numbers.integer, /^\d+$/, ["1", "0", "+", "-", ".", " "]],
  ["signed integer", numbers.signedInteger, /^[+-]?\d+$/, ["1", "0", "+", "-", ".", " "]],
  ["number", numbers.number, /^\d+(?:\.\d+)?$/, ["1", "0", ".", "-", "e"]],
  [
    "signed number",
    numbers.signedNumber,
    /^[+-]?(?:\d+\.\d+|\d+\.|\.\d+|\d+)(?:[eE][+-]?\d+)?$/,
    ["1", "0", ".", "-", "+", "e", "E"],
  ],
  ["DNS name", network.dnsName, new RegExp(`^(?:${label}\\.)*${label}$`), ["a", "Z", "9", "-", ".", "_"]],
  ["IPv4 address", network.ipv4, new RegExp(`^${four}$`), ["1", "25.", "255", "256", "0.1", ".", "01"]],
  [
    "IPv6 address",
    network.ipv6,
    new RegExp(`^(?:${six})$`),
    ["1", "ffff:", ":", "::", "1:2:3:4:", "1.2.3.4", "g", "12345"],
  ],
  [
    "IPv4 config",
    network.ipv4Config,
    new RegExp(`^(?:dhcp|manual|${four}/0*(?:[89]|[12][0-9]|3[012]))$`),
    ["10.0.0.1", "/", "7", "8", "32", "33", "dhcp", "0"],
  ],
  [
    "name server",
    network.nameServer,
    new RegExp(`^(?:${four}|${six}|(?=fe80:[^%]+%)(?:${six})%[a-zA-Z][a-zA-Z0-9_]{1,20}(?:[:.]\\d+)?)$`),
    ["1.1.1.1", "fe80:", ":1", "%", "eth0", ".", "5", "e"],
  ],
  [
    "MAC address",
    network.macAddress,
    /^[a-f0-9][02468ace](?::[a-f0-9]{2}){5}$/i,
    ["BC:24:11", ":00:00:01", "bd", ":", "0"],
  ],
  ["interface name", network.interfaceName, /^[-_.\w\d]+$/, ["a", "-", "_", ".", "/", " "]],
  ["VLAN trunks", network.vlanTrunks, /^\d+(?:;\d+)*$/, ["1", "22", ";", ","]],
  ["volume id", formats.volumeId, /^[a-z][a-z0-9\-_.]*[a-z0-9]:.+$/i, ["a", "9", "-", ".", ":", "/"]],
  ["config id", formats.configId, /^[a-z][a-z0-9_-]+$/i, ["a", "Z", "9", "-", "_", "."]],
  ["mount path", formats.mountPath, /^(?!.*\/\.\.?(?:\/|$))(?!\.\.\/)/, ["/", ".", "..", "a", " "]],
  [
    "device path",
    formats.devicePath,
    /^\/dev\/(?!\.\.?(?:\/|$))(?!.*\/\.\.?(?:\/|$))/,
    ["/dev/", "/dev", "/", ".", "..", "a"],
  ],
  ["disk size", formats.diskSize, /^\d+(?:\.\d+)?(?:[KMGT](?:iB)?)?$/, ["8", ".", "5", "G", "T", "iB", "B"]],
  ["tag", formats.tag, /^[a-z0-9_][a-z0-9_\-+.]*$/i, ["a", "Z", "_", "-", "+", ".", "/"]],
  [
    "startup",
    formats.startup,
    /^(?!0?$)(?:\s*|(?:order=)?\d+|up=\d+|down=\d+)(?:,(?:\s*|(?:order=)?\d+|up=\d+|down=\d+))*$/,
    ["order=", "up=", "down=", "1", "0", ",", " ", "x"],
  ],
  ["file systems", formats.fileSystems, /^[a-zA-Z0-9_; ]+$/, ["nfs", ";", " ", "_", "\t", ".", ","]],
  ["octal mode", formats.octalMode, /^0[0-7]{3}$/, ["0", "6", "66", "7", "8"]],
  [
    "mount options",
    formats.mountOptions,
    /^(?:discard|lazytime|noatime|nodev|noexec|nosuid)(?:;(?:discard|lazytime|noatime|nodev|noexec|nosuid))*$/,
    ["noatime", "discard", ";", "nodev", "x", " "],
  ],
  [
    "id map",
    formats.idMap,
    /^(?:passthrough|[ug]:\d+:\d+:[1-9]\d*(?:;[ug]:\d+:\d+:[1-9]\d*)*)$/,
    ["u:", "g:", "0:", "1:", "1", "0", ";", "passthrough"],
  ],
];

describe("agrees with the expression of the schema", () => {
  test.each(patterns)("%s", (_name, check, pattern, pieces) => {
    let accepted = 0;
    for (const text of texts(pieces, 20_000)) {
      const expected = pattern.test(text);
      if (expected) accepted++;
      if ((check(text, newestRelease) === undefined) !== expected)
        expect(text).toBe(expected ? "accepted" : "rejected");
    }
    expect(accepted).toBeGreaterThan(20);
  });
});

test.each([
  ["8GiB", "8.4", false],
  ["8GiB", "9.0", true],
  ["8GB", "9.2", false],
  ["512", "8.0", true],
] as const)("the disk size %s in %s", (text, release: ProxmoxRelease, fits) => {
  expect(formats.diskSize(text, release) === undefined).toBe(fits);
});

test.each([
  ["host", true],
  ["UTC", true],
  ["Europe/Vienna", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Etc/UTC", false],
  ["europe/vienna", false],
])("the time zone %s", (text, fits) => {
  expect(formats.timezone(text) === undefined).toBe(fits);
});

test("a check takes time in proportion to the text", () => {
  const long = 200_000;
  const started = performance.now();
  for (const [, check, , pieces] of patterns) {
    for (const piece of pieces) check(piece.repeat(long / piece.length), newestRelease);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});

describe("numbers as Perl reads and writes them", () => {
  test.each([
    ["512M", 512, false],
    ["1e3", 1000, true],
    ["0x10", 0, false],
    [".5", 0.5, true],
    ["5.", 5, true],
    [" 7 ", 7, true],
    ["-5", -5, true],
    ["1e", 1, false],
    ["", 0, false],
    ["foo", 0, false],
    ["infinity", Number.POSITIVE_INFINITY, true],
  ])("%j", (text, value, whole) => {
    expect([numberIn(text), isNumeric(text)]).toEqual([value, whole]);
  });

  test.each([
    [productText(512, 1048576), "536870912"],
    [productText(8796093022208, 1048576), "9223372036854775808"],
    [productText(17592186044416, 1048576), "1.84467440737096e+19"],
    [productText(0.29, 100000), "28999"],
    [integerText("00012"), "12"],
    [integerText("18446744073709551615"), "18446744073709551615"],
    [integerText("99999999999999999999"), "1e+20"],
    [numberText(0.000012345), "1.2345e-05"],
    [numberText(Number.POSITIVE_INFINITY), "Inf"],
  ])("%s", (text, expected) => {
    expect(text).toBe(expected);
  });
});

/** Texts put together from the pieces, always the same ones. */
function* texts(pieces: readonly string[], count: number): Generator<string> {
  let state = 1;
  const next = (limit: number) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
  for (let at = 0; at < count; at++) {
    let text = "";
    for (let left = next(8); left > 0; left--) text += pieces[next(pieces.length)];
    yield text;
  }
}
