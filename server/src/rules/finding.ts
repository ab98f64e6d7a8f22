import type { TextEdit } from "../syntax/edit.js";
import type { Span } from "../syntax/token.js";

/** `error` is only for a line that is dropped or ignored, or a start that fails. */
export type Severity = "error" | "warning" | "information" | "hint";

/**
 * Who objects. `proxmox`: its reader warns and drops the line or distrusts its value; `liblxc`: the config fails to load; `start`: it
 * loads, but the container does not start because of it; `ignored`: it starts, but the line does nothing, or not what is written; null: it works.
 */
export type RejectedBy = "proxmox" | "liblxc" | "start" | "ignored" | null;

/** Another place in the same config that belongs to the finding. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A change that repairs a finding. */
export interface Fix {
  /** What it does, as a menu shows it. */
  readonly title: string;
  /** It keeps what the config means, or gives it the only meaning it can have; *Fix all* applies safe fixes only. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** A problem, found by a rule. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly rejectedBy: RejectedBy;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags: readonly ("deprecated" | "unnecessary")[];
  /** The best one first. */
  readonly fixes: readonly Fix[];
}
