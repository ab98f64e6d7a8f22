import { type Connection, type Diagnostic, type DocumentUri, RequestType } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ExplainResult } from "../answers.js";
import { containerOf } from "../container/container.js";
import { containerNameOf } from "../container/containerNames.js";
import { type LogSnapshot, logLinksOf, logSnapshotOf } from "../editor/logFeatures.js";
import type { Snapshot } from "../editor/snapshot.js";
import { explanationPage, type StartFailure, startFailureDiagnostic, startFailureOf } from "../editor/startFailures.js";
import { defaultHost } from "../host/host.js";
import { ctidOf, type Explanation, explainStart, startsIn } from "../startLog/explain.js";
import { liblxcOf, targetOfLiblxc } from "../startLog/liblxcOf.js";
import { readStartedConfig, type StartedConfig } from "../startLog/startedConfig.js";
import type { Start } from "../startLog/startsOf.js";
import { positionOf } from "../syntax/document.js";

/** Asks for the explanation of a start. */
export interface ExplainParams {
  readonly log: string;
  /** The document that the log stands in. */
  readonly logUri?: DocumentUri;
  /** The open config that the user looks at: it is taken unless another open one, or its own name, fits the container of the log better. */
  readonly configUri?: DocumentUri;
  /** Which start of the log, counted from 0; the last one without it. */
  readonly start?: number;
}

export const explainRequest = new RequestType<ExplainParams, ExplainResult, void>("lxc/explainStart");

/** What the open documents are to this. */
export interface OpenDocuments {
  get(uri: DocumentUri): TextDocument | undefined;
  /** Configs only. */
  snapshotFor(uri: DocumentUri): Snapshot | undefined;
  configs(): readonly DocumentUri[];
  /** Whether somebody has said for which release a config is checked. */
  hasTarget(uri: DocumentUri): boolean;
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
    const starts = startsIn(log);
    const index = start ?? starts.length - 1;
    const snapshot = snapshotOfStarted(configUri, starts.at(index)?.container);
    const explanation = explainStart(starts, index, snapshot && configOf(snapshot, starts.at(index)));
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
      config: snapshot?.uri ?? null,
      place: snapshot && failure ? { uri: snapshot.uri, line: failure.line, character: failure.startCharacter } : null,
    };
  });

  connection.onNotification("lxc/clearStartFailures", () => {
    const uris = [...failures.keys()];
    failures.clear();
    for (const uri of uris) changed(uri);
  });

  /** The open config that has the container's number or name in its path, else the one that the client names, unless it is another container's. */
  function snapshotOfStarted(named: DocumentUri | undefined, container: string | undefined): Snapshot | undefined {
    const own =
      container === undefined ? undefined : documents.configs().find((uri) => containerNameOf(uri) === container);
    if (own !== undefined) return documents.snapshotFor(own);
    if (named === undefined) return undefined;
    const name = containerNameOf(named);
    return container === undefined || name === undefined ? documents.snapshotFor(named) : undefined;
  }

  /** What holds for a config depends on the release that was started: the log may tell where nobody has said. */
  function configOf({ uri, container, document }: Snapshot, start: Start | undefined): StartedConfig {
    const target = targetOfLiblxc(liblxcOf(start?.records ?? []));
    const started = documents.hasTarget(uri) ? container : containerOf(document, target);
    return readStartedConfig(started, ctidOf(start), defaultHost);
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
      const configs = new Map<string | undefined, StartedIn | undefined>();
      const startedIn = (start: Start): StartedIn | undefined => {
        if (!configs.has(start.container)) {
          const snapshot = snapshotOfStarted(undefined, start.container);
          configs.set(start.container, snapshot && { snapshot, config: configOf(snapshot, start) });
        }
        return configs.get(start.container);
      };
      const targets = log.starts.map((start, index) => {
        const started = startedIn(start);
        return started ? linkTargets(started, explainStart(log.starts, index, started.config)) : undefined;
      });
      return logLinksOf(log, (start, line) => targets[start]?.get(line));
    },
    forget(uri) {
      failures.delete(uri);
      logs.delete(uri);
    },
  };
}

/** A config that is open, read as what was started. */
interface StartedIn {
  readonly snapshot: Snapshot;
  readonly config: StartedConfig;
}

/** Where the messages of a start lead: by the line of the log, a place in the config. */
function linkTargets({ snapshot }: StartedIn, { failures }: Explanation): ReadonlyMap<number, string> {
  const targets = new Map<number, string>();
  for (const { line, place } of failures) {
    if (place) targets.set(line, `${snapshot.uri}#L${positionOf(snapshot.document, place.start).line + 1}`);
  }
  return targets;
}
