import { lxcKey } from "../../container/keys.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A key of liblxc that Proxmox does not let through: the line is dropped. */
export const rawKeyDroppedByProxmox = defineRule({
  name: "raw-key-dropped-by-proxmox",
  area: "file",
  severity: "error",
  rejectedBy: "proxmox",
  dialects: ["proxmox"],
  looksAt: ["raw"],
  check({ document }, report) {
    for (const line of document.lines) {
      if (line.kind !== "raw" || !line.key) continue;
      const known = lxcKey(line.key.text);
      if (known?.fact.proxmox !== "dropped") continue;
      report(
        line.key,
        `liblxc knows \`${line.key.text}\`, but Proxmox drops this line. ${instead(line.key.text, known.name)}`,
        {
          fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }],
        },
      );
    }
  },
});

/** What to write instead, where it is not the way around by a file of one's own. */
const others: Readonly<Record<string, string>> = {
  "lxc.rootfs.path": "Write the volume as `rootfs` instead.",
  "lxc.rootfs.options": "Write the options as `mountoptions=` in `rootfs` instead.",
  "lxc.monitor.unshare": "Remove the line: Proxmox sets it itself.",
  "lxc.ephemeral": "Remove the line: Proxmox destroys no container when it stops.",
  "lxc.execute.cmd": "Remove the line: Proxmox never runs lxc-execute. The first process is `entrypoint`.",
};

function instead(key: string, name: string): string {
  if (key.startsWith("lxc.sysctl.net.")) return "Write it into a file in /etc/sysctl.d inside the container instead.";
  const other = Object.hasOwn(others, name) ? others[name] : undefined;
  return other ?? `Write \`lxc.include: /path/of/the/file\` instead, and \`${key} = …\` into that file.`;
}
