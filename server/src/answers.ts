/** What the server answers to the extension's own requests. Types alone: client and server take them here, so that both sides agree. */
import type { Range, TextEdit } from "vscode-languageserver-types";

/** What an editor shows of a config in a corner: the answer to `lxc/status`. */
export interface Status {
  readonly dialect: "proxmox" | "lxc";
  readonly ctid: number | null;
  /** The release of Proxmox VE, or for a native config the version of liblxc. */
  readonly target: string;
  /** What it can be instead, newest first. */
  readonly targets: readonly string[];
  readonly unprivileged: boolean;
  /** The findings that are switched off or ignored. */
  readonly heldBack: number;
  /** The entries of the settings and of `lxc-lint.json` that are wrong. */
  readonly wrong: number;
}

/** A path that only the user knows. */
export interface Question {
  readonly prompt: string;
  readonly example: string;
  /** What an answer looks like: a regular expression. */
  readonly pattern: string;
}

/** A recipe as a list offers it: the answer to `lxc/recipes` holds some. */
export interface OfferedRecipe {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** What it is there for is there, and it can be taken away. */
  readonly isThere: boolean;
  /** What the user is asked before it is applied. */
  readonly question: Question | null;
}

/** What a recipe changes, and what there is to do besides, a sentence each: the answer to `lxc/applyRecipe`. */
export interface AppliedRecipe {
  readonly edits: TextEdit[];
  readonly notes: readonly string[];
}

/** The explanation of a start: the answer to `lxc/explainStart`. */
export interface ExplainResult {
  /** A page in Markdown. */
  readonly page: string;
  readonly failed: boolean;
  readonly starts: number;
  readonly container: string | null;
  /** The address of the config that was read. */
  readonly config: string | null;
  /** The place in the config that is at fault. */
  readonly place: { readonly uri: string; readonly line: number; readonly character: number } | null;
}

/** A line of the generated config and where it comes from. */
export interface GeneratedLine {
  /** The part of the CT config that causes it; null where a rule of Proxmox does. */
  readonly origin: Range | null;
  /** A sentence that says why the line is there. */
  readonly reason: string;
}

/** The config that Proxmox writes for LXC, as a text to be shown beside its source: the answer to `lxc/generatedConfig`. */
export interface GeneratedConfig {
  readonly text: string;
  /** For each line of the text. */
  readonly lines: readonly GeneratedLine[];
  /** The error with which Proxmox refuses the container, and its warnings. */
  readonly error: string | null;
  readonly warnings: readonly string[];
}

/** The file as Proxmox writes it at the next change or backup: the answer to `lxc/rewrittenConfig`. */
export interface RewrittenConfig {
  readonly text: string;
  /** One sentence for each line that gets lost. */
  readonly lost: readonly string[];
  /** Why Proxmox cannot write the file; null when it can. */
  readonly error: string | null;
}
