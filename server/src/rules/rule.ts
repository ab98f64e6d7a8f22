import type { Container } from "../container/container.js";
import type { Dialect, LineKind } from "../syntax/document.js";
import type { Span } from "../syntax/token.js";
import type { Finding, RejectedBy, Severity } from "./finding.js";

/** What a rule may say besides place and message; what it leaves out is taken from the rule. */
export type Details = Partial<Omit<Finding, "rule" | "span" | "message">>;

export type Report = (at: Span, message: string, details?: Details) => void;

/** Sets of rules that not everybody wants: `strict` about what is merely unclear, `audit` about what a config gives the container of the host. */
export const profiles = ["strict", "audit"] as const;

export type Profile = (typeof profiles)[number];

/** One way in which a config goes wrong. Its page is `docs/rules/<name>.md`. */
export interface Rule {
  /** Readable and stable: it stands in settings, in the JSON and in the address of the page. */
  readonly name: string;
  readonly area:
    | "file"
    | "value"
    | "container"
    | "network"
    | "volume"
    | "device"
    | "idmap"
    | "raw-key"
    | "lxc-value"
    | "mount-entry"
    | "features"
    | "apparmor"
    | "security";
  /** Without one the rule is for everybody; the rules of a profile speak only where a configuration asks for it. */
  readonly profile?: Profile;
  /** That of most of its findings. */
  readonly severity: Severity;
  readonly rejectedBy: RejectedBy;
  readonly dialects: readonly Dialect[];
  /** Kinds of lines and names of keys; the rule is asked only when the config has one of them. */
  readonly looksAt: readonly (LineKind | (string & {}))[];
  /** `others` are the findings of the rules in front of this one, which only a rule about findings asks for. */
  check(container: Container, report: Report, others: () => readonly Finding[]): void;
}

/** A rule of both dialects, unless it says otherwise. */
export function defineRule(rule: Omit<Rule, "dialects"> & { readonly dialects?: readonly Dialect[] }): Rule {
  return { dialects: ["proxmox", "lxc"], ...rule };
}
