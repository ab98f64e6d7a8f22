import type { Container } from "../../container/container.js";
import { programInsteadOfInit } from "../../container/guestSetup.js";
import { plainNumber } from "../../container/plainNumber.js";
import { booleanOf } from "../../container/values.js";
import type { Fix } from "../finding.js";
import { insertSetting, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** The console of the web interface connects to a terminal, and the container has none of that kind, or nobody behind it. */
export const consoleWithoutTerminal = defineRule({
  name: "console-without-terminal",
  area: "container",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: ["tty", "console", "entrypoint"],
  check(container, report) {
    const { settings } = container;
    const mode = settings.get("cmode");
    const tty = settings.get("tty");
    const console = settings.get("console");
    const program = programInsteadOfInit(container);
    const hasConsole = !console || booleanOf(console.value.text) !== false;
    const kind = mode?.value.text ?? "tty";
    if (kind === "console" && !hasConsole && mode) {
      report(
        mode.value,
        "The console of the web interface cannot connect, as with `console: 0` the container has no `/dev/console`. Write `cmode: shell` instead, or remove `console`.",
        { fixes: [connectTo(container, "shell")] },
      );
    } else if (kind === "tty" && tty && plainNumber(tty) === 0) {
      const other = hasConsole ? "console" : "shell";
      report(
        tty.value,
        `The console of the web interface connects to a tty, and with \`tty: 0\` there is none. Write \`cmode: ${other}\`, or remove the line.`,
        { fixes: [connectTo(container, other)] },
      );
    } else if (kind === "tty" && program) {
      report(
        program.key,
        "The console of the web interface connects to a tty, where only an init would offer a login. Write `cmode: console` to see what this program writes.",
        { severity: "hint", fixes: [connectTo(container, hasConsole ? "console" : "shell")] },
      );
    }
  },
});

function connectTo(container: Container, mode: "console" | "shell"): Fix {
  const written = container.settings.get("cmode");
  return {
    title: `Write \`cmode: ${mode}\``,
    safe: false,
    edits: [written ? replace(written.value, mode) : insertSetting(container, "cmode", mode)],
  };
}
