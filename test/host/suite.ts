import * as assert from "node:assert/strict";
import {
  CodeActionKind,
  type CodeLens,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type FoldingRange,
  type Location,
  languages,
  Range,
  TabInputTextDiff,
  TabInputWebview,
  Uri,
  version,
  window,
  workspace,
} from "vscode";
import {
  actionsAt,
  completionsAt,
  diagnosticOf,
  errorsOf,
  extension,
  fixAllKind,
  hoverAt,
  insert,
  languageOf,
  open,
  quiet,
  until,
  wholeOf,
} from "./session.js";

describe(`VS Code ${version}`, () => {
  afterEach(async () => {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  describe("activation", () => {
    it("leaves other files alone", async () => {
      await open("other.conf");
      await open("qemu-server/100.conf");
      await quiet();
      assert.equal(extension().isActive, false);
    });

    it("comes with a container's config, and starts the language server", async () => {
      await open("lxc/902.conf");
      await until("the activation", () => extension().isActive || undefined);
      const { serverInfo } = await extension().activate();
      assert.match(serverInfo?.name ?? "", /^lxc-config-language-server/);
    });

    it("brings the commands", async () => {
      const known = await commands.getCommands(true);
      for (const name of [
        "restart",
        "showOutput",
        "showRuleDocumentation",
        "explainStartFailure",
        "showGeneratedConfig",
        "showEffectiveConfiguration",
        "selectTargetVersion",
        "applyRecipe",
      ]) {
        assert.ok(known.includes(`lxcConfig.${name}`), name);
      }
    });
  });

  describe("language", () => {
    for (const [path, language] of [
      ["lxc/902.conf", "proxmox-lxc"],
      ["lxc/101.conf", "proxmox-lxc"],
      ["nodes/pve1/lxc/103.conf", "proxmox-lxc"],
      ["104.conf", "proxmox-lxc"],
      ["var/lib/lxc/demo/config", "lxc"],
      ["qemu-server/100.conf", "properties"],
      ["105.conf", "properties"],
      ["other.conf", "properties"],
      ["var/log/lxc/902.log", "lxc-log"],
    ] as const) {
      it(`of ${path} is ${language}`, async () => {
        const { uri } = await open(path);
        await until(`the language ${language}`, () => languageOf(uri) === language || undefined);
        await quiet();
        assert.equal(languageOf(uri), language);
      });
    }

    it("chosen by hand stays", async () => {
      const document = await open("105.conf");
      await until("the language properties", () => languageOf(document.uri) === "properties" || undefined);
      await languages.setTextDocumentLanguage(document, "proxmox-lxc");
      await quiet();
      assert.equal(languageOf(document.uri), "proxmox-lxc");
    });
  });

  describe("Proxmox", () => {
    it("diagnoses the mount entry without a target", async () => {
      const { uri } = await open("lxc/902.conf");
      const found = await diagnosticOf(uri, "mount-entry-target-missing");
      assert.deepEqual(found.range, new Range(11, 17, 11, 26));
      assert.equal(found.severity, DiagnosticSeverity.Error);
      assert.equal(found.source, "lxc");
      assert.match(found.message, /\/dev\/fuse.*does not start/);
      assert.ok(typeof found.code === "object");
      assert.match(found.code.target.toString(), /docs\/rules\/mount-entry-target-missing\.md$/);
    });

    it("finds nothing wrong with good configs", async () => {
      for (const path of ["lxc/101.conf", "nodes/pve1/lxc/103.conf", "104.conf"]) {
        const { uri } = await open(path);
        await quiet();
        assert.deepEqual(
          languages
            .getDiagnostics(uri)
            .filter(({ severity }) => severity !== DiagnosticSeverity.Hint)
            .map(({ message }) => message),
          [],
          path,
        );
      }
    });

    it("fades what has no effect", async () => {
      const document = await open("104.conf");
      await insert(document, document.lineCount - 1, "memory: 2048\n");
      const { tags } = await diagnosticOf(document.uri, "duplicate-key");
      assert.deepEqual(tags, [DiagnosticTag.Unnecessary]);
    });

    it("explains keys, features and devices", async () => {
      const document = await open("lxc/902.conf");
      assert.match(await hoverAt(document, "lxc.mount.entry"), /lxc\.mount\.entry/);
      assert.match(await hoverAt(document, "keyctl"), /keyctl/);
      assert.match(await hoverAt(document, "/dev/fuse"), /10:229/);
      assert.match(await hoverAt(document, "unconfined"), /AppArmor/);
    });

    it("completes keys, features and mount options", async () => {
      const document = await open("104.conf");
      const end = document.lineCount - 1;
      assert.ok((await completionsAt(document, await insert(document, end, "o"))).includes("onboot"));
      assert.ok(
        (await completionsAt(document, await insert(document, end, "nboot: 1\nfeatures: "))).includes("nesting"),
      );
      const entry = "\nlxc.mount.entry: /srv srv none bind,";
      assert.ok((await completionsAt(document, await insert(document, end, entry))).includes("create=dir"));
    });

    it("repairs the mount entry", async () => {
      const document = await open("lxc/902.conf");
      const { range } = await diagnosticOf(document.uri, "mount-entry-target-missing");
      const fix = (await actionsAt(document.uri, range, CodeActionKind.QuickFix)).find(
        ({ isPreferred }) => isPreferred,
      );
      assert.ok(fix?.edit);
      assert.ok(await workspace.applyEdit(fix.edit));
      assert.doesNotMatch(document.getText(), /lxc\.mount\.entry/);
      await until("the end of the error", () => (errorsOf(document.uri).length === 0 ? true : undefined));
    });

    it("offers the page of the rule beside the fix", async () => {
      const { uri } = await open("lxc/902.conf");
      const { range } = await diagnosticOf(uri, "mount-entry-target-missing");
      const actions = await actionsAt(uri, range, CodeActionKind.QuickFix);
      const page = actions.find(({ command }) => command?.command === "lxcConfig.showRuleDocumentation");
      assert.deepEqual(page?.command?.arguments, ["mount-entry-target-missing"]);
    });

    it("repairs everything at once", async () => {
      const document = await open("lxc/902.conf");
      await diagnosticOf(document.uri, "mount-entry-target-missing");
      const [fixAll, ...others] = await actionsAt(document.uri, wholeOf(document), fixAllKind);
      assert.ok(fixAll?.edit);
      assert.deepEqual(others, []);
      assert.ok(await workspace.applyEdit(fixAll.edit));
      await until("the end of the error", () => (errorsOf(document.uri).length === 0 ? true : undefined));
      assert.match(document.getText(), /^features: fuse=1,keyctl=1,nesting=1$/m);
      assert.doesNotMatch(document.getText(), /lxc\.mount\.entry/);
    });

    it("enables FUSE", async () => {
      const document = await open("lxc/101.conf");
      const actions = await actionsAt(document.uri, wholeOf(document), CodeActionKind.Refactor);
      const enable = actions.find(({ title }) => title === "Enable FUSE in this container");
      assert.ok(enable?.edit);
      assert.ok(await workspace.applyEdit(enable.edit));
      const features = document.getText().match(/^features: .*$/gm);
      assert.deepEqual(features, ["features: fuse=1,nesting=1", "features: nesting=1"]);
    });

    it("outlines keys and sections", async () => {
      const { uri } = await open("lxc/101.conf");
      const symbols = await commands.executeCommand<DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", uri);
      assert.equal(symbols.find(({ name }) => name === "hostname")?.detail, "proxy");
      const snapshot = symbols.find(({ name }) => name === "before-upgrade");
      assert.equal(snapshot?.children.find(({ name }) => name === "memory")?.detail, "512");
    });

    it("folds sections", async () => {
      const document = await open("lxc/101.conf");
      const header = document.getText().split("\n").indexOf("[before-upgrade]");
      const ranges = await commands.executeCommand<FoldingRange[]>("vscode.executeFoldingRangeProvider", document.uri);
      assert.equal(ranges.find(({ start }) => start === header)?.end, document.lineCount - 2);
    });
  });

  describe("native LXC", () => {
    it("is checked by its own rules", async () => {
      const { uri } = await open("var/lib/lxc/demo/config");
      const renamed = await diagnosticOf(uri, "raw-key-renamed");
      assert.deepEqual(renamed.range, new Range(2, 0, 2, 11));
      const mount = await diagnosticOf(uri, "mount-entry-target-missing");
      assert.deepEqual(mount.range, new Range(4, 18, 4, 27));
    });

    it("is repaired in its own form", async () => {
      const document = await open("var/lib/lxc/demo/config");
      await diagnosticOf(document.uri, "mount-entry-target-missing");
      const [fixAll] = await actionsAt(document.uri, wholeOf(document), fixAllKind);
      assert.ok(fixAll?.edit);
      assert.ok(await workspace.applyEdit(fixAll.edit));
      assert.match(document.getText(), /^lxc\.uts\.name = demo$/m);
      assert.match(document.getText(), /^lxc\.mount\.entry = \/dev\/fuse dev\/fuse none bind,create=file 0 0$/m);
    });
  });

  describe("commands", () => {
    it("show the page of a rule", async () => {
      await commands.executeCommand("lxcConfig.showRuleDocumentation", "mount-entry-target-missing");
      const tab = await until("the preview", () => {
        const { activeTab } = window.tabGroups.activeTabGroup;
        return activeTab?.input instanceof TabInputWebview ? activeTab : undefined;
      });
      assert.match(tab.label, /mount-entry-target-missing/);
      const page = await workspace.openTextDocument(Uri.parse("lxc-rule:/mount-entry-target-missing.md"));
      assert.match(page.getText(), /^# A mount entry without a target$/m);
      assert.doesNotMatch(page.getText(), /^rejectedBy:/m);
    });

    it("show the page of the rule at the cursor", async () => {
      const { uri } = await open("lxc/902.conf");
      const { range } = await diagnosticOf(uri, "mount-entry-target-missing");
      await window.showTextDocument(uri, { selection: new Range(range.start, range.start) });
      await commands.executeCommand("lxcConfig.showRuleDocumentation");
      await until("the preview", () =>
        window.tabGroups.activeTabGroup.activeTab?.label.includes("mount-entry-target-missing") ? true : undefined,
      );
    });

    it("explain a start that failed, at the line of the config and on a page, until the line changes", async () => {
      const config = await open("lxc/902.conf");
      await diagnosticOf(config.uri, "mount-entry-target-missing");
      const log = await workspace.openTextDocument({
        language: "lxc-log",
        content: [
          'safe_mount: 1334 No such device - Failed to mount "/dev/fuse" onto "/usr/lib/x86_64-linux-gnu/lxc/rootfs/"',
          "lxc_setup: 4413 Failed to setup mount entries",
          "startup for container '902' failed",
        ].join("\n"),
      });
      assert.match(await hoverAt(log, "safe_mount"), /has no target/);
      const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", log.uri);
      assert.deepEqual(
        lenses.map(({ command }) => command?.title),
        ["Explain the start of 902"],
      );
      await commands.executeCommand("lxcConfig.explainStartFailure", { uri: log.uri.toString(), start: 0 });
      const failure = await diagnosticOf(config.uri, "start-failed");
      assert.equal(config.lineAt(failure.range.start.line).text, "lxc.mount.entry: /dev/fuse");
      assert.match(failure.relatedInformation?.[0]?.message ?? "", /No such device/);
      await until(
        "the page",
        () =>
          window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof TabInputWebview)) ||
          undefined,
      );
      await insert(config, failure.range.start.line, " dev/fuse none bind,create=file 0 0");
      await until("the end of the failure", () =>
        languages.getDiagnostics(config.uri).some(({ code }) => code === "start-failed") ? undefined : true,
      );
    });

    it("explain the log in front, with the config of its container", async () => {
      const config = await open("lxc/902.conf");
      await open("lxc/101.conf");
      const log = await open("var/log/lxc/902.log");
      await commands.executeCommand("lxcConfig.explainStartFailure");
      const failure = await diagnosticOf(config.uri, "start-failed");
      assert.equal(failure.relatedInformation?.[0]?.location.uri.toString(), log.uri.toString());
      const page = await until("the page", () =>
        workspace.textDocuments.find(({ uri }) => uri.scheme === "lxc-start" && uri.path === "/Start of 902.md"),
      );
      assert.match(page.getText(), /^# Container 902 does not start$/m);
      await commands.executeCommand("lxcConfig.clearStartFailure");
      await until("the end of the failure", () =>
        languages.getDiagnostics(config.uri).some(({ code }) => code === "start-failed") ? undefined : true,
      );
    });

    it("show the generated config, live, and what Proxmox will write", async () => {
      const config = await open("lxc/902.conf");
      await diagnosticOf(config.uri, "mount-entry-target-missing");
      await commands.executeCommand("lxcConfig.showGeneratedConfig");
      const generated = await until("the generated config", () =>
        workspace.textDocuments.find(({ uri, lineCount }) => uri.scheme === "lxc-generated" && lineCount > 5),
      );
      assert.match(generated.getText(), /^lxc\.mount\.entry = \/dev\/fuse dev\/fuse none bind,create=file 0 0$/m);
      assert.equal(generated.languageId, "lxc");
      const line = generated.getText().split("\n").indexOf("lxc.cgroup2.memory.max = 4294967296");
      const [definition] = await commands.executeCommand<Location[]>(
        "vscode.executeDefinitionProvider",
        generated.uri,
        generated.lineAt(line).range.start,
      );
      assert.equal(definition && config.lineAt(definition.range.start.line).text, "memory: 4096");
      const memory = config.getText().split("\n").indexOf("memory: 4096");
      await insert(config, memory, "0");
      await until(
        "the new text",
        () => /^lxc\.cgroup2\.memory\.max = 42949672960$/m.test(generated.getText()) || undefined,
      );
      assert.deepEqual(languages.getDiagnostics(generated.uri), []);
      await commands.executeCommand("lxcConfig.showRewrittenConfig");
      await until("the comparison", () =>
        window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputTextDiff ? true : undefined,
      );
    });

    it("show the effective configuration, in which a wrong setting does not disable the rest", async () => {
      const config = await open("lxc/902.conf");
      const { uri } = config;
      await diagnosticOf(uri, "mount-entry-target-missing");
      const settings = workspace.getConfiguration("lxcConfig", uri);
      try {
        await settings.update("targetVersion", "8.9", ConfigurationTarget.Global);
        await settings.update("rules", { "mount-entry-target-missing": "warning" }, ConfigurationTarget.Global);
        await until("the new severity", () =>
          languages
            .getDiagnostics(uri)
            .some(
              ({ code, severity }) =>
                typeof code === "object" &&
                code.value === "mount-entry-target-missing" &&
                severity === DiagnosticSeverity.Warning,
            )
            ? true
            : undefined,
        );
        await commands.executeCommand("lxcConfig.showEffectiveConfiguration");
        const shown = await until("the configuration", () =>
          workspace.textDocuments.find((each) => each.uri.scheme === "lxc-configuration" && each.lineCount > 5),
        );
        assert.equal(shown.languageId, "jsonc");
        assert.match(shown.getText(), /"ctid": 902/);
        assert.match(shown.getText(), /"mount-entry-target-missing": "warning" \/\/ setting lxcConfig\.rules/);
        assert.match(shown.getText(), /lxcConfig\.targetVersion: .*8\.9.* is unknown/);
      } finally {
        await settings.update("targetVersion", undefined, ConfigurationTarget.Global);
        await settings.update("rules", undefined, ConfigurationTarget.Global);
      }
    });

    it("restart the language server", async () => {
      const document = await open("lxc/902.conf");
      await diagnosticOf(document.uri, "mount-entry-target-missing");
      await commands.executeCommand("lxcConfig.restart");
      assert.match(await hoverAt(document, "keyctl"), /keyctl/);
      await diagnosticOf(document.uri, "mount-entry-target-missing");
    });
  });
});
