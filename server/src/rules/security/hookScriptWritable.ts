import { type BoundPath, boundPaths, cleanPath, liesIn } from "../../container/boundPaths.js";
import type { Container, RawEntry } from "../../container/container.js";
import { wordsOf } from "../../syntax/idMap.js";
import { partOf, type Token } from "../../syntax/token.js";
import { defineRule } from "../rule.js";

/** Hooks that run on the host. Source: liblxc 6.0.6, doc/lxc.container.conf.sgml.in, CONTAINER HOOKS. */
const hooks = new Set(
  "pre-start start-host pre-mount mount autodev stop post-stop clone destroy"
    .split(" ")
    .map((name) => `lxc.hook.${name}`),
);

/** Directories in which others than root write. */
const openFolders: readonly (readonly [string, string])[] = [
  ["/tmp", "when a reboot has emptied /tmp, every user may put another one in its place"],
  ["/var/tmp", "when /var/tmp has been cleaned up, every user may put another one in its place"],
  ["/dev/shm", "when a reboot has emptied /dev/shm, every user may put another one in its place"],
  ["/home", "whoever owns that home may change it"],
];

/** The host runs it as root; whoever can write it has the host. */
export const hookScriptWritable = defineRule({
  name: "hook-script-writable",
  area: "security",
  profile: "audit",
  severity: "warning",
  rejectedBy: null,
  looksAt: ["raw"],
  check(container, report) {
    let bound: readonly BoundPath[] | undefined;
    for (const entry of container.raw) {
      if (!isRunOnHost(entry)) continue;
      bound ??= boundPaths(container).filter(({ isReadOnly, path }) => !isReadOnly && path !== "/");
      const program = programIn(entry.value);
      const why = program?.text.startsWith("/") && whyWritable(cleanPath(program.text), container, bound);
      if (program && why) {
        report(
          program,
          `The host runs this script as root, and ${why}. Move it to a directory that only root writes, such as /usr/local/sbin.`,
        );
      }
    }
  },
});

function isRunOnHost({ key: { text }, clearedBy }: RawEntry): boolean {
  return (
    !clearedBy &&
    (hooks.has(text) || (text.startsWith("lxc.net.") && (text.endsWith(".script.up") || text.endsWith(".script.down"))))
  );
}

const interpreters = new Set(["sh", "bash", "dash", "env", "perl", "python3"]);

/** The program that a command runs, or the script that its interpreter reads, without the quotes around it. */
function programIn(value: Token): Token | undefined {
  const words = wordsOf(value);
  const [first] = words;
  const name = first?.text.slice(first.text.lastIndexOf("/") + 1) ?? "";
  const word = interpreters.has(name) ? words.slice(1).find(({ text }) => !text.startsWith("-")) : first;
  if (!word) return undefined;
  const start = "\"'".includes(word.text.charAt(0)) ? 1 : 0;
  const end = "\"';".includes(word.text.charAt(word.text.length - 1)) ? word.text.length - 1 : word.text.length;
  return partOf(word, start, Math.max(start, end));
}

function whyWritable(path: string, container: Container, bound: readonly BoundPath[]): string | undefined {
  const folder = bound.find((each) => liesIn(path, each.path));
  if (folder) return `the container can change it, as \`${folder.key}\` gives it the directory ${folder.path}`;
  if (isInRootfs(path, container)) return "the container can change it, as it lies in its own root file system";
  return openFolders.find(([open]) => liesIn(path, open) && path !== open)?.[1];
}

function isInRootfs(path: string, { raw }: Container): boolean {
  if (path.startsWith("/var/lib/lxc/") && path.split("/")[5] === "rootfs") return true;
  const rootfs = raw.findLast(({ key }) => key.text === "lxc.rootfs.path")?.value.text ?? "";
  const folder = rootfs.slice(rootfs.indexOf(":") + 1);
  return folder.length > 1 && folder.startsWith("/") && liesIn(path, cleanPath(folder));
}
