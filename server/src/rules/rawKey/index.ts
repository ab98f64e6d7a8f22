import type { Rule } from "../rule.js";
import { clearsDefaults } from "./clearsDefaults.js";
import { environmentLiteral } from "./environmentLiteral.js";
import { hookCommand } from "./hookCommand.js";
import { hostNameMissing } from "./hostNameMissing.js";
import { includePath } from "./includePath.js";
import { lineCleared } from "./lineCleared.js";
import { lineContinued } from "./lineContinued.js";
import { logLeftOn } from "./logLeftOn.js";
import { mountOutsideProxmox } from "./mountOutsideProxmox.js";
import { namespaceListRule } from "./namespaceList.js";
import { overridesSetting } from "./overridesSetting.js";
import { rootfsMount } from "./rootfsMount.js";
import { rootfsPathMissing } from "./rootfsPathMissing.js";
import { setTwice } from "./setTwice.js";
import { shmountsEmpty } from "./shmountsEmpty.js";
import { valueIgnored } from "./valueIgnored.js";
import { withoutEffect } from "./withoutEffect.js";

/** Raw `lxc.*` lines that load, and what they do to what Proxmox and the other lines have set. */
export const rawKeyRules: readonly Rule[] = [
  overridesSetting,
  clearsDefaults,
  lineCleared,
  setTwice,
  withoutEffect,
  valueIgnored,
  environmentLiteral,
  hookCommand,
  includePath,
  lineContinued,
  shmountsEmpty,
  namespaceListRule,
  rootfsMount,
  rootfsPathMissing,
  hostNameMissing,
  mountOutsideProxmox,
  logLeftOn,
];
