import { describe, expect, test } from "vitest";
import {
  type Configuration,
  configurationFor,
  configured,
  joined,
  speaksIn,
} from "../../server/src/configuration/configuration.js";
import { placeOf, readConfiguration } from "../../server/src/configuration/readConfiguration.js";
import { configurationSchema } from "../../server/src/configuration/schema.js";
import { readSettings } from "../../server/src/configuration/settings.js";
import { silenced } from "../../server/src/configuration/silence.js";
import { containerOf } from "../../server/src/container/container.js";
import { check as checkContainer } from "../../server/src/rules/check.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import type { Profile } from "../../server/src/rules/rule.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";
import { check, findingsIn } from "../check.js";
import { readPages } from "../rules/page.js";

const rule = "mount-entry-target-missing";

/** The complaints as `line:character: message`, both counted from 1. */
function complaintsIn(text: string): readonly string[] {
  return readConfiguration(text).complaints.map((complaint) => {
    const { line, character } = placeOf(text, complaint);
    return `${line + 1}:${character + 1}: ${complaint.message}`;
  });
}

function configurationIn(text: string): Configuration {
  const { configuration, complaints } = readConfiguration(text);
  expect(complaints).toEqual([]);
  return configuration;
}

describe("a configuration", () => {
  const text = `{
    // Comments are allowed, and so is a comma at the end.
    "$schema": "./lxc-lint.schema.json",
    "target": "8.4",
    "rules": { "${rule}": "warning" },
    "overrides": [
      { "files": ["105"], "rules": { "${rule}": "off" }, "target": "9.1" },
      { "files": ["old/**/*.conf", "*.native"], "rules": { "${rule}": "hint" } },
    ],
  }`;
  const levelFor = (path: string) => configurationFor(configurationIn(text), path).levels.get(rule)?.level;

  test.each([
    ["lxc/104.conf", "warning"],
    ["105.conf", "off"],
    ["lxc/105.conf", "off"],
    ["nodes/pve1/lxc/105.conf", "off"],
    ["/etc/pve/lxc/105.conf", "off"],
    ["var/lib/lxc/105/config", "off"],
    ["lxc/1055.conf", "warning"],
    ["old/a/.b/104.conf", "hint"],
    ["old/105.conf", "hint"],
    ["very/deep/x.native", "hint"],
  ])("says of %s: %s", (path, level) => expect(levelFor(path)).toBe(level));

  test("names a target, for some files another", () => {
    expect(configurationFor(configurationIn(text), "104.conf").target).toMatchObject({ proxmox: "8.4" });
    expect(configurationFor(configurationIn(text), "105.conf").target).toMatchObject({ proxmox: "9.1" });
  });

  test("asks for profiles, for some files others", () => {
    const configuration = configurationIn(
      '{ "profiles": ["strict", "audit"], "overrides": [{ "files": ["105"], "profiles": [] }, { "files": ["106"] }] }',
    );
    expect(configurationFor(configuration, "104.conf").profiles).toEqual(["strict", "audit"]);
    expect(configurationFor(configuration, "105.conf").profiles).toEqual([]);
    expect(configurationFor(configuration, "106.conf").profiles).toEqual(["strict", "audit"]);
    expect(configurationFor(configurationIn("{}"), "104.conf").profiles).toBeUndefined();
  });

  test("changes severities and leaves out what is off", () => {
    const findings = findingsIn(parse("lxc.mount.entry: /dev/fuse\n", "proxmox"), rule);
    const at = (path: string) => configured(findings, configurationFor(configurationIn(text), path));
    expect(at("104.conf").map(({ severity }) => severity)).toEqual(["warning"]);
    expect(at("105.conf")).toEqual([]);
  });
});

