import { proxmoxKey } from "../../container/keys.js";
import { isTrue } from "../../container/perlValues.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A locked container cannot be started or changed; a job that broke off leaves its lock behind. */
export const lockSet = defineRule({
  name: "lock-set",
  area: "container",
  severity: "warning",
  rejectedBy: "start",
  dialects: ["proxmox"],
  looksAt: ["lock"],
  check({ settings }, report) {
    const lock = settings.get("lock");
    if (!lock || !isTrue(lock.value.text)) return;
    const { text } = lock.value;
    const fixes = [{ title: "Remove the line", safe: false, edits: [removeLine(lock.line)] }];
    const known = proxmoxKey("lock")?.values?.includes(text) ?? false;
    if (text === "mounted") {
      report(
        lock.value,
        "The container's file system is mounted on the host, and as long as it is, Proxmox refuses changes. When nobody works there, run `pct unmount <CTID>`.",
        { severity: "information", rejectedBy: null, fixes },
      );
    } else if (known) {
      report(
        lock.value,
        `With this lock Proxmox neither starts nor changes the container (\`CT is locked (${text})\`). When no such job runs any more, run \`pct unlock <CTID>\`.`,
        { fixes },
      );
    } else {
      report(
        lock.value,
        "The container does not start: this lock keeps it from that, and no job of Proxmox sets a lock of this name. Remove the line.",
        { severity: "error", fixes },
      );
    }
  },
});
