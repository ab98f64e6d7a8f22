import type { Rule } from "../rule.js";
import { apparmorLoosened } from "./apparmorLoosened.js";
import { capabilityKept } from "./capabilityKept.js";
import { containerPrivileged } from "./containerPrivileged.js";
import { deviceActsOnHost } from "./deviceActsOnHost.js";
import { deviceAllAllowed } from "./deviceAllAllowed.js";
import { deviceRawAccess } from "./deviceRawAccess.js";
import { featureWeakensIsolation } from "./featureWeakensIsolation.js";
import { hookScriptWritable } from "./hookScriptWritable.js";
import { idmapHostIds } from "./idmapHostIds.js";
import { mountAutoWritable } from "./mountAutoWritable.js";
import { mountSourceSystem } from "./mountSourceSystem.js";
import { namespaceOfHost } from "./namespaceOfHost.js";
import { nestingPrivileged } from "./nestingPrivileged.js";
import { networkFirewallOff } from "./networkFirewallOff.js";
import { seccompGivenUp } from "./seccompGivenUp.js";
import { sysctlOfHost } from "./sysctlOfHost.js";

/** What a config gives the container of the host; for the profile `audit`. */
export const securityRules: readonly Rule[] = [
  containerPrivileged,
  nestingPrivileged,
  apparmorLoosened,
  capabilityKept,
  seccompGivenUp,
  deviceAllAllowed,
  deviceRawAccess,
  deviceActsOnHost,
  mountSourceSystem,
  mountAutoWritable,
  featureWeakensIsolation,
  idmapHostIds,
  namespaceOfHost,
  networkFirewallOff,
  sysctlOfHost,
  hookScriptWritable,
];
