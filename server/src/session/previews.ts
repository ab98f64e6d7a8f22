import { type Connection, type DocumentUri, RequestType } from "vscode-languageserver";
import type { GeneratedConfig, RewrittenConfig } from "../answers.js";
import { generatedConfigOf } from "../editor/generatedConfig.js";
import { rewrittenConfigOf } from "../editor/rewrittenConfig.js";
import type { Snapshot } from "../editor/snapshot.js";
import { defaultHost } from "../host/host.js";
import type { HostDescription } from "../knowledge/hostDescription.js";

/** The scheme under which a client shows a generated config. */
export const generatedScheme = "lxc-generated";

interface PreviewParams {
  /** An open CT config. */
  readonly uri: DocumentUri;
}

/** Null for a document that is not open, or no CT config. */
export const generatedRequest = new RequestType<PreviewParams, GeneratedConfig | null, void>("lxc/generatedConfig");

/** Null for a document that is not open, or no CT config. */
export const rewrittenRequest = new RequestType<PreviewParams, RewrittenConfig | null, void>("lxc/rewrittenConfig");

/** Answers what Proxmox makes of an open config: for LXC, and of the file itself. */
export function answerPreviews(
  connection: Connection,
  answer: <T>(uri: DocumentUri, make: (snapshot: Snapshot) => T | null) => T | null | Promise<T | null>,
  hostOf: (uri: DocumentUri) => HostDescription | undefined,
): void {
  connection.onRequest(generatedRequest, ({ uri }) =>
    answer(uri, (snapshot) => generatedConfigOf(snapshot, hostOf(uri) ?? defaultHost) ?? null),
  );
  connection.onRequest(rewrittenRequest, ({ uri }) => answer(uri, (snapshot) => rewrittenConfigOf(snapshot) ?? null));
}
