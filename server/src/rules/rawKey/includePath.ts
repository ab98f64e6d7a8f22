import type { Container, RawEntry } from "../../container/container.js";
import type { Finding } from "../finding.js";
import { insertSetting, removeLine, replace } from "../fixes.js";
import { defineRule } from "../rule.js";

/** Whether this rule tells more of a file than that it must be there. */
export function hasIncludeTrouble(container: Container, entry: RawEntry): boolean {
  return troubleOf(container, entry) !== undefined;
}

type Trouble = Pick<Finding, "severity" | "rejectedBy" | "fixes"> & { readonly message: string };

/** A file to be included is taken as it stands: LXC knows no search path, no loop and no second time. */
export const includePath = defineRule({
  name: "include-path",
  area: "raw-key",
  severity: "warning",
  rejectedBy: "ignored",
  looksAt: ["lxc.include"],
  check(container, report) {
    for (const entry of container.raw) {
      if (entry.key.text !== "lxc.include" || entry.value.text === "") continue;
      const trouble = troubleOf(container, entry);
      if (!trouble) continue;
      const { message, severity, rejectedBy, fixes } = trouble;
      report(entry.value, message, { severity, rejectedBy, fixes });
    }
  },
});

function troubleOf(container: Container, entry: RawEntry): Trouble | undefined {
  const path = entry.value.text;
  const isProxmox = container.document.dialect === "proxmox";
  // A placeholder that a build fills in.
  if (path.startsWith("@")) return undefined;
  if (!path.startsWith("/")) return relative(entry);
  if (/^\/etc\/pve\/(?:nodes\/[^/]+\/)?lxc\//.test(path)) return containerConfig();
  if (isProxmox && /^\/var\/lib\/lxc\/[^/]+\/config$/.test(path)) return generatedConfig();
  if (isProxmox && path === `${templates}nesting.conf`) return nesting(container, entry);
  if (isProxmox && isTemplate(path)) return secondTime(entry);
  return path.endsWith("/") ? directory() : undefined;
}

const templates = "/usr/share/lxc/config/";

function isTemplate(path: string): boolean {
  return path.startsWith(templates) && /(?:^|\.)(?:common|userns)\.conf(?:\.d\/?)?$/.test(path.slice(templates.length));
}

function relative({ value }: RawEntry): Trouble {
  const name = value.text.replace(/^(?:\.\/)+/, "");
  const isTemplateName = /^[a-z]+\.(?:common|userns)\.conf$|^(?:common|userns|nesting)\.conf$/.test(name);
  const meant = isTemplateName ? templates + name : undefined;
  return {
    message:
      "liblxc looks for this file where it is started, not beside this config, and refuses the whole config when it is not there. Write the whole path.",
    severity: "warning",
    rejectedBy: "liblxc",
    fixes: meant === undefined ? [] : [{ title: `Write \`${meant}\``, safe: false, edits: [replace(value, meant)] }],
  };
}

function containerConfig(): Trouble {
  return {
    message:
      "This is a config of Proxmox, and liblxc reads its own form: it passes over the settings and refuses the whole at a raw line such as `lxc.mount.entry: …`. Write a file of `lxc.` lines with `=`.",
    severity: "warning",
    rejectedBy: "liblxc",
    fixes: [],
  };
}

function generatedConfig(): Trouble {
  return {
    message:
      "Proxmox writes this file anew at each start, with all that belongs to one container: its own makes liblxc include itself until it crashes, that of another brings its root file system. Name a file of your own.",
    severity: "warning",
    rejectedBy: "liblxc",
    fixes: [],
  };
}

/** Source: lxc 5.0.2, config/nesting.conf: a profile that takes the place of the one that Proxmox generates, and two mounts. */
function nesting(container: Container, { line }: RawEntry): Trouble {
  const { features } = container;
  const insertion = features ? [] : [insertSetting(container, "features", "nesting=1")];
  return {
    message:
      "This file sets an AppArmor profile of its own in place of the one that Proxmox generates. Write `features: nesting=1` instead.",
    severity: "warning",
    rejectedBy: null,
    fixes: [
      {
        title: features ? "Remove the line" : "Write `features: nesting=1` instead",
        safe: false,
        edits: [...insertion, removeLine(line)],
      },
    ],
  };
}

function secondTime({ line }: RawEntry): Trouble {
  return {
    message:
      "Proxmox includes LXC's templates itself. A second time takes back what it set in between, and Proxmox' hooks run twice. Remove the line.",
    severity: "warning",
    rejectedBy: null,
    fixes: [{ title: "Remove the line", safe: false, edits: [removeLine(line)] }],
  };
}

function directory(): Trouble {
  return {
    message:
      "liblxc reads every file ending in `.conf` here, in no order, and says nothing when the directory is not there. Put it on every machine that may start the container.",
    severity: "information",
    rejectedBy: "ignored",
    fixes: [],
  };
}
