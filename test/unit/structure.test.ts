import { expect, test, vi } from "vitest";
import type {
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver";
import { readSettings } from "../../server/src/configuration/settings.js";
import { startSession } from "../session.js";

const uri = "file:///etc/pve/lxc/902.conf";
const config =
  "hostname: media\nmemory: 8192\nparent: first\nlxc.include: /usr/share/lxc/config/common.conf\nrootfs: local:vm-1\n[first]\n";
const at = { textDocument: { uri }, position: { line: 2, character: 10 } };
const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

test("a server says what it can, and answers", async () => {
  const session = await startSession({ textDocument: { rename: { prepareSupport: true } } });
  expect(session.initialized.capabilities).toMatchObject({
    renameProvider: { prepareProvider: true },
    semanticTokensProvider: { full: true },
    inlayHintProvider: true,
    workspaceSymbolProvider: true,
  });
  session.open(uri, "proxmox-lxc", config);
  expect(await session.request<Location>("textDocument/definition", at)).toMatchObject({
    uri,
    range: { start: { line: 5, character: 1 } },
  });
  expect(
    await session.request<Location>("textDocument/definition", { ...at, position: { line: 3, character: 20 } }),
  ).toMatchObject({ uri: "file:///usr/share/lxc/config/common.conf" });
  const references = { ...at, context: { includeDeclaration: true } };
  expect(await session.request<Location[]>("textDocument/references", references)).toHaveLength(2);
  expect(await session.request<DocumentHighlight[]>("textDocument/documentHighlight", at)).toHaveLength(2);
  expect(await session.request<DocumentLink[]>("textDocument/documentLink", at)).toHaveLength(1);
  expect(await session.request("textDocument/prepareRename", at)).toMatchObject({ placeholder: "first" });
  const renaming = session.request<WorkspaceEdit>("textDocument/rename", { ...at, newName: "second" });
  expect((await renaming).changes?.[uri]).toHaveLength(2);
  const selection = { textDocument: { uri }, positions: [at.position] };
  expect((await session.request<SelectionRange[]>("textDocument/selectionRange", selection))[0]?.parent).toBeDefined();
  expect((await session.request<SemanticTokens>("textDocument/semanticTokens/full", at)).data).toBeDefined();
  const hints = await session.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range: whole });
  expect(hints.map(({ label }) => label)).toEqual(["8 GiB"]);
  expect((await session.request<CodeLens[]>("textDocument/codeLens", at))[0]?.command?.title).toBe("privileged");
  const symbols = await session.request<WorkspaceSymbol[]>("workspace/symbol", { query: "media" });
  expect(symbols.map(({ name }) => name)).toEqual(["902 media"]);
  expect(session.log).toEqual([]);
  session.close();
});

test("a name that Proxmox refuses is refused with the reason", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", config);
  await expect(session.request("textDocument/rename", { ...at, newName: "1" })).rejects.toThrow(/begins with a letter/);
  session.close();
});

test("documents that are not open are answered with nothing", async () => {
  const session = await startSession();
  const nowhere = { ...at, textDocument: { uri: "file:///nowhere.conf" }, newName: "other", range: whole };
  expect(await session.request("textDocument/definition", nowhere)).toBeNull();
  expect(await session.request("textDocument/rename", nowhere)).toBeNull();
  expect(await session.request("textDocument/inlayHint", nowhere)).toEqual([]);
  expect(await session.request("textDocument/codeLens", nowhere)).toEqual([]);
  expect(await session.request("workspace/symbol", { query: "" })).toEqual([]);
  expect(session.log).toEqual([]);
  session.close();
});

test("hints follow the settings as soon as they change", async () => {
  const settings = { inlayHints: { sizes: true } };
  const asks = {
    workspace: {
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
      inlayHint: { refreshSupport: true },
    },
  };
  const session = await startSession(asks, {}, { settings });
  session.open(uri, "proxmox-lxc", config);
  const hints = () => session.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range: whole });
  expect(await hints()).toHaveLength(1);
  settings.inlayHints.sizes = false;
  await session.notify("workspace/didChangeConfiguration", { settings: null });
  await vi.waitFor(async () => expect(await hints()).toEqual([]));
  await vi.waitFor(() => expect(session.refreshes).not.toEqual([]));
  session.close();
});

test("each setting of the hints is judged alone", () => {
  const { settings, complaints } = readSettings({ inlayHints: { devices: "no", idMaps: false } });
  expect(settings.inlayHints).toEqual({ devices: true, idMaps: false, sizes: true });
  expect(complaints).toEqual(["lxcConfig.inlayHints.devices: This must be true or false."]);
  expect(readSettings({ inlayHints: 1 }).complaints).toEqual(["lxcConfig.inlayHints: This must be an object."]);
  expect(readSettings({ inlayHints: null }).complaints).toEqual([]);
});
