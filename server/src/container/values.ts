const yes = new Set(["1", "on", "yes", "true"]);
const no = new Set(["0", "off", "no", "false"]);

/** What Proxmox' reader makes of a boolean, in any case of letters; undefined when it warns. Source: pve-common 9.2.1, JSONSchema.pm, parse_boolean(). */
export function booleanOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}

/**
 * Whether Proxmox acts as if the setting were on. A boolean that it cannot read keeps its text, and every text but the empty one
 * and `0` is true to it. Source: pve-container 6.1.10, run with `unprivileged: nope`, `onboot: disabled`.
 */
export function countsAsTrue(text: string): boolean {
  return booleanOf(text) ?? (text !== "" && text !== "0");
}
