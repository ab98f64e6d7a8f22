import type { LxcFormat, LxcKeyFact } from "../knowledge/fact.js";
import { architecturesOfOneProcessor } from "../knowledge/lxcWords.js";
import type { LxcKey } from "./keys.js";
import { isGateway, isIpv4Address, isIpv6Address, isRoute } from "./lxcFormats/addresses.js";
import { integerOf, isInteger, isUnsigned, maximumOf } from "./lxcFormats/numbers.js";
import { isConsoleSize, isTimeOffset, resourceLimitOf } from "./lxcFormats/sizes.js";
import {
  areGroupIds,
  areRootfsOptions,
  blankSeparated,
  byteLength,
  isAutomaticMount,
  isCapability,
  isCgroupPath,
  isEnvironment,
  isIdMap,
  isLenientNumber,
  isLogLevel,
  isSignal,
  isSingleName,
} from "./lxcFormats/words.js";
import { hasLiblxc, type Target } from "./target.js";

type Check = (text: string, fact: LxcKeyFact, target: Target) => boolean;

const none: readonly string[] = [];
const maximumId = 2n ** 64n;

/** Whether liblxc takes a value that is not empty. */
const checks: Readonly<Record<LxcFormat, Check>> = {
  architecture: isArchitecture,
  "automatic-mounts": (text, { values = none }) => blankSeparated(text).every((word) => isAutomaticMount(word, values)),
  "bridge-vlan-id": (text) => text === "none" || isUnsigned(text, 4094n),
  "cgroup-path": isCgroupPath,
  "console-size": isConsoleSize,
  "dropped-capabilities": (text) => blankSeparated(text).every(isCapability),
  environment: isEnvironment,
  // Only the host knows whether it is there.
  file: () => true,
  flag: (text) => isUnsigned(text, 1n),
  "group-ids": areGroupIds,
  "host-name": (text) => byteLength(text) <= 64,
  "id-map": isIdMap,
  integer: isInteger,
  "ipv4-address": isIpv4Address,
  "ipv4-gateway": (text) => isGateway(text, 4),
  "ipv4-route": (text) => isRoute(text, 4),
  "ipv6-address": isIpv6Address,
  "ipv6-gateway": (text) => isGateway(text, 6),
  "ipv6-route": (text) => isRoute(text, 6),
  "kept-capabilities": (text) => blankSeparated(text).every((word) => word === "none" || isCapability(word)),
  "lenient-flag": (text) => isLenientNumber(text, 1n),
  "lenient-number": (text) => isLenientNumber(text, maximumId),
  "log-level": (text, { values = none }) => isLogLevel(text, values),
  namespaces: (text, { values = none }) => blankSeparated(text).every((word) => values.includes(word.toLowerCase())),
  "queue-count": (text) => isUnsigned(text, maximumOf.integer) && integerOf(text) !== 0n,
  "resource-limit": (text) => resourceLimitOf(text) !== undefined,
  "rootfs-options": areRootfsOptions,
  signal: isSignal,
  "single-name": isSingleName,
  socket: (text) => text.startsWith("unix:/") && text.length > "unix:/".length,
  "tagged-vlan-id": (text) => isUnsigned(text, 4094n),
  "terminal-directory": (text) => byteLength(text) < 256,
  "time-offset": (text, _fact, target) => isTimeOffset(text, hasLiblxc(target, "6.0.0")),
  unsigned: (text) => isUnsigned(text),
  "vlan-id": (text) => isUnsigned(text, 65535n),
  word: (text, { values = none }) => values.includes(text),
  "word-in-any-case": (text, { values = none }) => values.includes(text.toLowerCase()),
};

/**
 * Whether liblxc loads a config with this value, without the quotes around it. What lines before it mean for it is not asked here. A file to be included
 * counts as there. Source: liblxc 6.0.6 and 5.0.2, src/lxc/confile.c, each key loaded.
 */
export function takesValue({ name, fact }: LxcKey, key: string, value: string, target: Target): boolean {
  // The name behind the prefix is checked too, whatever the value.
  if (name === "lxc.namespace.share.*" && !isShareable(key)) return false;
  if (value === "") return fact.emptyIsRefused !== true;
  if (fact.kind === "clear") return false;
  if (name.endsWith(".*") && key.endsWith(".") && name !== "lxc.prlimit.*") return false;
  return fact.format === undefined || checks[fact.format](value, fact, target);
}

const namespaces = new Set(["user", "mnt", "pid", "uts", "ipc", "net", "cgroup", "time"]);

function isShareable(key: string): boolean {
  return namespaces.has(key.slice("lxc.namespace.share.".length));
}

function isArchitecture(text: string, fact: LxcKeyFact, target: Target): boolean {
  const since = sinceOf(fact, text);
  const known = fact.values?.includes(text) === true && !architecturesOfOneProcessor.includes(text);
  return known && (since === undefined || hasLiblxc(target, since));
}

function sinceOf(fact: LxcKeyFact, word: string): string | undefined {
  const { valuesSince } = fact;
  return valuesSince && Object.hasOwn(valuesSince, word) ? valuesSince[word]?.liblxc : undefined;
}
