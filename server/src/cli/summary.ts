import type { Severity } from "../rules/finding.js";
import type { CheckedFile } from "./checkCommand.js";

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Counts findings file by file, for the line below a report. */
export function countingSummary() {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let files = 0;
  let fixable = 0;
  return {
    count({ findings }: CheckedFile): void {
      files++;
      for (const { severity, fixes } of findings) {
        counts[severity]++;
        if (fixes.some((fix) => fix.safe)) fixable++;
      }
    },
    /**
     * One line. `paint` colours a part of it; a severity, or undefined for "No findings". `optionForHints` is what prints the hints of a report
     * without them; empty where they stand above.
     */
    text(
      paint: (text: string, severity: Severity | undefined) => string = (text) => text,
      optionForHints = "",
    ): string {
      const where = files === 1 ? "1 file" : `${files} files`;
      const present = severities.filter((severity) => counts[severity] > 0);
      if (present.length === 0) return `${paint("No findings", undefined)} in ${where}.\n`;
      const parts = present.map((severity) => paint(countOf(counts[severity], severity), severity));
      const held = optionForHints !== "" && counts.hint > 0 ? ` ${optionForHints} prints the hints.` : "";
      const repair = fixable > 0 ? ` ${fixable} can be repaired with --fix.` : "";
      return `${parts.join(", ")} in ${where}.${held}${repair}\n`;
    },
  };
}

function countOf(count: number, severity: Severity): string {
  if (severity === "information") return `${count} information`;
  return count === 1 ? `1 ${severity}` : `${count} ${severity}s`;
}
