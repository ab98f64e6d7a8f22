import { expect, test } from "vitest";
import type { CodeAction, DocumentDiagnosticReport } from "vscode-languageserver";
import { startSession } from "../session.js";

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
