import { describe, expect, test, vi } from "vitest";
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, TextEdit } from "vscode-languageserver";
import { inWorker, startSession } from "../session.js";

const uri = "file:///etc/pve/lxc/902.conf";
const broken = "features: fuse=1\nlxc.mount.entry: /dev/fuse\n";
const pulls = { textDocument: { diagnostic: {} } };

test("a client that does not pull is sent one complete set for each version, with the version", async () => {
  const session = await startSession();
  expect(session.initialized.capabilities.diagnosticProvider).toBeUndefined();
  session.open(uri, "proxmox-lxc", broken);
  const first = await session.publishedFor(1);
  expect(first.diagnostics).toContainEqual(
    expect.objectContaining({
      code: "mount-entry-target-missing",
      source: "lxc",
      severity: 1,
      range: { start: { line: 1, character: 17 }, end: { line: 1, character: 26 } },
      codeDescription: { href: expect.stringMatching(/docs\/rules\/mount-entry-target-missing\.md$/) },
    }),
  );
  session.change(uri, 2, "features: fuse=1\n");
  expect((await session.publishedFor(2)).diagnostics).toEqual([]);
  session.close();
});

test("of changes that come in a burst, only the newest is published", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", broken);
  await session.publishedFor(1);
  for (let version = 2; version <= 21; version++) session.change(uri, version, `${broken}# ${version}\n`);
  await session.publishedFor(21);
  expect(session.published.length).toBeLessThanOrEqual(4);
  session.close();
});

test("a client that pulls is answered, told when nothing changed, and never sent anything", async () => {
  const session = await startSession(pulls);
  expect(session.initialized.capabilities.diagnosticProvider).toMatchObject({ identifier: "lxc" });
  session.open(uri, "proxmox-lxc", broken);
  const first = await session.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } });
  expect(first.kind === "full" && first.items.map((item) => item.code)).toContain("mount-entry-target-missing");
  const again = await session.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri },
    previousResultId: first.resultId,
  });
  expect(again.kind).toBe("unchanged");
  expect(session.published).toEqual([]);
  session.close();
});

test("an editor that knows the file under another name is served by path and content, and a VM config never", async () => {
  const session = await startSession();
  session.open(uri, "conf", broken);
  expect((await session.publishedFor(1)).diagnostics).not.toEqual([]);
  session.close();
  const other = await startSession();
  other.open("file:///etc/pve/qemu-server/100.conf", "conf", "boot: order=scsi0\nfeatures=1\n");
  expect((await other.publishedFor(1)).diagnostics).toEqual([]);
  other.close();
});

test("fix all comes when it is asked for, in one action", async () => {
  const session = await startSession(pulls);
  session.open(uri, "proxmox-lxc", broken);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const actions = await session.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range,
    context: { diagnostics: [], only: ["source.fixAll"] },
  });
  expect(actions.map((action) => action.kind)).toEqual(["source.fixAll.lxc"]);
  expect(actions[0]?.edit?.changes?.[uri]).toEqual([
    { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: "" },
  ]);
  session.close();
});

test("requests for a document that is not open are answered with nothing", async () => {
  const session = await startSession(pulls);
  const at = { textDocument: { uri: "file:///nowhere.conf" }, position: { line: 0, character: 0 } };
  expect(await session.request("textDocument/hover", at)).toBeNull();
  expect(await session.request("textDocument/completion", at)).toEqual([]);
  expect(await session.request("textDocument/documentSymbol", at)).toEqual([]);
  expect(session.log).toEqual([]);
  session.close();
});

