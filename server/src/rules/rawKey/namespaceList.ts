import { type Container, rawValue } from "../../container/container.js";
import { hasOwnNamespace, type NamespaceList, namespaceList } from "../../container/namespaces.js";
import { wordsOf } from "../../syntax/idMap.js";
import type { Token } from "../../syntax/token.js";
import type { Fix } from "../finding.js";
import { insertAt } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

/** A list of namespaces that leaves one out shares it with the host, and with either list the user namespace is no exception. */
export const namespaceListRule = defineRule({
  name: "namespace-list",
  area: "raw-key",
  severity: "error",
  rejectedBy: "start",
  dialects: ["lxc"],
  looksAt: ["lxc.namespace.keep", "lxc.namespace.clone"],
  check(container, report) {
    const list = namespaceList(container);
    const last = list?.entries.at(-1);
    if (!list || !last) return;
    const at = last.value;
    if (!checkUser(container, list, at, report)) return;
    // Of `clone` without these lxc-namespace-clone-incomplete speaks.
    if (list.kind === "keep") {
      checkMounts(list, report);
      checkHostName(container, list, report);
    }
    checkInterfaces(container, list, report);
  },
});

/** Where a word of the list stands. */
function wordIn({ entries }: NamespaceList, word: string): Token | undefined {
  for (const { value } of entries) {
    for (const each of wordsOf(value)) if (each.text.toLowerCase() === word) return each;
  }
  return undefined;
}

/** Whether the rest is worth a look: what does not start has no further effects. */
function checkUser({ idMaps }: Container, list: NamespaceList, at: Token, report: Report): boolean {
  const [map] = idMaps;
  const hasOwn = hasOwnNamespace(list, "user");
  if (hasOwn === (map !== undefined)) return true;
  if (!map) {
    const write = list.kind === "keep" ? "Write `user` too" : "Take `user` out of the list";
    report(
      wordIn(list, "user") ?? at,
      `With this list the container gets a user namespace, in which nobody exists without an ID map, so it does not start. ${write}.`,
      { fixes: list.kind === "keep" ? [addWord(at, "user", true)] : [] },
    );
    return false;
  }
  const related = [{ span: map.value, message: "The ID map." }];
  if (list.kind === "clone") {
    report(
      at,
      "The list leaves out the user namespace, which the ID map needs, so the container does not start. Write `user` too.",
      {
        related,
        fixes: [addWord(at, "user", true)],
      },
    );
    return false;
  }
  report(
    wordIn(list, "user") ?? at,
    "With `user` in this list the container has no user namespace, and its root is root on the host: the ID map is not used. Take `user` out of the list.",
    { rejectedBy: "ignored", related },
  );
  return true;
}

function checkMounts(list: NamespaceList, report: Report): void {
  const at = wordIn(list, "mnt");
  if (!at) return;
  report(
    at,
    "The container shares the host's mounts, so liblxc makes the container's root directory the root of the host. Take `mnt` out of the list.",
    { severity: "warning", rejectedBy: null },
  );
}

function checkHostName(container: Container, list: NamespaceList, report: Report): void {
  const name = rawValue(container, "lxc.uts.name");
  const at = wordIn(list, "uts");
  if (!name || !at) return;
  const related = [{ span: name.value, message: "The host name." }];
  if (container.idMaps.length > 0 && hasOwnNamespace(list, "user")) {
    report(
      at,
      "The container shares the host's name and may not change it, so it does not start. Remove `lxc.uts.name`.",
      {
        related,
      },
    );
    return;
  }
  report(
    at,
    `The container shares the host's name, so its start renames the host to \`${name.value.text}\`. Remove \`lxc.uts.name\`.`,
    {
      severity: "warning",
      rejectedBy: null,
      related,
    },
  );
}

function checkInterfaces(container: Container, list: NamespaceList, report: Report): void {
  if (hasOwnNamespace(list, "net")) return;
  for (const { key, value, clearedBy } of container.raw) {
    if (clearedBy || !/^lxc\.net\.[0-9]+\.type$/.test(key.text) || value.text === "none" || value.text === "") continue;
    report(key, "The container shares the network of the host, so this interface is never made. Remove its lines.", {
      severity: "warning",
      rejectedBy: "ignored",
    });
  }
}

function addWord(at: Token, word: string, safe: boolean): Fix {
  return { title: `Add \`${word}\``, safe, edits: [insertAt(at.end, ` ${word}`)] };
}
