import { expect, test } from "vitest";
import type { CompletionItem } from "vscode-languageserver";
import { hookScripts } from "../../server/src/knowledge/hookScripts.js";
import { filesByKey } from "../../server/src/knowledge/keyUse.js";
import { lxcKeys } from "../../server/src/knowledge/lxcKeys.js";
import { propertyTables, startupProperties } from "../../server/src/knowledge/properties.js";
import { proxmoxKeys } from "../../server/src/knowledge/proxmoxKeys.js";
import { sysctls } from "../../server/src/knowledge/sysctls.js";
import { usualValues } from "../../server/src/knowledge/usualValues.js";
import { startSession } from "../session.js";

const uri = "file:///etc/pve/lxc/902.conf";

test("the documentation of an item is sent when it is looked at", async () => {
  const session = await startSession();
  session.open(uri, "proxmox-lxc", "features: ");
  const at = { textDocument: { uri }, position: { line: 0, character: 10 } };
  const [item] = await session.request<CompletionItem[]>("textDocument/completion", at);
  expect(item).toMatchObject({ label: "nesting", textEdit: { newText: "nesting=1" } });
  expect(item?.documentation).toBeUndefined();
  expect(await session.request("completionItem/resolve", item ?? {})).toMatchObject({
    documentation: { kind: "markdown", value: expect.stringContaining("**features: nesting**") },
  });
  session.close();
});

test("names come from the other open configs", async () => {
  const session = await startSession();
  session.open("file:///etc/pve/lxc/101.conf", "proxmox-lxc", "net0: name=eth0,bridge=vmbr7\n");
  session.open(uri, "proxmox-lxc", "net0: name=eth0,bridge=");
  const at = { textDocument: { uri }, position: { line: 0, character: 23 } };
  const labels = async () =>
    (await session.request<CompletionItem[]>("textDocument/completion", at)).map(({ label }) => label);
  expect(await labels()).toEqual(["vmbr7"]);
  session.close();
});

test("only a client that writes snippets is sent them", async () => {
  const at = { textDocument: { uri }, position: { line: 0, character: 0 } };
  for (const snippetSupport of [true, false]) {
    const session = await startSession({ textDocument: { completion: { completionItem: { snippetSupport } } } });
    session.open(uri, "proxmox-lxc", "");
    const items = await session.request<CompletionItem[]>("textDocument/completion", at);
    expect(items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(snippetSupport);
    session.close();
  }
});

test("what the tables of completion name is in the other tables, and every fact says where it was read", () => {
  expect(Object.keys(filesByKey).filter((key) => !(key in proxmoxKeys) && !(key in lxcKeys))).toEqual([]);
  const unknown = Object.keys(usualValues).filter((name) => {
    const [key = "", property] = name.split(".");
    const table = key === "startup" ? startupProperties : propertyTables[key];
    return !(key in proxmoxKeys) || (property !== undefined && !(table && property in table));
  });
  expect(unknown).toEqual([]);
  for (const { summary, source } of [...Object.values(sysctls), ...Object.values(hookScripts)]) {
    expect(summary).toMatch(/\.$/);
    expect(source).not.toBe("");
  }
  const hookKeys = Object.values(hookScripts).flatMap(({ keys }) => keys);
  expect(hookKeys.filter((key) => !(key in lxcKeys))).toEqual([]);
});
