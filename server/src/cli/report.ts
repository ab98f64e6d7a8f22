import type { createColors } from "picocolors";
import type { CheckFormat } from "./arguments.js";
import type { CheckedFile } from "./checkCommand.js";
import { checkstyleReport } from "./checkstyleReport.js";
import { githubReport } from "./githubReport.js";
import { jsonReport } from "./jsonReport.js";
import { prettyReport } from "./prettyReport.js";
import type { RulePages } from "./rulesCommand.js";
import { sarifReport } from "./sarifReport.js";

/** How a run has ended. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  /** What could not be checked, and why; one line each. */
  readonly complaints: readonly string[];
}

/** A report that is printed piece by piece, so that no file need be kept for it. */
export interface Report {
  readonly start: string;
  /** What is said of one file. */
  add(file: CheckedFile): string;
  end(outcome: Outcome): string;
}

export interface ReportSurroundings {
  /** For people: print hints too, not only their number. */
  readonly showsHints: boolean;
  readonly colors: ReturnType<typeof createColors>;
  readonly version: string;
  readPages(): RulePages;
}

export function reportOf(format: CheckFormat, { colors, version, readPages, showsHints }: ReportSurroundings): Report {
  switch (format) {
    case "pretty":
      return prettyReport(colors, showsHints);
    case "json":
      return jsonReport();
    case "sarif":
      return sarifReport(version, readPages);
    case "github":
      return githubReport();
    case "checkstyle":
      return checkstyleReport();
  }
}
