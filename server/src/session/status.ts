import { type Connection, type DocumentUri, RequestType } from "vscode-languageserver";
import type { Status } from "../answers.js";
import { type ConfigurationSources, effectiveConfiguration } from "../configuration/effectiveConfiguration.js";
import { isUnprivileged } from "../container/container.js";
import { ctidOfPath } from "../container/containerNames.js";
import { liblxcReleases } from "../container/target.js";
import type { Snapshot } from "../editor/snapshot.js";
import { proxmoxReleases } from "../knowledge/releases.js";

interface DocumentParams {
  /** An open config. */
  readonly uri: DocumentUri;
}

/** Null for a document that is not open, or no config. */
export const statusRequest = new RequestType<DocumentParams, Status | null, void>("lxc/status");

/** JSON with comments; null for a document that is not open, or no config. */
export const effectiveConfigurationRequest = new RequestType<DocumentParams, string | null, void>(
  "lxc/effectiveConfiguration",
);

/** Answers how an open config is checked. */
export function answerStatus(
  connection: Connection,
  answer: <T>(uri: DocumentUri, make: (snapshot: Snapshot) => T) => T | null | Promise<T | null>,
  sourcesOf: (uri: DocumentUri) => ConfigurationSources,
): void {
  connection.onRequest(statusRequest, ({ uri }) =>
    answer(uri, (snapshot) => statusOf(snapshot, sourcesOf(uri).complaints.length)),
  );
  connection.onRequest(effectiveConfigurationRequest, ({ uri }) =>
    answer(uri, ({ document: { dialect }, container: { target } }) =>
      effectiveConfiguration({ uri, dialect, target }, sourcesOf(uri)),
    ),
  );
}

function statusOf(snapshot: Snapshot, wrong: number): Status {
  const { container, document, uri } = snapshot;
  const { dialect } = document;
  return {
    dialect,
    ctid: (dialect === "proxmox" ? ctidOfPath(uri) : undefined) ?? null,
    target: dialect === "proxmox" ? container.target.proxmox : container.target.liblxc,
    targets: (dialect === "proxmox" ? proxmoxReleases : liblxcReleases).toReversed(),
    unprivileged: isUnprivileged(container),
    heldBack: snapshot.heldBack(),
    wrong,
  };
}
