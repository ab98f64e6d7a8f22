import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/rules/**/*.test.ts", "test/proof/**/*.test.ts"],
    // Vitest picks another reporter where it takes its caller for an automaton. The report is the same everywhere.
    reporters: ["default"],
  },
});