describe("what is wrong is told with its place, and only that is left out", () => {
  test("unknown names and wrong values", () => {
    const text = dedent(`
      {
        "rule": {},
        "target": "4.0",
        "rules": {
          "mount-entry-target-mising": "off",
          "duplicate-key": "fatal",
          "${rule}": "hint"
        },
        "overrides": [1, { "rules": {} }, { "files": [105] }]
      }
    `);
    expect(complaintsIn(text)).toEqual([
      "2:3: There is no `rule` here. Did you mean `rules`?",
      expect.stringMatching(/^3:13: Known targets are Proxmox VE 8\.0, .* 6\.0\.6/),
      `5:5: There is no rule \`mount-entry-target-mising\`, so this does nothing. Did you mean \`${rule}\`?`,
      "6:22: A rule has one of the severities `error`, `warning`, `information`, `hint`, `off`.",
      "9:17: An override must be an object with `files` and `rules`.",
      "9:20: This override says not for which files, so it does nothing. Write `files`.",
      "9:49: Write a path with or without wildcards, or a CTID, in quotes.",
    ]);
    expect(readConfiguration(text).configuration.rules).toEqual([expect.objectContaining({ rule, level: "hint" })]);
  });

  test("a broken text", () => {
    const text = `{\n  "rules": { "${rule}": "off" \n  "target": "9.1" }\n`;
    expect(complaintsIn(text)).toEqual(["3:3: This is no JSON: a comma is missing."]);
    expect(readConfiguration(text).configuration.rules).toHaveLength(1);
  });

  test.each(["", "[]", "null", "{", '{"rules": []}', '{"overrides": {}}', "{]", "\ufeff{", '{"rules":{"a"}}', "\0"])(
    "%j is no configuration, and no exception",
    (text) => expect(complaintsIn(text).length).toBeGreaterThan(0),
  );

  test("a byte order mark is nothing wrong", () => expect(complaintsIn("\ufeff{}")).toEqual([]));
});

test("each setting of an editor is judged alone", () => {
  const { settings, complaints } = readSettings({
    targetVersion: 7,
    rules: { [rule]: "hint", "no-such-rule": "off", "duplicate-key": 3 },
    format: { enable: "yes" },
  });
  expect(complaints).toEqual([
    expect.stringMatching(/^lxcConfig\.targetVersion: 7 is unknown\. Known targets/),
    expect.stringMatching(/^lxcConfig\.rules: no-such-rule: There is no rule/),
    expect.stringMatching(/^lxcConfig\.rules: duplicate-key: A rule has one of/),
    "lxcConfig.format.enable: This must be true or false.",
  ]);
  expect(settings.configuration.levels.get(rule)?.level).toBe("hint");
  expect(settings.format).toBe(false);
  for (const nothing of [undefined, null, {}, { rules: null }]) expect(readSettings(nothing).complaints).toEqual([]);
});

describe("the rules of a profile", () => {
  const audit = "container-privileged";
  const privileged = parse("rootfs: local:902/vm-902-disk-0.raw\n", "proxmox");
  const rulesFor = (text: string) => {
    const configuration = configurationFor(configurationIn(text), "902.conf");
    const findings = checkContainer(containerOf(privileged), undefined, (each) => speaksIn(configuration, each));
    return configured(findings, configuration).map((finding) => `${finding.rule}: ${finding.severity}`);
  };

  test("say nothing unasked", () => {
    expect(rulesFor("{}").join()).not.toContain(audit);
    expect(checkContainer(containerOf(privileged)).map((finding) => finding.rule)).not.toContain(audit);
    expect(rulesFor('{ "profiles": ["strict"] }').join()).not.toContain(audit);
  });

  test("speak where the profile is asked for", () => {
    expect(rulesFor('{ "profiles": ["audit"] }')).toContain(`${audit}: warning`);
  });

  test("speak where a severity is set for them, and are silent where that is off", () => {
    expect(rulesFor(`{ "rules": { "${audit}": "hint" } }`)).toContain(`${audit}: hint`);
    expect(rulesFor(`{ "profiles": ["audit"], "rules": { "${audit}": "off" } }`).join()).not.toContain(audit);
  });

  test("that an editor's settings ask for hold until a file names others", () => {
    const { configuration } = readSettings({ profiles: ["audit"] }).settings;
    const profilesWith = (text: string) =>
      joined([configuration, configurationFor(configurationIn(text), "902.conf")]).profiles;
    expect(profilesWith("{}")).toEqual(["audit"]);
    expect(profilesWith('{ "profiles": ["strict"] }')).toEqual(["strict"]);
    expect(profilesWith('{ "profiles": [] }')).toEqual([]);
  });

  test("are repaired when one of them is named", () => {
    const text = "unprivileged: 1\nlxc.seccomp.profile:\n";
    expect(fixAll(text, "proxmox", { unsafe: true, only: "seccomp-given-up" })).toBe("unprivileged: 1\n");
    expect(fixAll(text, "proxmox", { unsafe: true })).toBe(text);
  });

  test("may be ignored in a native config, whether they are asked for or not", () => {
    const native = (above: string) => parse(`${above}lxc.rootfs.path = dir:/srv/demo\n`, "lxc");
    const rulesIn = (above: string, profiles: readonly Profile[] = []) =>
      findingsIn(native(above), undefined, undefined, profiles).map((finding) => finding.rule);
    expect(rulesIn("", ["audit"])).toContain(audit);
    expect(rulesIn(`# lxc-lint-ignore ${audit}\n`, ["audit"])).not.toContain(audit);
    expect(rulesIn(`# lxc-lint-ignore ${audit}\n`, ["audit"])).not.toContain("ignore-unused");
    expect(rulesIn(`# lxc-lint-ignore ${audit}\n`)).not.toContain("ignore-unused");
    expect(rulesIn(`# lxc-lint-ignore ${audit}\n\n`)).toContain("ignore-unused");
  });

  test("are named wrongly", () => {
    expect(complaintsIn('{ "profiles": "audit" }')).toEqual(["1:15: `profiles` must be a list in square brackets."]);
    const text = '{ "profiles": ["Audit", "strict"] }';
    expect(complaintsIn(text)).toEqual(["1:16: Known profiles are `strict` and `audit`."]);
    expect(readConfiguration(text).configuration.profiles).toEqual(["strict"]);
    const { settings, complaints } = readSettings({ profiles: ["audit", 3] });
    expect(settings.configuration.profiles).toEqual(["audit"]);
    expect(complaints).toEqual(["lxcConfig.profiles: 3 is unknown. Known profiles are `strict` and `audit`."]);
    expect(readSettings({ profiles: true }).complaints).toEqual(["lxcConfig.profiles: This must be a list."]);
  });
});

