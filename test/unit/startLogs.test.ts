import { expect, test, vi } from "vitest";
import type {
  CodeLens,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentLink,
  FoldingRange,
  Hover,
} from "vscode-languageserver";
import type { ExplainResult } from "../../server/src/answers.js";
import type { ExplainParams } from "../../server/src/session/startLogs.js";
import { type Session, startSession } from "../session.js";

const uri = "file:///etc/pve/lxc/902.conf";
const logUri = "file:///tmp/start.log";
const config = "arch: amd64\nostype: debian\nrootfs: local:902/x.raw\nlxc.mount.entry: /dev/fuse\n";
const log = `root@pve:~# pct start 902
safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"
lxc_setup: 3908 Failed to setup mount entries
startup for container '902' failed
`;

function ask(session: Session, params: ExplainParams): Promise<ExplainResult> {
  return session.request("lxc/explainStart", params);
}

/** The failed start that is shown at the config. */
async function failureAt(session: Session, at = uri): Promise<Diagnostic | undefined> {
  const report = await session.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri: at },
  });
  return report.kind === "full" ? report.items.find(({ code }) => code === "start-failed") : undefined;
}

async function withSession(use: (session: Session) => Promise<void>): Promise<void> {
  const session = await startSession(
    { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    { explainsStarts: true },
  );
  try {
    await use(session);
    expect(session.log).toEqual([]);
  } finally {
    session.close();
  }
}

test("a start is explained on a page, and shown at the line of the config with the line of the log", () =>
  withSession(async (session) => {
    session.open(uri, "proxmox-lxc", config);
    const result = await ask(session, { log, logUri });
    expect(result).toMatchObject({
      failed: true,
      starts: 1,
      container: "902",
      config: uri,
      place: { uri, line: 3, character: 17 },
    });
    expect(result.page).toMatch(/^# Container 902 does not start\n\nThis mount entry has no target/);
    expect(result.page).toContain("```proxmox\nlxc.mount.entry: /dev/fuse\n```");
    expect(result.page).toContain("**What to do:** Complete the mount entry.");
    expect(result.page).toMatch(
      /\[mount-entry-target-missing\]\(https:\S+\/mount-entry-target-missing\.md\)\n\nliblxc 6\.0\.\d( or 6\.0\.\d)? has written this log\.\n$/,
    );
    expect(await failureAt(session)).toMatchObject({
      severity: 1,
      source: "lxc",
      range: { start: { line: 3, character: 17 }, end: { line: 3, character: 26 } },
      message: expect.stringMatching(
        /^The container did not start because of this line\. This mount entry has no target/,
      ),
      relatedInformation: [
        {
          location: { uri: logUri, range: { start: { line: 1, character: 0 } } },
          message: expect.stringContaining("No such device"),
        },
      ],
    });
    await vi.waitFor(() => expect(session.refreshes).not.toEqual([]));
  }));

test("it moves with its line, and goes when the line changes", () =>
  withSession(async (session) => {
    session.open(uri, "proxmox-lxc", config);
    await ask(session, { log, logUri });
    session.change(uri, 2, `# a note\nmemory: 512\n${config}`);
    expect((await failureAt(session))?.range.start).toEqual({ line: 5, character: 17 });
    session.change(uri, 3, config.replace("/dev/fuse", "/dev/fuse dev/fuse none bind,create=file 0 0"));
    expect(await failureAt(session)).toBeUndefined();
    session.change(uri, 4, config);
    expect(await failureAt(session)).toBeUndefined();
  }));

test("it goes on demand, and when a later log shows no failure", () =>
  withSession(async (session) => {
    session.open(uri, "proxmox-lxc", config);
    await ask(session, { log, logUri });
    expect(await failureAt(session)).toBeDefined();
    await session.notify("lxc/clearStartFailures", {});
    expect(await failureAt(session)).toBeUndefined();
    await ask(session, { log, logUri });
    const later =
      "lxc-start 902 20261123122029.412 INFO     start - ../src/lxc/start.c:lxc_init:900 - Container started\n";
    expect(await ask(session, { log: later })).toMatchObject({ failed: false, place: null });
    expect(await failureAt(session)).toBeUndefined();
  }));

test("a client that does not pull is sent the failure, and its end", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", config);
  await session.publishedFor(1);
  const codes = () => session.published.at(-1)?.diagnostics.map(({ code }) => code);
  await ask(session, { log });
  await vi.waitFor(() => expect(codes()).toContain("start-failed"));
  await session.notify("lxc/clearStartFailures", {});
  await vi.waitFor(() => expect(codes()).not.toContain("start-failed"));
  session.close();
});

test("the config is the one of the log's container, whatever the user looks at", () =>
  withSession(async (session) => {
    const other = "file:///etc/pve/lxc/101.conf";
    const draft = "untitled:Untitled-1";
    session.open(uri, "proxmox-lxc", config);
    session.open(other, "proxmox-lxc", config);
    session.open(draft, "proxmox-lxc", config);
    expect((await ask(session, { log, configUri: other })).config).toBe(uri);
    expect((await ask(session, { log: log.replaceAll("902", "903"), configUri: other })).config).toBeNull();
    expect((await ask(session, { log: log.replaceAll("902", "903"), configUri: draft })).config).toBe(draft);
    const line = log.split("\n")[1] ?? "";
    expect((await ask(session, { log: line, configUri: other })).config).toBe(other);
    expect(await ask(session, { log: line })).toMatchObject({ failed: true, config: null, place: null });
  }));

test("a native config is found by the name of its folder", () =>
  withSession(async (session) => {
    const native = "file:///var/lib/lxc/my%20web/config";
    session.open(native, "lxc", "lxc.uts.name = web\nlxc.mount.entry = /dev/fuse\n");
    const line =
      'lxc-start: my_web: ../src/lxc/utils.c: safe_mount: 1332 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/lxc/rootfs/"';
    expect((await ask(session, { log: line })).config).toBeNull();
    const web = "file:///var/lib/lxc/web/config";
    session.open(web, "lxc", "lxc.uts.name = web\nlxc.mount.entry = /dev/fuse\n");
    expect(await ask(session, { log: line.replace("my_web", "web") })).toMatchObject({ place: { uri: web, line: 1 } });
  }));

test("each start of a log can be asked for", () =>
  withSession(async (session) => {
    session.open(uri, "proxmox-lxc", config);
    const two = `root@pve:~# pct start 902\nCT is locked (backup)\n${log}`;
    expect(await ask(session, { log: two })).toMatchObject({ starts: 2, place: { line: 3 } });
    const first = await ask(session, { log: two, start: 0 });
    expect(first.page).toContain("A job holds the container");
    expect(first.page).toContain("The log holds 2 starts.");
  }));

test("what is no log is told so", () =>
  withSession(async (session) => {
    expect((await ask(session, { log: "" })).page).toMatch(/^# There is no log/);
    expect((await ask(session, { log: "nginx started\n" })).page).toMatch(/^# This is no log of a start/);
  }));

test("an open log has hovers, folds, a lens above each start that failed, and links to the config", () =>
  withSession(async (session) => {
    session.open(uri, "proxmox-lxc", config);
    session.open(logUri, "lxc-log", `${log}\n${log}`);
    const textDocument = { uri: logUri };
    const hover = await session.request<Hover | null>("textDocument/hover", {
      textDocument,
      position: { line: 1, character: 4 },
    });
    expect(hover).toMatchObject({
      contents: {
        value: expect.stringMatching(/^The mount entry has no target[\s\S]*\*\*What to do:\*\* Write source/),
      },
      range: { start: { line: 1, character: 0 } },
    });
    expect(
      await session.request("textDocument/hover", { textDocument, position: { line: 0, character: 4 } }),
    ).toBeNull();
    const folds = await session.request<FoldingRange[]>("textDocument/foldingRange", { textDocument });
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 3],
      [5, 8],
    ]);
    const lenses = await session.request<CodeLens[]>("textDocument/codeLens", { textDocument });
    expect(lenses.map(({ range, command }) => [range.start.line, command?.title, command?.arguments])).toEqual([
      [0, "Explain the start of 902", [{ uri: logUri, start: 0 }]],
      [5, "Explain the start of 902", [{ uri: logUri, start: 1 }]],
    ]);
    const links = await session.request<DocumentLink[]>("textDocument/documentLink", { textDocument });
    expect(links).toContainEqual({
      range: { start: { line: 1, character: 51 }, end: { line: 1, character: 60 } },
      target: `${uri}#L4`,
      tooltip: "Show the line of the config",
    });
  }));

test("an open log is no config, whatever stands in it", () =>
  withSession(async (session) => {
    session.open(logUri, "lxc-log", `${config}lxc.mount.entry: /dev/fuse\n`);
    const report = await session.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: logUri },
    });
    expect(report).toMatchObject({ kind: "full", items: [] });
  }));

test("a client without the command is offered no lenses", async () => {
  const session = await startSession();
  session.open(logUri, "lxc-log", log);
  expect(await session.request("textDocument/codeLens", { textDocument: { uri: logUri } })).toEqual([]);
  session.close();
});

test("a log of thousands of starts is served at once", () =>
  withSession(async (session) => {
    session.open(uri, "proxmox-lxc", config);
    session.open(logUri, "lxc-log", log.repeat(5000));
    const textDocument = { uri: logUri };
    const started = performance.now();
    await session.request("textDocument/documentLink", { textDocument });
    await session.request("textDocument/codeLens", { textDocument });
    // A config read for each start takes a minute.
    expect(performance.now() - started).toBeLessThan(3000);
  }));
