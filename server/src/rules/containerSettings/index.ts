import type { Rule } from "../rule.js";
import { consoleWithoutTerminal } from "./consoleWithoutTerminal.js";
import { cpulimitAboveCores } from "./cpulimitAboveCores.js";
import { cpuunitsScale } from "./cpuunitsScale.js";
import { dnsHalfSet } from "./dnsHalfSet.js";
import { environmentName } from "./environmentName.js";
import { guestNotSetUp } from "./guestNotSetUp.js";
import { hookFromOldGuide } from "./hookFromOldGuide.js";
import { hookscriptNotSnippet } from "./hookscriptNotSnippet.js";
import { hostnameLabelTooLong } from "./hostnameLabelTooLong.js";
import { hostnameWithDomain } from "./hostnameWithDomain.js";
import { lockSet } from "./lockSet.js";
import { memoryDefault } from "./memoryDefault.js";
import { nameserverTooMany } from "./nameserverTooMany.js";
import { networkIp6DhcpWaits } from "./networkIp6DhcpWaits.js";
import { rootfsOfHost } from "./rootfsOfHost.js";
import { startupWithoutOnboot } from "./startupWithoutOnboot.js";
import { tagsNormalForm } from "./tagsNormalForm.js";
import { templateHandMade } from "./templateHandMade.js";
import { templateOnboot } from "./templateOnboot.js";

/** What the plain settings of a container mean together: memory, processors, order of starting, templates, locks. */
export const containerSettingsRules: readonly Rule[] = [
  lockSet,
  memoryDefault,
  cpulimitAboveCores,
  cpuunitsScale,
  hostnameLabelTooLong,
  nameserverTooMany,
  guestNotSetUp,
  consoleWithoutTerminal,
  hookscriptNotSnippet,
  environmentName,
  startupWithoutOnboot,
  templateOnboot,
  templateHandMade,
  networkIp6DhcpWaits,
  hookFromOldGuide,
  rootfsOfHost,
  hostnameWithDomain,
  dnsHalfSet,
  tagsNormalForm,
];
