import type { Line } from "../syntax/document.js";
import type { Container, RawEntry } from "./container.js";
import { lxcKey } from "./keys.js";
import { lastAnswer } from "./lastAnswer.js";
import { takesValue } from "./lxcValues.js";
import { linesOfInclude, type TemplateLine, templateLines } from "./templates.js";

/** Why liblxc refuses a config at a line. */
export interface Refusal {
  readonly entry: RawEntry;
  readonly reason: /** The value itself. */
    | "value"
    /** `lxc.net.N.veth.pair` and its like before, or without, the type. */
    | "interface-type"
    /** An empty value for an interface that no line has begun. */
    | "interface-missing"
    /** `lxc.cap.keep` and `lxc.cap.drop`. */
    | "capabilities"
    /** `lxc.namespace.keep` and `lxc.namespace.clone`. */
    | "namespaces";
  /** The line before that it does not go with. */
  readonly against: Line | undefined;
}

/** The kinds of interfaces that have keys of their own. */
const ownKeys = new Set(["veth", "macvlan", "ipvlan", "vlan"]);

/** What the lines read so far have set; liblxc holds each line against it. */
interface Loading {
  /** The type of each interface; undefined as long as none is set. */
  readonly interfaces: Map<number, string | undefined>;
  capabilities: { readonly key: string; readonly line: Line | undefined } | undefined;
  namespaces: { readonly key: string; readonly line: Line | undefined } | undefined;
}

/** Every line of the main section that reaches liblxc and makes it refuse the config, in their order. Keys that liblxc lacks are not among them. */
export const refusalsOf = lastAnswer((container: Container): readonly Refusal[] => {
  const loading = beginLoading(container);
  return container.raw.flatMap((entry) => refusalOf(container, loading, entry) ?? []);
});

/** In a Proxmox config the interfaces stand before the raw lines, and the templates of LXC before all: they take capabilities from a privileged container. */
function beginLoading(container: Container): Loading {
  const interfaces = new Map<number, string | undefined>();
  const loading: Loading = { interfaces, capabilities: undefined, namespaces: undefined };
  loadCapabilities(loading, templateLines(container));
  if (container.document.dialect === "lxc") return loading;
  for (const key of container.settings.keys()) {
    const number = /^net([0-9]+)$/.exec(key)?.[1];
    if (number !== undefined) interfaces.set(Number(number), "veth");
  }
  if (interfaces.size === 0) interfaces.set(0, "empty");
  return loading;
}

function loadCapabilities(loading: Loading, lines: readonly TemplateLine[]): void {
  for (const [key, value] of lines) {
    if (key !== "lxc.cap.drop" && key !== "lxc.cap.keep") continue;
    loading.capabilities = value === "" ? undefined : (loading.capabilities ?? { key, line: undefined });
  }
}

function refusalOf(container: Container, loading: Loading, entry: RawEntry): Refusal | undefined {
  const key = lxcKey(entry.key.text);
  if (!key || key.fact.refused) return undefined;
  if (!takesValue(key, entry.key.text, entry.value.text, container.target)) {
    return { entry, reason: "value", against: undefined };
  }
  if (key.name === "lxc.include") loadCapabilities(loading, linesOfInclude(entry.value.text) ?? []);
  if (key.name === "lxc.cap.drop" || key.name === "lxc.cap.keep") return capabilityRefusal(loading, entry);
  if (key.name === "lxc.namespace.clone" || key.name === "lxc.namespace.keep") return namespaceRefusal(loading, entry);
  return key.name.startsWith("lxc.net") ? interfaceRefusal(loading, entry) : undefined;
}

/** An empty value of either key forgets both. */
function capabilityRefusal(loading: Loading, entry: RawEntry): Refusal | undefined {
  const { capabilities } = loading;
  if (entry.value.text === "") loading.capabilities = undefined;
  else if (!capabilities) loading.capabilities = { key: entry.key.text, line: entry.line };
  else if (capabilities.key !== entry.key.text) return { entry, reason: "capabilities", against: capabilities.line };
  return undefined;
}

/** An empty value forgets those of its own key only. */
function namespaceRefusal(loading: Loading, entry: RawEntry): Refusal | undefined {
  const { namespaces } = loading;
  const key = entry.key.text;
  if (entry.value.text === "") {
    if (namespaces?.key === key) loading.namespaces = undefined;
  } else if (!namespaces) loading.namespaces = { key, line: entry.line };
  else if (namespaces.key !== key) return { entry, reason: "namespaces", against: namespaces.line };
  return undefined;
}

function interfaceRefusal({ interfaces }: Loading, entry: RawEntry): Refusal | undefined {
  const [, , digits, first, second] = entry.key.text.split(".");
  const value = entry.value.text;
  if (digits === undefined) interfaces.clear();
  const number = Number(digits);
  if (digits === undefined || first === undefined) {
    interfaces.delete(number);
    return undefined;
  }
  if (value === "") {
    if (!interfaces.has(number)) return { entry, reason: "interface-missing", against: undefined };
    if (first === "type") interfaces.set(number, undefined);
    return undefined;
  }
  if (first === "type") interfaces.set(number, value);
  else if (second !== undefined && ownKeys.has(first)) {
    if (interfaces.get(number) !== first) return { entry, reason: "interface-type", against: undefined };
  } else if (!interfaces.has(number)) interfaces.set(number, undefined);
  return undefined;
}
