import { type Container, hasFeature, type RawEntry, rawValue } from "../../container/container.js";
import { overridingKeys, type RawOverride, rawOverrides } from "../../container/rawOverrides.js";
import type { TextEdit } from "../../syntax/edit.js";
import type { Fix } from "../finding.js";
import { insertAt, insertSetting, removeLine, replace } from "../fixes.js";
import { defineRule, type Report } from "../rule.js";

const nestingKey = "lxc.apparmor.allow_nesting";

/** Proxmox writes raw lines behind what it makes of the settings, so they win, and the web interface goes on showing the setting. */
export const overridesSetting = defineRule({
  name: "raw-key-overrides-setting",
  area: "raw-key",
  severity: "warning",
  rejectedBy: null,
  dialects: ["proxmox"],
  looksAt: [...overridingKeys, nestingKey],
  check(container, report) {
    checkNesting(container, report);
    for (const override of rawOverrides(container)) {
      if (override.isSame) reportRepetition(override, report);
      else if (override.setting) reportOverride(container, override, report);
      else reportInstead(container, override, report);
    }
  },
});

function reportRepetition({ entry, key }: RawOverride, report: Report): void {
  report(entry.key, `Proxmox writes this line itself, from \`${key}\`. Remove it.`, {
    severity: "hint",
    tags: ["unnecessary"],
    fixes: [{ title: "Remove the line, which Proxmox writes itself", safe: true, edits: [removeLine(entry.line)] }],
  });
}

function reportOverride(container: Container, override: RawOverride, report: Report): void {
  const { entry, key, setting, asSetting } = override;
  if (!setting) return;
  const write =
    asSetting === undefined || asSetting === "" ? `Keep only one of them.` : `Write \`${key}: ${asSetting}\` instead.`;
  report(
    entry.key,
    `This line wins over \`${key}\`, which the web interface shows and changes without effect at the next start. ${write}`,
    {
      related: [{ span: setting.value, message: "This value does not count at the start." }],
      fixes: [...useSetting(container, override), removal(entry)],
    },
  );
}

function reportInstead(container: Container, override: RawOverride, report: Report): void {
  const { entry, key, asSetting } = override;
  // What the setting cannot say is the very use of a raw line.
  if (asSetting === undefined) return;
  report(
    entry.key,
    `Proxmox has a setting for this, \`${key}\`, and knows nothing of this line. Write \`${key}: ${asSetting}\`.`,
    { severity: "hint", fixes: useSetting(container, override) },
  );
}

function useSetting(container: Container, { entry, key, setting, asSetting }: RawOverride): readonly Fix[] {
  if (asSetting === undefined) return [];
  const edit = setting ? replace(setting.value, asSetting) : insertSetting(container, key, asSetting);
  // All raw lines of the key go, or an earlier one would come into force.
  const lines = container.raw.filter((each) => each.key.text === entry.key.text);
  return [
    {
      title: `Write \`${key}: ${asSetting}\` instead`,
      safe: false,
      edits: [edit, ...lines.map((each) => removeLine(each.line))],
    },
  ];
}

function removal(entry: RawEntry): Fix {
  return { title: "Remove the line, so that the setting counts", safe: false, edits: [removeLine(entry.line)] };
}

/** Source: pve-container 6.1.10, src/PVE/LXC.pm, make_apparmor_config(): of what the feature does the raw line does a part. */
function checkNesting(container: Container, report: Report): void {
  const entry = rawValue(container, nestingKey);
  // With a profile of its own the container gets nothing for the feature, and other rules speak.
  if (entry?.value.text !== "1" || container.raw.some(({ key }) => key.text === "lxc.apparmor.profile")) return;
  if (hasFeature(container, "nesting")) {
    report(entry.key, "Proxmox writes this line itself, from `features`. Remove it.", {
      severity: "hint",
      tags: ["unnecessary"],
      fixes: [{ title: "Remove the line, which Proxmox writes itself", safe: true, edits: [removeLine(entry.line)] }],
    });
    return;
  }
  report(
    entry.key,
    "This is a part of what `nesting=1` does: Proxmox still denies mounts onto /proc and /sys. Write `features: nesting=1` instead.",
    {
      fixes: [
        { title: "Write `nesting=1` instead", safe: false, edits: [switchOn(container), removeLine(entry.line)] },
      ],
    },
  );
}

function switchOn(container: Container): TextEdit {
  const { features } = container;
  if (!features) return insertSetting(container, "features", "nesting=1");
  const off = features.properties.find(({ key }) => key?.text === "nesting")?.value;
  return off
    ? replace(off, "1")
    : insertAt(features.value.end, features.value.text === "" ? "nesting=1" : ",nesting=1");
}
