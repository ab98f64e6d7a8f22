import { rawValue } from "../../container/container.js";
import { plainNumber } from "../../container/plainNumber.js";
import { removeLine } from "../fixes.js";
import { defineRule } from "../rule.js";

/** A container on two CPUs cannot use the time of four. */
export const cpulimitAboveCores = defineRule({
  name: "cpulimit-above-cores",
  area: "container",
  severity: "warning",
  rejectedBy: "ignored",
  dialects: ["proxmox"],
  looksAt: ["cpulimit"],
  check(container, report) {
    const limit = container.settings.get("cpulimit");
    const cores = container.settings.get("cores");
    const most = plainNumber(limit);
    const count = plainNumber(cores);
    if (!limit || !cores || most === undefined || !count || most <= count) return;
    // With CPUs of its own choice Proxmox does not look at `cores`.
    if (rawValue(container, "lxc.cgroup2.cpuset.cpus")) return;
    report(
      limit.value,
      `This limit does nothing: with \`cores: ${cores.value.text}\` the container can never use the time of ${most} CPUs. Write a smaller one instead, or remove the line.`,
      {
        related: [{ span: cores.value, message: "The CPUs that it may run on." }],
        fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(limit.line)] }],
      },
    );
  },
});
