/**
 * The engine as a library: what Proxmox VE and liblxc make of a container config. Runs in Node and in browsers; reads no files and writes none.
 */
import { containerOf } from "./container/container.js";
import { type Expanded, expand as expandContainer } from "./container/expand.js";
import { type Rewritten, rewrite as rewriteDocument } from "./container/rewrite.js";
import { newestTarget, type Target, targetOf } from "./container/target.js";
import { defaultHost } from "./host/host.js";
import type { HostDescription } from "./knowledge/hostDescription.js";
import { check as checkContainer, type OnFailure } from "./rules/check.js";
import type { Finding } from "./rules/finding.js";
import { fixAll } from "./rules/fixAll.js";
import type { Profile } from "./rules/rule.js";
import type { Document } from "./syntax/document.js";

export { type FileKind, kindOfFile } from "./container/detect.js";
export type { ExpandedLine, Note } from "./container/expand/draft.js";
export type { LineOrigin, Origin, ProxmoxRule } from "./container/expand/origin.js";
export { type Expanded, expandedText } from "./container/expand.js";
export type { Lost, Rewritten } from "./container/rewrite.js";
export type { DeviceNumbers, HostDescription } from "./knowledge/hostDescription.js";
export type { OnFailure } from "./rules/check.js";
export { pageOf } from "./rules/documentation.js";
export type { Finding, Fix, RejectedBy, Related, Severity } from "./rules/finding.js";
export type { Profile } from "./rules/rule.js";
export { type Dialect, type Document, type Line, type LineKind, rangeOf, type Section } from "./syntax/document.js";
export type { TextEdit } from "./syntax/edit.js";
export { parse } from "./syntax/parse.js";
export type { Position, Range } from "./syntax/position.js";
export type { Span, Token } from "./syntax/token.js";

export interface TargetOptions {
  /** A release of Proxmox VE such as `8.4`, or a version of liblxc such as `6.0.6`; the newest when it is left out. */
  readonly target?: string;
}

export interface CheckOptions extends TargetOptions {
  /** Rules that are asked besides those for everybody. */
  readonly profiles?: readonly Profile[];
  /** Is told of an exception inside a rule, which costs only that rule's findings. */
  readonly onFailure?: OnFailure;
}

export interface ExpandOptions extends TargetOptions {
  /** The container's number, which is the name of its file. */
  readonly ctid: number;
  /** What is known of the machine; the rest is assumed: cgroup v2, bridges with an MTU of 1500. */
  readonly host?: Partial<HostDescription>;
}

export interface ApplyOptions extends CheckOptions {
  /** Apply fixes too that may change what the config means. */
  readonly unsafe?: boolean;
  /** Repair what this rule finds and nothing else. */
  readonly only?: string;
}

/** All findings, in the order of the text; their places are offsets, which `rangeOf` turns into lines and characters. Throws a RangeError for an unknown target. */
export function check(document: Document, options: CheckOptions = {}): readonly Finding[] {
  return findingsOf(document, options, undefined);
}

function findingsOf(document: Document, options: CheckOptions, only: string | undefined): readonly Finding[] {
  const { target, profiles = [], onFailure } = options;
  return checkContainer(
    containerOf(document, targetNamed(target)),
    onFailure,
    ({ name, profile }) => profile === undefined || profiles.includes(profile) || name === only,
  );
}

/**
 * The liblxc config that Proxmox writes from a CT config at each start, each line with its origin; `expandedText` makes the file of the lines.
 * Throws a RangeError for an unknown target or a native config.
 */
export function expand(document: Document, { ctid, target, host }: ExpandOptions): Expanded {
  const { proxmox, liblxc } = targetNamed(target);
  const installed = target === undefined ? {} : { liblxc };
  return expandContainer(containerOf(ofProxmox(document)), {
    ctid,
    release: proxmox,
    host: { ...defaultHost, ...installed, ...host },
  });
}

/** A CT config as Proxmox writes it at the next change or backup, and what gets lost then. Throws a RangeError for an unknown target or a native config. */
export function rewrite(document: Document, { target }: TargetOptions = {}): Rewritten {
  return rewriteDocument(ofProxmox(document), targetNamed(target).proxmox);
}

/** The text with every safe fix applied, until none is left. Applying them again changes nothing. Throws a RangeError for an unknown target. */
export function applyFixes(document: Document, options: ApplyOptions = {}): string {
  const { target, profiles, onFailure, ...which } = options;
  targetNamed(target);
  return fixAll(document.text, document.dialect, {
    ...which,
    findingsIn: (text) => findingsOf(text, options, options.only),
  });
}

function targetNamed(name: string | undefined): Target {
  const target = name === undefined ? newestTarget : targetOf(name);
  if (!target) throw new RangeError(`There is no target ${name}.`);
  return target;
}

function ofProxmox(document: Document): Document {
  if (document.dialect !== "proxmox") throw new RangeError("Proxmox neither expands nor rewrites a native config.");
  return document;
}
