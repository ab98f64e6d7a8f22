import {
  type Connection,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  DocumentFormattingRequest,
  type InitializeParams,
} from "vscode-languageserver";
import {
  type Configuration,
  configurationFor,
  emptyConfiguration,
  type FileConfiguration,
  joined,
} from "../configuration/configuration.js";
import type { ConfigurationSources } from "../configuration/effectiveConfiguration.js";
import { placeOf, readConfiguration } from "../configuration/readConfiguration.js";
import { defaultSettings, type ReadSettings, readSettings, type Settings } from "../configuration/settings.js";
import type { Silencing } from "../editor/silencing.js";
import { lineStartsOf, rangeAt } from "../syntax/position.js";

/** Finds the `lxc-lint.json` of a document; given by the entry that can read files. */
export type FindConfiguration = (
  uri: string,
  folders: readonly string[],
) => Pick<Silencing, "uri" | "text" | "path"> | undefined;

/** What is set for the documents of a session, in the client's settings and in `lxc-lint.json`. */
export interface Configurations {
  /** Takes in what the client can do; `registersFormatter` says that the formatter is announced only while it is switched on. */
  initialize(params: InitializeParams): { readonly registersFormatter: boolean };
  /** Takes in which folders belong to the workspace now. */
  changeFolders(added: readonly string[], removed: readonly string[]): void;
  initialized(): void;
  /** Resolves when the settings of a document have come from the client; undefined when they are there. */
  pending(uri: string): Promise<void> | undefined;
  /** What holds for a document. The file, which a project shares, wins over the settings. */
  of(uri: string): FileConfiguration;
  settingsOf(uri: string): Settings;
  /** Where each part of what holds for a document comes from, and what was wrong. */
  sourcesOf(uri: string): ConfigurationSources;
  /** The file into which a quick fix writes; undefined where none can be written. */
  silencingOf(uri: string): Omit<Silencing, "saves"> | undefined;
  forget(uri: string): void;
  /** Grows with every change. */
  readonly generation: number;
}

interface FoundFile {
  readonly place: ReturnType<FindConfiguration>;
  readonly configuration: Configuration;
  /** What is wrong in it, each with its place; or why it cannot be read. */
  readonly complaints: readonly string[];
}

const nothingFound: FoundFile = { place: undefined, configuration: emptyConfiguration, complaints: [] };
const nothingSet: ReadSettings = { settings: defaultSettings, complaints: [] };

