import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { knows } from "../../server/src/rules/appArmor/rawSyntax.js";
import { type AppArmorRelease, wrongWord } from "../../server/src/rules/appArmor/ruleWords.js";
import { readAppArmorRules } from "../../server/src/syntax/appArmorRule.js";

/** Whether our reading of a rule, as AppArmor of that release, finds nothing wrong. */
function isRight(rule: string, release: AppArmorRelease = "3.0"): boolean {
  let start = 0;
  const lines = rule.split("\n").map((text) => {
    const line = { text, start, end: start + text.length };
    start = line.end + 1;
    return line;
  });
  const { rules, faults } = readAppArmorRules(lines, knows(release));
  return faults.length === 0 && rules.every((each) => wrongWord(each, release) === undefined);
}

const right = [
  "mount,",
  "mount fstype=nfs,",
  "mount fstype=nfs -> /mnt/**,",
  "mount fstype=(nfs, cifs) options=(ro, noatime) /dev/sda1 -> /mnt/*,",
  'mount options=(rw, bind) "/srv/a b/" -> /mnt/,',
  "mount options in (ro, nosuid) -> /mnt/,",
  "deny mount options=bind /a/ -> /b/,",
  "remount options=(ro, bind) /mnt/,",
  "umount /mnt/**,",
  "capability,",
  "deny capability sys_admin net_admin,",
  "network,",
  "deny network inet stream,",
  "network inet6 tcp,",
  "signal,",
  "signal (send, receive) set=(kill, term) peer=unconfined,",
  "ptrace (read, trace) peer=/usr/bin/x,",
  "unix (send, receive) type=stream peer=(label=unconfined, addr=none),",
  "dbus send bus=system path=/org/a interface=org.a member=B peer=(name=org.a),",
  "dbus bind bus=session name=org.a,",
  "pivot_root oldroot=/mnt/ / -> web,",
  "change_profile /bin/a -> web,",
  "link subset /a -> /b,",
  "set rlimit nofile <= 1024,",
  "set rlimit memlock <= 64 MB,",
  "file,",
  "file rw /dev/fuse,",
  "audit deny owner /etc/{passwd,shadow} wklx,",
  "/dev/dri/card[0-9] rw,",
  '"/srv/a b/**" r,',
  "/bin/a px -> web,",
  "deny /proc/acpi/** rwklx,",
  "unsafe /bin/a ux,",
  "profile web { mount, capability chown, }",
  "^hat { /a r, }",
  "mount fstype=nfs, mount fstype=cifs,",
  "mount fstype=nfs,mount fstype=cifs,",
  "mount\n-> /mnt/,",
  "mount, # and so on",
];

/** What slips do to a rule. */
const slips: readonly ((rule: string) => readonly string[])[] = [
  (rule) => [rule],
  (rule) => [rule.replace(/,(?=[^,]*$)/, ""), rule.replace(/,(?=[^,]*$)/, ";"), `${rule},`, `"${rule}"`],
  (rule) => [rule.replace(",", " # x,"), rule.replace("=", " "), rule.replace("=", " = "), rule.replace(" -> ", " ->")],
  (rule) => [
    rule.replace("->", "=>"),
    rule.replace("(", ""),
    rule.replace(")", ""),
    rule.replace('"', ""),
    rule.replaceAll('"', "'"),
  ],
  (rule) => [rule.replace("{", ""), rule.replace("}", ""), rule.replace("[", ""), rule.replace("]", "")],
  (rule) => [
    rule.toUpperCase(),
    rule.replace(/^\w/, (letter) => letter.toUpperCase()),
    `owner ${rule}`,
    `deny ${rule}`,
    `audit ${rule}`,
  ],
  (rule) => rule.split(" ").map((_, index, words) => words.filter((__, at) => at !== index).join(" ")),
  (rule) =>
    rule
      .split(" ")
      .map((_, index, words) => words.flatMap((word, at) => (at === index ? [word, word] : [word])).join(" ")),
  (rule) =>
    rule.split(" ").map((_, index, words) => words.map((word, at) => (at === index ? `${word}x` : word)).join(" ")),
  (rule) =>
    rule.split(" ").map((_, index, words) => words.map((word, at) => (at === index ? word.slice(1) : word)).join(" ")),
];

