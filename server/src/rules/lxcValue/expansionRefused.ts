import type { Container } from "../../container/container.js";
import { type Expansion, expansionOf } from "../../container/expansion.js";
import { lineAt } from "../../syntax/document.js";
import type { Finding } from "../finding.js";
import { defineRule } from "../rule.js";
import type { Fault } from "./expansion/fault.js";
import { networkFaults } from "./expansion/network.js";
import { refusalFault } from "./expansion/refusals.js";
import { valueFault } from "./expansion/values.js";

/** Settings that Proxmox' reader takes, and that stop the start all the same: in what Proxmox, liblxc or the kernel makes of them. */
export const expansionRefused = defineRule({
  name: "expansion-refused",
  area: "lxc-value",
  severity: "error",
  rejectedBy: "liblxc",
  dialects: ["proxmox"],
  looksAt: ["setting"],
  check(container, report, others) {
    const faults = faultsIn(container, expansionOf(container));
    if (faults.length === 0) return;
    const told = linesOfErrors(container, others());
    for (const { origin, at, message, details } of worstOfEachLine(faults)) {
      // One finding for one cause: the rule that knows the line's own mistake says what comes of it.
      if (!told.has(origin.line.index)) report(at, message, details);
    }
  },
});

function faultsIn(container: Container, expansion: Expansion): readonly Fault[] {
  const faults: Fault[] = [];
  for (const refused of expansion.refusals) {
    const fault = refusalFault(container, expansion, refused);
    if (fault) faults.push(fault);
  }
  for (const line of expansion.lines) {
    const fault = valueFault(container, line);
    if (fault) faults.push(fault);
  }
  for (const fault of networkFaults(expansion.lines)) faults.push(fault);
  return faults;
}

/** In the order of the text. What stops the start comes before what is merely lost; the next mistake of a line shows when the first is repaired. */
function worstOfEachLine(faults: readonly Fault[]): readonly Fault[] {
  const worst = new Map<number, Fault>();
  for (const fault of faults) {
    const { index } = fault.origin.line;
    const earlier = worst.get(index);
    if (!earlier || (isLost(earlier) && !isLost(fault))) worst.set(index, fault);
  }
  return [...worst.values()].sort((left, right) => left.at.start - right.at.start);
}

function isLost({ details }: Fault): boolean {
  return details.rejectedBy === "ignored";
}

function linesOfErrors({ document }: Container, findings: readonly Finding[]): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { severity, span } of findings) {
    const line = severity === "error" ? lineAt(document, span.start) : undefined;
    if (line) lines.add(line.index);
  }
  return lines;
}
