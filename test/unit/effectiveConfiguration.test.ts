import { type ParseError, parse } from "jsonc-parser";
import { expect, test } from "vitest";
import { configurationFor } from "../../server/src/configuration/configuration.js";
import {
  type ConfigurationSources,
  effectiveConfiguration,
} from "../../server/src/configuration/effectiveConfiguration.js";
import { readConfiguration } from "../../server/src/configuration/readConfiguration.js";
import { readSettings } from "../../server/src/configuration/settings.js";
import { newestTarget, targetOf } from "../../server/src/container/target.js";
import { proxmoxReleases } from "../../server/src/knowledge/releases.js";
import { inWorker, startSession } from "../session.js";

const uri = "file:///etc/pve/lxc/902.conf";

/** What holds for 902 with these settings, and with this `lxc-lint.json` beside it. */
function shown(given: object, text?: string): string {
  const { settings, complaints } = readSettings(given);
  const configuration = text === undefined ? undefined : readConfiguration(text).configuration;
  const file = configuration && {
    uri: "file:///etc/pve/lxc/lxc-lint.json",
    text: text ?? "",
    configuration: configurationFor(configuration, "902.conf"),
  };
  const sources: ConfigurationSources = { settings, file, complaints };
  const target = file?.configuration.target ?? settings.configuration.target ?? newestTarget;
  const document = effectiveConfiguration({ uri, dialect: "proxmox", target }, sources);
  const errors: ParseError[] = [];
  parse(document, errors);
  expect(errors).toEqual([]);
  return document;
}

test("without configuration everything is the default", () => {
  const document = shown({});
  expect(document).toContain('"file": "/etc/pve/lxc/902.conf"');
  expect(document).toContain('"ctid": 902');
  expect(document).toMatch(/\/\/ The default: the newest\.\n {2}"target": \{\n {4}"proxmox": "9\.2"/);
  expect(document).toContain("// No entry is wrong.");
});

test("each value says whether it comes from a setting or from lxc-lint.json, which wins", () => {
  const rules = { "comment-will-move": "off", "duplicate-key": "hint" };
  const document = shown(
    { targetVersion: "8.2", profiles: ["strict"], rules },
    '{\n  "target": "8.4",\n  "rules": {\n    "duplicate-key": "error"\n  }\n}\n',
  );
  expect(document).toMatch(/\/\/ From \/etc\/pve\/lxc\/lxc-lint\.json\.\n {2}"target": \{\n {4}"proxmox": "8\.4"/);
  expect(document).toMatch(/\/\/ From the setting lxcConfig\.profiles\.\n {2}"profiles": \[\n {4}"strict"/);
  expect(document).toContain('"comment-will-move": "off", // setting lxcConfig.rules');
  expect(document).toContain('"duplicate-key": "error" // lxc-lint.json, line 4');
});

test("a wrong setting is told, and the others hold", () => {
  const document = shown({ targetVersion: "8.9", profiles: ["strict"], format: 1, inlayHints: { sizes: false } });
  expect(document).toMatch(/lxcConfig\.targetVersion: .*8\.9.* is unknown/);
  expect(document).toContain("lxcConfig.format: This must be an object.");
  expect(document).toContain("// These entries are left out, the others hold.");
  expect(document).toContain('"strict"');
  expect(document).toContain('"sizes": false');
});

test("an address with a wrong escape is shown as it is", () => {
  const { settings } = readSettings({});
  const document = { uri: "untitled:%zz", dialect: "lxc", target: targetOf("6.0.6") ?? newestTarget } as const;
  const text = effectiveConfiguration(document, { settings, file: undefined, complaints: [] });
  expect(text).toContain('"file": "untitled:%zz"');
  expect(text).not.toContain("ctid");
});

test("a server answers with the document and with a status, and follows the settings at once", async () => {
  const settings: { targetVersion: string; rules: Record<string, string> } = { targetVersion: "8.4", rules: {} };
  const session = await startSession({ workspace: { configuration: true } }, {}, { settings });
  session.open(uri, "proxmox-lxc", "unprivileged: 1\nmemory: 512\nmemory: 1024\n");
  const status = {
    dialect: "proxmox",
    ctid: 902,
    target: "8.4",
    targets: [...proxmoxReleases].reverse(),
    unprivileged: true,
  };
  expect(await session.request("lxc/status", { uri })).toEqual({ ...status, heldBack: 0, wrong: 0 });
  settings.rules = { "duplicate-key": "off", "no-such-rule": "off" };
  await session.notify("workspace/didChangeConfiguration", { settings: null });
  expect(await session.request("lxc/status", { uri })).toEqual({ ...status, heldBack: 1, wrong: 1 });
  expect(await session.request("lxc/effectiveConfiguration", { uri })).toContain("no-such-rule");
  expect(session.log).toHaveLength(1);
  expect(await session.request("lxc/status", { uri: "file:///elsewhere.conf" })).toBeNull();
  session.close();
});

test("an ignored finding of a native config is held back", async () => {
  const session = await startSession();
  const native = "file:///var/lib/lxc/demo/config";
  session.open(native, "lxc", "# lxc-lint-ignore raw-key-unknown -- tried\nlxc.nothing = 1\n");
  const { heldBack } = await session.request<{ heldBack: number }>("lxc/status", { uri: native });
  expect(heldBack).toBe(1);
  session.close();
});

test.skipIf(inWorker)("what is wrong in lxc-lint.json is told with its place", async () => {
  const findConfiguration = () => ({
    uri: "file:///etc/pve/lxc/lxc-lint.json",
    text: '{\n  "target": "1.0",\n  "profiles": ["audit"]\n}\n',
    path: "902.conf",
  });
  const session = await startSession({}, {}, { findConfiguration });
  session.open(uri, "proxmox-lxc", "memory: 512\n");
  const document = await session.request<string>("lxc/effectiveConfiguration", { uri });
  expect(document).toMatch(/lxc-lint\.json, line 2, column 13: Known targets are/);
  expect(document).toContain('"audit"');
  session.close();
});
