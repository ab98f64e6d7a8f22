import { kindOfHostPath } from "../../container/hostPaths.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** `devN` passes one node. A directory of them is no device, and the container does not start. */
export const pathDirectory = defineRule({
  name: "device-path-directory",
  area: "device",
  severity: "error",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["dev"],
  check(container, report) {
    for (const { path } of container.devices) {
      if (!path || kindOfHostPath(path.text) !== "dir") continue;
      const node = nodes.get(path.text.replace(/\/$/, ""));
      report(
        path,
        `${path.text} is a directory, and \`devN\` passes one node at a time, so the container does not start. ${node === undefined ? "Write a line for each node in it instead." : `Write \`${node}\` instead.`}`,
        {
          fixes: node === undefined ? [] : [{ title: `Write \`${node}\``, safe: false, edits: [replace(path, node)] }],
        },
      );
    }
  },
});

/** The node that is meant as a rule. */
const nodes: ReadonlyMap<string, string> = new Map([
  ["/dev/net", "/dev/net/tun"],
  ["/dev/dri", "/dev/dri/renderD128"],
]);