describe("silencing a rule", () => {
  test("writes a new file", () => {
    expect(silenced("{}\n", rule, undefined)).toBe(`{\n  "rules": {\n    "${rule}": "off"\n  }\n}\n`);
    expect(silenced("{}\n", rule, "105")).toBe(
      `{\n  "overrides": [\n    {\n      "files": [\n        "105"\n      ],\n      "rules": {\n        "${rule}": "off"\n      }\n    }\n  ]\n}\n`,
    );
  });

  test("joins the override of the same container, keeps comments, and is read back", () => {
    const text = `{\n  // why\n  "overrides": [\n    { "files": ["105"], "rules": { "duplicate-key": "off" } }\n  ]\n}\n`;
    const written = silenced(text, rule, "105") ?? "";
    expect(written).toContain("// why");
    const { overrides } = configurationIn(written);
    expect(overrides.map(({ rules }) => rules.map((each) => each.rule))).toEqual([["duplicate-key", rule]]);
    expect(configurationIn(silenced(written, rule, "106") ?? "").overrides).toHaveLength(2);
  });

  test("leaves alone what is no object", () => {
    expect(silenced("[]", rule, undefined)).toBeUndefined();
    expect(silenced('{"overrides": 1}', rule, "105")).toBeUndefined();
  });
});

describe("# lxc-lint-ignore in a native config", () => {
  test("silences the next line, below several comments and with several names", () => {
    check(
      `
      # lxc-lint-ignore apparmor-unconfined -- needed by the build
      # which runs at night
      lxc.apparmor.profile = unconfined
    `,
      { dialect: "lxc" },
    );
  });

  test("ends at a blank line", () => {
    expect(
      findingsIn(parse("# lxc-lint-ignore apparmor-unconfined\n\nlxc.apparmor.profile = unconfined\n", "lxc")).map(
        (finding) => finding.rule,
      ),
    ).toEqual(["ignore-unused", "apparmor-unconfined"]);
  });

  test("an unused one goes, and its neighbour stays", () => {
    check(
      `
      # lxc-lint-ignore duplicate-key, apparmor-unconfined -- why
                        ^^^^^^^^^^^^^ warning: This silences nothing, as the next line has no finding \`duplicate-key\`. Remove it.
      lxc.apparmor.profile = unconfined
    `,
      { dialect: "lxc" },
    ).fixedBy(
      "Remove `duplicate-key` from the ignore",
      `
      # lxc-lint-ignore apparmor-unconfined -- why
      lxc.apparmor.profile = unconfined
    `,
    );
  });

  test("says nothing in a Proxmox config", () => {
    const text = "# lxc-lint-ignore mount-entry-target-missing\nlxc.mount.entry: /dev/fuse\n";
    expect(findingsIn(parse(text, "proxmox")).map((finding) => finding.rule)).toContain(rule);
  });
});

test("the JSON schema is that of the rules", async () => {
  const titles = Object.fromEntries(readPages().map((page) => [page.name, page.title]));
  // Written anew with `npx vitest run test/unit/configuration -u`.
  await expect(`${JSON.stringify(configurationSchema(titles), null, 2)}\n`).toMatchFileSnapshot(
    "../../docs/lxc-lint.schema.json",
  );
});