describe("what is set", () => {
  const rule = "mount-entry-target-missing";
  const asks = { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } };
  const watches = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const severityIn = (diagnostics: readonly Diagnostic[]) => diagnostics.find(({ code }) => code === rule)?.severity;
  const format = (session: Awaited<ReturnType<typeof startSession>>) =>
    session.request<TextEdit[] | null>("textDocument/formatting", { textDocument: { uri }, options: {} });

  test("in the client counts for the first diagnostics and, once it changes, at once; what is wrong goes to the log", async () => {
    const settings = { rules: { [rule]: "hint", "no-such-rule": "off" } as Record<string, string> };
    const session = await startSession(asks, {}, { settings });
    session.open(uri, "proxmox-lxc", broken);
    expect(severityIn((await session.publishedFor(1)).diagnostics)).toBe(4);
    expect(session.log).toEqual([expect.stringContaining("There is no rule `no-such-rule`")]);
    settings.rules = { [rule]: "off" };
    await session.notify("workspace/didChangeConfiguration", { settings: null });
    await vi.waitFor(() => expect(severityIn(session.published.at(-1)?.diagnostics ?? [])).toBeUndefined());
    expect(session.registered).toContain("workspace/didChangeConfiguration");
    session.close();
  });

  test("in a client that is not asked but tells, counts too", async () => {
    const session = await startSession();
    await session.notify("workspace/didChangeConfiguration", {
      settings: { lxcConfig: { rules: { [rule]: "hint" } } },
    });
    session.open(uri, "proxmox-lxc", broken);
    expect(severityIn((await session.publishedFor(1)).diagnostics)).toBe(4);
    session.close();
  });

  test("a client that pulls is asked to pull again", async () => {
    const refreshing = { ...pulls, workspace: { ...asks.workspace, diagnostics: { refreshSupport: true } } };
    const settings = { rules: {} };
    const session = await startSession(refreshing, {}, { settings });
    session.open(uri, "proxmox-lxc", broken);
    const pull = (previousResultId?: string) =>
      session.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
    const first = await pull();
    settings.rules = { [rule]: "off" };
    const before = session.refreshes.length;
    await session.notify("workspace/didChangeConfiguration", { settings: null });
    await vi.waitFor(() => expect(session.refreshes.length).toBeGreaterThan(before));
    const second = await pull(first.resultId);
    expect(second.kind === "full" && severityIn(second.items)).toBeUndefined();
    expect(second.kind).toBe("full");
    session.close();
  });

  test.skipIf(inWorker)(
    "in lxc-lint.json counts, is read again when it changes, and is told what is wrong in it",
    async () => {
      let text = `{ "rules": { "${rule}": "off", "no-such-rule": "off" } }`;
      const place = "file:///etc/pve/lxc-lint.json";
      const findConfiguration = () => ({ uri: place, text, path: "lxc/902.conf" });
      const session = await startSession(watches, {}, { findConfiguration });
      session.open(uri, "proxmox-lxc", broken);
      expect(severityIn((await session.publishedFor(1)).diagnostics)).toBeUndefined();
      const told = () => session.published.findLast((params) => params.uri === place)?.diagnostics;
      await vi.waitFor(() =>
        expect(told()?.map(({ message }) => message)).toEqual([expect.stringContaining("no-such-rule")]),
      );
      text = "{}";
      await session.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: place, type: 2 }] });
      const last = () => session.published.findLast((params) => params.uri === uri)?.diagnostics ?? [];
      await vi.waitFor(() => expect(severityIn(last())).toBe(1));
      expect(told()).toEqual([]);
      session.close();
    },
  );

  test.skipIf(inWorker)(
    "a rule is silenced by a quick fix that writes lxc-lint.json, where the client can; it comes last",
    async () => {
      const writes = {
        workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] } },
      };
      const place = { uri: "file:///etc/pve/lxc-lint.json", text: undefined, path: "lxc/902.conf" };
      const range = { start: { line: 1, character: 20 }, end: { line: 1, character: 20 } };
      const actionsOf = async (capabilities: object) => {
        const options = { savesConfiguration: true, showsRuleDocumentation: true };
        const session = await startSession(capabilities, options, { findConfiguration: () => place });
        session.open(uri, "proxmox-lxc", broken);
        const context = { diagnostics: [], only: ["quickfix"] };
        const params = { textDocument: { uri }, range, context };
        const actions = await session.request<CodeAction[]>("textDocument/codeAction", params);
        session.close();
        return actions;
      };
      const actions = await actionsOf(writes);
      expect(actions.slice(-2).map(({ title }) => title)).toEqual([
        `Silence ${rule} in this container`,
        `Silence ${rule} everywhere`,
      ]);
      expect(actions.at(-2)?.edit?.documentChanges).toEqual([
        { kind: "create", uri: place.uri, options: { ignoreIfExists: true } },
        {
          textDocument: { uri: place.uri, version: null },
          edits: [{ range: expect.anything(), newText: expect.stringMatching(/"files": \[\s*"902"\s*\]/) }],
        },
      ]);
      expect(actions.at(-2)?.command).toMatchObject({ command: "lxcConfig.saveConfiguration", arguments: [place.uri] });
      expect((await actionsOf({})).map(({ title }) => title).join()).not.toContain("Silence");
    },
  );

  test("the formatter is off until it is switched on, and says once why it refuses", async () => {
    const settings = { format: { enable: false } };
    const capabilities = { ...asks, textDocument: { formatting: { dynamicRegistration: true } } };
    const session = await startSession(capabilities, {}, { settings });
    session.open(uri, "proxmox-lxc", "swap: 1\narch: amd64\n");
    expect(session.initialized.capabilities.documentFormattingProvider).toBeUndefined();
    expect(await format(session)).toBeNull();
    settings.format.enable = true;
    await session.notify("workspace/didChangeConfiguration", { settings: null });
    await vi.waitFor(() => expect(session.registered).toContain("textDocument/formatting"));
    expect(await format(session)).toHaveLength(1);
    session.change(uri, 2, "memory = 5\n");
    expect(await format(session)).toBeNull();
    expect(await format(session)).toBeNull();
    expect(session.shown).toEqual([expect.stringContaining("line 1 (memory = 5)")]);
    session.close();
  });
});