export function followConfigurations(
  connection: Connection,
  find: FindConfiguration,
  onChange: () => void,
): Configurations {
  const settings = new Map<string, ReadSettings>();
  const asked = new Map<string, Promise<void>>();
  const files = new Map<string, FoundFile>();
  /** Where complaints are shown. */
  const complainedOf = new Map<string, string>();
  const logged = new Set<string>();
  let folders: readonly string[] = [];
  let pushed = nothingSet;
  let can = { ask: false, watch: false, follow: false, registerFormatter: false, write: false };
  let formatter: Promise<Disposable> | undefined;
  let generation = 0;

  function changed(): void {
    generation++;
    files.clear();
    onChange();
  }

  function accepted(given: unknown): ReadSettings {
    const read = readSettings(given);
    for (const complaint of read.complaints) {
      if (!logged.has(complaint)) connection.console.warn(complaint);
      logged.add(complaint);
    }
    return read;
  }

  async function ask(uri: string): Promise<void> {
    const askedAt = generation;
    let found = nothingSet;
    try {
      found = accepted(await connection.workspace.getConfiguration({ scopeUri: uri, section: "lxcConfig" }));
    } catch (error) {
      connection.console.warn(`The settings cannot be read: ${String(error)}`);
    }
    // They may have changed while the answer was on its way.
    if (askedAt !== generation) return ask(uri);
    settings.set(uri, found);
    asked.delete(uri);
    followFormatter();
  }

  /** A client that can be told later has a formatter only while it is switched on. */
  function followFormatter(): void {
    if (!can.registerFormatter) return;
    const wanted = [...settings.values()].some((read) => read.settings.format);
    if (wanted && !formatter) {
      const documentSelector = [{ language: "proxmox-lxc" }, { language: "lxc" }];
      formatter = connection.client.register(DocumentFormattingRequest.type, { documentSelector });
    } else if (!wanted && formatter) {
      void formatter.then((registration) => registration.dispose());
      formatter = undefined;
    }
  }

  function fileOf(uri: string): FoundFile {
    const known = can.watch ? files.get(uri) : undefined;
    if (known) return known;
    let found = nothingFound;
    try {
      const place = find(uri, folders);
      found = place?.text === undefined ? { ...nothingFound, place } : { place, ...read(place.uri, place.text) };
    } catch (error) {
      const complaint = `lxc-lint.json: ${error instanceof Error ? error.message : String(error)}`;
      connection.console.warn(complaint);
      found = { ...nothingFound, complaints: [complaint] };
    }
    files.set(uri, found);
    return found;
  }

  /** Reads one, and shows in it what is wrong. */
  function read(uri: string, text: string): Omit<FoundFile, "place"> {
    const { configuration, complaints } = readConfiguration(text);
    const starts = lineStartsOf(text);
    const diagnostics = complaints.map((complaint) => ({
      range: rangeAt(starts, complaint),
      severity: DiagnosticSeverity.Error,
      source: "lxc",
      message: complaint.message,
    }));
    const shown = JSON.stringify(diagnostics);
    if (shown !== (complainedOf.get(uri) ?? "[]")) void connection.sendDiagnostics({ uri, diagnostics });
    complainedOf.set(uri, shown);
    const told = complaints.map((complaint) => {
      const { line, character } = placeOf(text, complaint);
      return `lxc-lint.json, line ${line + 1}, column ${character + 1}: ${complaint.message}`;
    });
    return { configuration, complaints: told };
  }

  connection.onDidChangeConfiguration((change: { settings?: { lxcConfig?: unknown } | null }) => {
    if (can.ask) settings.clear();
    else pushed = accepted(change.settings?.lxcConfig);
    logged.clear();
    changed();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      // What is wrong in it is said anew when it is read; of one that is gone, nothing.
      if (complainedOf.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    changed();
  });

  return {
    initialize({ capabilities, workspaceFolders, rootUri }) {
      const { workspace, textDocument } = capabilities;
      folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
      can = {
        ask: workspace?.configuration === true,
        watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
        follow: workspace?.didChangeConfiguration?.dynamicRegistration === true,
        registerFormatter: textDocument?.formatting?.dynamicRegistration === true && workspace?.configuration === true,
        write:
          workspace?.workspaceEdit?.documentChanges === true &&
          workspace.workspaceEdit.resourceOperations?.includes("create") === true,
      };
      return { registersFormatter: can.registerFormatter };
    },
    changeFolders(added, removed) {
      folders = [...folders.filter((folder) => !removed.includes(folder)), ...added];
      changed();
    },
    initialized() {
      if (can.follow) {
        void connection.client.register(DidChangeConfigurationNotification.type, { section: "lxcConfig" });
      }
      if (can.watch) {
        const watchers = [{ globPattern: "**/lxc-lint.json" }];
        void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      }
    },
    pending(uri) {
      if (!can.ask || settings.has(uri)) return undefined;
      const waiting = asked.get(uri) ?? ask(uri);
      asked.set(uri, waiting);
      return waiting;
    },
    of: (uri) => {
      const { place, configuration } = fileOf(uri);
      const own = settingsOf(uri).configuration;
      return place ? joined([own, configurationFor(configuration, place.path)]) : own;
    },
    settingsOf,
    sourcesOf(uri) {
      const { settings: own, complaints } = readFor(uri);
      const { place, configuration, complaints: ofFile } = fileOf(uri);
      const file =
        place?.text === undefined
          ? undefined
          : { uri: place.uri, text: place.text, configuration: configurationFor(configuration, place.path) };
      return { settings: own, file, complaints: [...complaints, ...ofFile] };
    },
    silencingOf: (uri) => (can.write ? fileOf(uri).place : undefined),
    forget(uri) {
      settings.delete(uri);
      files.delete(uri);
      followFormatter();
    },
    get generation() {
      return generation;
    },
  };

  function readFor(uri: string): ReadSettings {
    return settings.get(uri) ?? pushed;
  }

  function settingsOf(uri: string): Settings {
    return readFor(uri).settings;
  }
}
