import { type Connection, type Diagnostic, type DocumentUri, RequestType } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type LogSnapshot, logLinksOf, logSnapshotOf } from "../editor/logFeatures.js";
import type { Snapshot } from "../editor/snapshot.js";
import { explanationPage, type StartFailure, startFailureDiagnostic, startFailureOf } from "../editor/startFailures.js";
import { defaultHost } from "../host/host.js";
import { explain } from "../startLog/explain.js";
import { positionOf } from "../syntax/document.js";

/** Asks for the explanation of a start. */
export interface ExplainParams {
  readonly log: string;
  /** The document that the log stands in. */
  readonly logUri?: DocumentUri;
  /** The open config that was started; without it the open one with the container's number is taken. */
  readonly configUri?: DocumentUri;
  /** Which start of the log, counted from 0; the last one without it. */
  readonly start?: number;
}

/** The explanation of a start. */
export interface ExplainResult {
  /** A page in Markdown. */
  readonly page: string;
  readonly failed: boolean;
  readonly starts: number;
  readonly container: string | null;
  /** The place in the config that is at fault. */
  readonly place: { readonly uri: DocumentUri; readonly line: number; readonly character: number } | null;
}

export const explainRequest = new RequestType<ExplainParams, ExplainResult, void>("lxc/explainStart");

/** What the open documents are to this. */
export interface OpenDocuments {
  get(uri: DocumentUri): TextDocument | undefined;
  /** Configs only. */
  snapshotFor(uri: DocumentUri): Snapshot | undefined;
  configs(): readonly DocumentUri[];
}

/** The logs of starts in one session: what they say, and which configs they are about. */
export interface StartLogs {
  /** The failed start that is shown at a config, as long as its line is there. */
  diagnosticsOf(snapshot: Snapshot): readonly Diagnostic[];
  /** Undefined for a document that is no log. */
  logFor(uri: DocumentUri): LogSnapshot | undefined;
  linksOf(log: LogSnapshot): ReturnType<typeof logLinksOf>;
  forget(uri: DocumentUri): void;
}

/** Serves the requests about starts. `changed` is told when the diagnostics of a config are others. */
export function followStartLogs(
  connection: Connection,
  documents: OpenDocuments,
  changed: (uri: DocumentUri) => void,
): StartLogs {
  const failures = new Map<DocumentUri, StartFailure>();
  const logs = new Map<DocumentUri, LogSnapshot>();

  connection.onRequest(explainRequest, ({ log, logUri, configUri, start }) => {
    const { container } = explain(log, { host: defaultHost, ...(start === undefined ? {} : { start }) });
    const snapshot = snapshotOfStarted(configUri, container);
    const explanation = explain(log, {
      host: defaultHost,
      container: snapshot?.container,
      ...(start === undefined ? {} : { start }),
    });
    const failure = snapshot && startFailureOf(snapshot.document, explanation, logUri);
    if (snapshot) {
      if (failure) failures.set(snapshot.uri, failure);
      else failures.delete(snapshot.uri);
      changed(snapshot.uri);
    }
    return {
      page: explanationPage(explanation, snapshot?.document, snapshot?.uri.replace(/^.*\//, "")),
      failed: explanation.failed,
      starts: explanation.starts,
      container: explanation.container ?? null,
      place: snapshot && failure ? { uri: snapshot.uri, line: failure.line, character: failure.startCharacter } : null,
    };
  });

  connection.onNotification("lxc/clearStartFailures", () => {
    const uris = [...failures.keys()];
    failures.clear();
    for (const uri of uris) changed(uri);
  });

  /** The config that a client names, or the open one that has the container's number or name in its path. */
  function snapshotOfStarted(named: DocumentUri | undefined, container: string | undefined): Snapshot | undefined {
    if (named !== undefined) return documents.snapshotFor(named);
    if (container === undefined) return undefined;
    const ends = [`/${container}.conf`, `/${container}/config`];
    const uri = documents.configs().find((each) => ends.some((end) => each.endsWith(end)));
    return uri === undefined ? undefined : documents.snapshotFor(uri);
  }

  return {
    diagnosticsOf({ uri, document }) {
      const failure = failures.get(uri);
      if (!failure) return [];
      const diagnostic = startFailureDiagnostic(document, failure);
      if (!diagnostic) failures.delete(uri);
      return diagnostic ? [diagnostic] : [];
    },
    logFor(uri) {
      const document = documents.get(uri);
      if (document?.languageId !== "lxc-log") return undefined;
      const known = logs.get(uri);
      if (known?.version === document.version) return known;
      const log = logSnapshotOf(uri, document.version, document.getText());
      logs.set(uri, log);
      return log;
    },
    linksOf(log) {
      const text = log.lines.join("\n");
      const targets = log.starts.map((started, start) => {
        const snapshot = snapshotOfStarted(undefined, started.container);
        const found = snapshot
          ? explain(text, { host: defaultHost, container: snapshot.container, start }).failures
          : [];
        return new Map(
          found.flatMap(({ line, place }) =>
            snapshot && place
              ? [[line, `${snapshot.uri}#L${positionOf(snapshot.document, place.start).line + 1}`]]
              : [],
          ),
        );
      });
      return logLinksOf(log, (start, line) => targets[start]?.get(line));
    },
    forget(uri) {
      failures.delete(uri);
      logs.delete(uri);
    },
  };
}
