import type { Container, RawEntry } from "../../container/container.js";
import { lxcKey } from "../../container/keys.js";
import { integerOf, isUnsigned, maximumOf } from "../../container/lxcFormats/numbers.js";
import { trailingComment } from "../../syntax/trailingComment.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

type Check = (entry: RawEntry, report: Report, container: Container) => void;

const checks: Readonly<Record<string, Check>> = {
  "lxc.init.uid": checkNumber,
  "lxc.init.gid": checkNumber,
  "lxc.hook.version": checkNumber,
  "lxc.seccomp.allow_nesting": checkNumber,
  "lxc.autodev.tmpfs.size": checkSize,
  "lxc.signal.halt": checkSignal,
  "lxc.signal.reboot": checkSignal,
  "lxc.signal.stop": checkSignal,
  "lxc.rootfs.path": checkStorage,
  "lxc.uts.name": checkHostName,
  "lxc.init.cmd": checkCommand,
  "lxc.apparmor.profile": checkQuote,
  "lxc.seccomp.profile": checkQuote,
  "lxc.console.path": checkQuote,
  "lxc.mount.fstab": checkQuote,
};

/** Values that load, although LXC does not do what they say. */
export const valueIgnored = defineRule({
  name: "raw-value-ignored",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: Object.keys(checks),
  check(container, report) {
    for (const entry of container.raw) {
      // Of a comment behind the value trailing-comment speaks.
      if (entry.value.text === "" || entry.clearedBy || trailingComment(entry.value)) continue;
      if (Object.hasOwn(checks, entry.key.text)) checks[entry.key.text]?.(entry, report, container);
    }
  },
});

const flags = new Map([
  ["true", "1"],
  ["yes", "1"],
  ["on", "1"],
  ["false", "0"],
  ["no", "0"],
  ["off", "0"],
]);

/** Text where a number belongs is passed over without a word. Numbers out of range liblxc refuses. */
function checkNumber({ key, value }: RawEntry, report: Report): void {
  if (integerOf(value.text) !== undefined) return;
  const fallback = lxcKey(key.text)?.fact.default ?? "0";
  const isId = key.text.startsWith("lxc.init.");
  const meant = isId ? (value.text === "root" ? "0" : undefined) : flags.get(value.text.toLowerCase());
  report(
    value,
    `liblxc reads a number here and passes over this text, so ${fallback} holds. Write ${meant === undefined ? "a number" : `\`${meant}\``}.`,
    { fixes: meant === undefined ? [] : [write(value, meant, true)] },
  );
}

const units: Readonly<Record<string, bigint>> = { k: 1024n, m: 1024n ** 2n, g: 1024n ** 3n };

/** Source: liblxc 5.0.2, started: with `10M` the container's /dev has 500000 bytes. */
function checkSize({ value }: RawEntry, report: Report): void {
  if (integerOf(value.text) !== undefined) return;
  const match = /^([0-9]{1,9})[ \t]*([kKmMgG])(?:i?[bB])?$/.exec(value.text);
  const unit = units[(match?.[2] ?? "").toLowerCase()];
  const bytes = match && unit !== undefined ? String(BigInt(match[1] ?? "0") * unit) : undefined;
  report(
    value,
    `liblxc knows no units here and takes 500000 bytes instead. Write ${bytes === undefined ? "a number of bytes" : `\`${bytes}\``}.`,
    { fixes: bytes === undefined ? [] : [write(value, bytes, true)] },
  );
}

const lastSignal = 64n;

/** liblxc takes any number, and the kernel has 64 signals. */
function checkSignal({ value }: RawEntry, report: Report): void {
  if (!/^[0-9]/.test(value.text) || !isUnsigned(value.text, maximumOf.integer)) return;
  const number = integerOf(value.text) ?? 0n;
  if (number >= 1n && number <= lastSignal) return;
  report(
    value,
    "There is no signal of this number, so the container is never asked to stop and is killed in the end. Write a name such as `SIGPWR`, or `SIGRTMIN+3` for systemd.",
  );
}

/** Source: liblxc 6.0.6, src/lxc/storage/storage.c and src/lxc/confile.c, set_config_rootfs_path(). */
const storages = new Set(["dir", "overlay", "overlayfs", "btrfs", "zfs", "lvm", "loop", "nbd", "rbd", "aufs"]);

/** Text in front of the first colon is the kind of storage; LXC drops one that it does not know, and looks at the rest. */
function checkStorage({ value }: RawEntry, report: Report, container: Container): void {
  const colon = value.text.indexOf(":");
  if (container.document.dialect === "proxmox" || colon < 0) return;
  const kind = value.text.slice(0, colon);
  if (storages.has(kind)) return;
  const at = { start: value.start, end: value.start + Math.max(1, colon) };
  if (kind.startsWith("/")) {
    report(
      at,
      `liblxc takes everything in front of the first colon for the kind of storage, and \`${value.text.slice(colon + 1)}\` for the path. Write \`dir:\` in front of the path.`,
      {
        fixes: [
          {
            title: "Write `dir:` in front",
            safe: true,
            edits: [replace({ start: value.start, end: value.start }, "dir:")],
          },
        ],
      },
    );
  } else {
    report(
      at,
      `liblxc knows no storage \`${kind}\`, drops the word and guesses the kind from what is at the path. Write \`dir:\`, or another kind that it has.`,
    );
  }
}

/** Source: liblxc 5.0.2, started with blanks in the name. */
function checkHostName({ value }: RawEntry, report: Report): void {
  const odd = /[^A-Za-z0-9.-]/.exec(value.text);
  if (!odd) return;
  report(
    { start: value.start + odd.index, end: value.end },
    "liblxc takes the whole text as host name, this part too, and programs do not expect such names. Write letters, digits, `-` and dots.",
    { rejectedBy: null },
  );
}

/** LXC splits the command at blanks and leaves the quotes where they are. Source: liblxc 5.0.2, started with `"/bin/busybox" true`. */
function checkCommand({ value }: RawEntry, report: Report): void {
  const quote = value.text.charAt(0);
  const end = quote === '"' || quote === "'" ? value.text.indexOf(quote, 1) : -1;
  if (end < 0) return;
  const program = value.text.slice(1, end);
  const fixes = /[ \t]/.test(program) ? [] : [write({ ...value, end: value.start + end + 1 }, program, true)];
  report(
    { start: value.start, end: value.start + end + 1 },
    "liblxc looks for a program with the quotes in its name, and the container does not start. Write the path without them.",
    { severity: "error", rejectedBy: "start", fixes },
  );
}

/** A pair of quotes around the whole value goes; any other quote stays. */
function checkQuote({ value }: RawEntry, report: Report): void {
  const first = value.text.charAt(0);
  const last = value.text.charAt(value.text.length - 1);
  const isOpen = first === '"' || first === "'";
  if (!isOpen && last !== '"' && last !== "'") return;
  const meant = isOpen ? value.text.slice(1) : value.text.slice(0, -1);
  report(
    value,
    `liblxc takes quotes away only in a pair around the whole value, so this one is a part of it. Write \`${meant}\`.`,
    {
      fixes: [write(value, meant, true)],
    },
  );
}

function write(at: RawEntry["value"], text: string, safe: boolean): Fix {
  return { title: `Write \`${text}\``, safe, edits: [replace(at, text)] };
}
