import { startedNetworks } from "../../container/networks.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { longestName } from "./interfaceNames.js";

const keys = ["name", "veth.pair"] as const;

/** LXC cuts names of interfaces after 15 characters, writes an error into its log and starts. Of the name in a `netN` line expansion-refused speaks. */
export const networkNameTooLong = defineRule({
  name: "network-name-too-long",
  area: "network",
  severity: "error",
  rejectedBy: "ignored",
  looksAt: ["raw"],
  check(container, report) {
    for (const { raw } of startedNetworks(container)) {
      for (const key of keys) {
        const value = raw.get(key)?.at(-1)?.value;
        if (!value || value.text.length <= longestName) continue;
        const cut = value.text.slice(0, longestName);
        report(
          value,
          `The name of an interface has ${longestName} characters at most, so liblxc cuts this one to \`${cut}\`, and what asks for the whole name finds nothing. Write a shorter one.`,
          { fixes: [{ title: `Write \`${cut}\``, safe: false, edits: [replace(value, cut)] }] },
        );
      }
    }
  },
});
