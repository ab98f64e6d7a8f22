import type { Container } from "../../container/container.js";
import { isTemplate, isWholeConfig } from "../../container/distribution.js";
import { freeKey } from "../../container/freeKeys.js";
import { isSince } from "../../container/releases.js";
import { appendToMain, insertSetting } from "../fixes.js";
import { defineRule } from "../rule.js";
import { wordAmongNames } from "./dockerHint.js";

const kubelets = new Set(["kubernetes", "k3s", "k8s", "k0s", "microk8s", "rancher", "rke2"]);

/** A kubelet opens `/dev/kmsg` when it begins, and a container has no such node. */
export const kernelLogMissing = defineRule({
  name: "kubernetes-kernel-log-missing",
  area: "features",
  severity: "information",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["tags", "hostname"],
  check(container, report) {
    if (!isWholeConfig(container) || isTemplate(container) || bringsKernelLog(container)) return;
    const word = wordAmongNames(container, (each) => kubelets.has(each));
    if (!word) return;
    const hasDevices = isSince(container.target.proxmox, "8.1");
    const key = freeKey(container, "dev");
    const entry = "lxc.mount.entry: /dev/kmsg dev/kmsg none bind,create=file 0 0";
    const text = hasDevices ? `${key}: /dev/kmsg` : entry;
    report(
      word,
      `The kubelet of Kubernetes opens /dev/kmsg and ends where it is missing, as it is in this container. Write \`${text}\`.`,
      {
        fixes: [
          {
            title: "Pass /dev/kmsg",
            safe: false,
            edits: [hasDevices ? insertSetting(container, key, "/dev/kmsg") : appendToMain(container, [entry])],
          },
        ],
      },
    );
  },
});

function bringsKernelLog({ devices, mountEntries, raw }: Container): boolean {
  return (
    devices.some(({ path }) => path?.text === "/dev/kmsg") ||
    mountEntries.some(({ target }) => target?.decoded.endsWith("dev/kmsg") ?? false) ||
    // Hooks make it as a link to the console.
    raw.some(({ key, value }) => key.text.startsWith("lxc.hook.") && value.text !== "")
  );
}