const variants = [...new Set(right.flatMap((rule) => slips.flatMap((slip) => slip(rule))))];

const missing =
  spawnSync("apparmor_parser", ["--version"]).status === 0
    ? undefined
    : "apparmor_parser is not installed (Debian: apt-get install apparmor), so our reading of AppArmor rules is not compared with it";

test.runIf(process.env.CI === "true")("this machine has apparmor_parser", () => expect(missing).toBeUndefined());

describe.skipIf(missing)(
  "apparmor_parser agrees with our reading of rules",
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), "apparmor-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** Compiled as for a kernel with AppArmor, so that patterns are looked at as well. */
    function isAccepted(rule: string): boolean {
      const file = path.join(folder, "profile");
      writeFileSync(file, `profile test {\n${rule}\n}\n`);
      const features = "/etc/apparmor.d/abi/3.0";
      return (
        spawnSync("apparmor_parser", ["-Q", "-K", ...(existsSync(features) ? ["-M", features] : []), file]).status === 0
      );
    }

    test("no rule is called wrong that the parser takes", () => {
      expect(variants.length).toBeGreaterThan(500);
      expect(variants.filter((rule) => !isRight(rule) && isAccepted(rule))).toEqual([]);
    });

    test("a rule that the parser refuses is found", () => {
      const missed = variants.filter((rule) => isRight(rule) && !isAccepted(rule));
      expect(missed).toEqual([]);
    });
  },
  60_000,
);

const oracle = new URL("../../../shared/oracle/apparmor-rules.jsonl", import.meta.url);

describe.skipIf(!existsSync(oracle))("the recorded verdicts of apparmor_parser 3.0.8", () => {
  test("are ours, but for what a generated profile has and theirs had not", () => {
    const lines = readFileSync(oracle, "utf8").trim().split("\n");
    const verdicts = lines.map((line): { rule: string; "3.0.8": string } => JSON.parse(line));
    const different = verdicts.filter((each) => isRight(each.rule) !== (each["3.0.8"] === "accepted"));
    // LXC begins the profile with `include <tunables/global>`, which sets these variables and those of the abstractions.
    expect(different.map((each) => each.rule)).toEqual([
      "@{PROC}/** rw,",
      "@{HOME}/** r,",
      "include <abstractions/base>",
    ]);
  });
});

test("rules of AppArmor 4 are right for 4.1 and wrong for 3.0", () => {
  const newer = [
    "userns,",
    "allow userns,",
    "userns create,",
    "mqueue,",
    "mqueue (read, write) type=posix /a,",
    "io_uring,",
    "io_uring sqpoll,",
    "allow all,",
    "priority=1 deny /a w,",
    "prompt /a r,",
    "network (send, receive) inet stream,",
    "network inet ip=127.0.0.1 port=80,",
    "mount options=nosymfollow,",
  ];
  for (const rule of newer) {
    expect(isRight(rule, "4.1"), rule).toBe(true);
    expect(isRight(rule, "3.0"), rule).toBe(false);
  }
});

test("the time to read grows with the length of the text, whatever it is made of", () => {
  for (const piece of [
    'mount "',
    "mount (",
    "mount options=(",
    "/{a,",
    "[",
    "capability chown ",
    "# ",
    "}",
    "\\",
    "deny ",
  ]) {
    const lines = Array.from({ length: 4000 }, (_, index) => ({
      text: piece.repeat(4),
      start: index * 80,
      end: index * 80 + piece.length * 4,
    }));
    const before = performance.now();
    readAppArmorRules(lines, knows("4.1"));
    readAppArmorRules([{ text: piece.repeat(16_000), start: 0, end: piece.length * 16_000 }], knows("4.1"));
    expect(performance.now() - before, piece).toBeLessThan(1000);
  }
});
