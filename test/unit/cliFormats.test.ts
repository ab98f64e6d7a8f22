import { expect, test } from "vitest";
import { commandLine } from "../cli.js";
import { assertSarif } from "../sarif.js";

const { run, write } = commandLine();

const broken = "features: fuse=1\nlxc.mount.entry: /dev/fuse\n";

/** The report of a run; what the run says on standard error must be as expected. */
async function reportOf(format: string, words: readonly string[], status = 1): Promise<string> {
  const result = await run(["--format", format, ...words]);
  expect(result.status).toBe(status);
  return result.output;
}

async function sarifOf(words: readonly string[], status = 1) {
  const report = JSON.parse(await reportOf("sarif", words, status));
  assertSarif(report);
  return report.runs[0];
}

test("sarif is valid, and says of a finding what JSON says", async () => {
  write("lxc/902.conf", broken);
  const { results, tool, columnKind, invocations } = await sarifOf(["~/lxc/902.conf"]);
  expect(columnKind).toBe("utf16CodeUnits");
  const result = results.find((each: { ruleId: string }) => each.ruleId === "mount-entry-target-missing");
  expect(tool.driver.rules[result.ruleIndex]).toMatchObject({
    id: "mount-entry-target-missing",
    shortDescription: { text: "A mount entry without a target" },
    helpUri: expect.stringMatching(/mount-entry-target-missing\.md$/),
    help: { markdown: "# A mount entry without a target\n\nText.\n" },
    defaultConfiguration: { level: "error" },
  });
  expect(result).toMatchObject({
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: expect.stringMatching(/^file:.*lxc\/902\.conf$/) },
          region: { startLine: 2, startColumn: 18, endLine: 2, endColumn: 27 },
        },
      },
    ],
    fixes: [
      {
        artifactChanges: [
          { replacements: [{ deletedRegion: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 } }] },
        ],
      },
    ],
    properties: { rejectedBy: "start" },
  });
  expect(invocations).toEqual([{ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] }]);
});

test("a fingerprint in sarif survives moved lines and other findings, and differs for each result", async () => {
  const fingerprints = async (text: string) => {
    write("lxc/902.conf", text);
    const { results } = await sarifOf(["~/lxc/902.conf"]);
    return results
      .filter((each: { ruleId: string }) => each.ruleId === "mount-entry-target-missing")
      .map((each: { partialFingerprints: object }) => Object.values(each.partialFingerprints)[0]);
  };
  const before = await fingerprints("lxc.mount.entry: /dev/fuse\nlxc.mount.entry: /dev/fuse\n");
  expect(new Set(before).size).toBe(2);
  expect(await fingerprints(`# moved\nmemory = 5\n\nlxc.mount.entry: /dev/fuse\nlxc.mount.entry: /dev/fuse\n`)).toEqual(
    before,
  );
});

test("sarif of nothing, and of what cannot be checked", async () => {
  write(
    "lxc/101.conf",
    "arch: amd64\nmemory: 512\nswap: 0\nfeatures: nesting=1\nostype: alpine\nrootfs: local-lvm:vm-1-disk-0,size=4G\n",
  );
  expect(await sarifOf(["~/lxc/101.conf"], 0)).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  const { invocations } = await sarifOf(["~/none.conf"], 2);
  expect(invocations[0]).toMatchObject({
    executionSuccessful: false,
    exitCode: 2,
    toolExecutionNotifications: [{ message: { text: expect.stringContaining("none.conf: no such file") } }],
  });
});

test("paths of the project are relative in sarif and github, with what an address cannot hold escaped", async () => {
  const { output } = await run(["--format", "sarif", "-", "--stdin-path", "my lxc/lxc/902.conf"], broken);
  const report = JSON.parse(output);
  assertSarif(report);
  expect(report.runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({
    uri: "my%20lxc/lxc/902.conf",
    uriBaseId: "%SRCROOT%",
  });
});

test("github gets one workflow command for each finding, escaped", async () => {
  const { output } = await run(["--format", "github", "-", "--stdin-path", "a,b:c%/lxc/902.conf"], broken);
  expect(output.split("\n")[0]).toMatch(
    /^::error file=a%2Cb%3Ac%25\/lxc\/902\.conf,line=2,endLine=2,col=18,endColumn=27,title=mount-entry-target-missing::This mount entry has no target, .+$/,
  );
  expect(output).toMatch(/\n1 error in 1 file\. 1 can be repaired with --fix\.\n$/);
});

test("checkstyle is XML, whatever stands in the file", async () => {
  const text = "lxc.mount.entry: /dev/\u0001<&\"'\tx\n";
  const { output } = await run(["--format", "checkstyle", "-", "--stdin-path", `lxc/<&">/lxc/902.conf`], text);
  expect(output).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<checkstyle version="4\.3">\n {2}<file name="/);
  expect(output).toContain('name="lxc/&lt;&amp;&quot;&gt;/lxc/902.conf"');
  expect(output).toMatch(
    /<error line="1" column="\d+" severity="error" message="[^"<]+" source="lxc-lint\.[a-z-]+"\/>/,
  );
  // Each character is one that XML 1.0 has, and each ampersand begins an entity.
  expect(output).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/);
  expect(output).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#\d+);)/);
  expect(output).toMatch(/<\/checkstyle>\n$/);
});

test("every format ends with the same status, and with an empty report where there is nothing to report", async () => {
  write("lxc/902.conf", broken);
  for (const format of ["pretty", "json", "sarif", "github", "checkstyle"]) {
    await reportOf(format, ["~/lxc/902.conf"], 1);
    await reportOf(format, ["~/lxc/902.conf", "--fail-on", "never"], 0);
    await reportOf(format, ["~/none.conf"], 2);
  }
  expect(JSON.parse(await reportOf("json", ["~/none.conf"], 2))).toEqual({ version: 1, files: [] });
});
