import type { Rule } from "../rule.js";
import { networkAddressDuplicate } from "./addressDuplicate.js";
import { networkAddressUnusable } from "./addressUnusable.js";
import { networkBridgeUnusable } from "./bridgeUnusable.js";
import { networkFlagsDown } from "./flagsDown.js";
import { networkGatewayIgnored } from "./gatewayIgnored.js";
import { networkGatewayInterfaceDown } from "./gatewayInterfaceDown.js";
import { networkGatewayOutsideSubnet } from "./gatewayOutsideSubnet.js";
import { networkGatewaysCompeting } from "./gatewaysCompeting.js";
import { networkGatewayUnusable } from "./gatewayUnusable.js";
import { networkGatewayWithoutAddress } from "./gatewayWithoutAddress.js";
import { networkHostManagedWithInit } from "./hostManagedWithInit.js";
import { networkHwaddrDuplicate } from "./hwaddrDuplicate.js";
import { networkHwaddrInvalid } from "./hwaddrInvalid.js";
import { networkHwaddrMissing } from "./hwaddrMissing.js";
import { networkLinkDown } from "./linkDown.js";
import { networkLinkMissing } from "./linkMissing.js";
import { networkMtuAboveBridge } from "./mtuAboveBridge.js";
import { networkMtuBelowIpv6 } from "./mtuBelowIpv6.js";
import { networkMtuUnusable } from "./mtuUnusable.js";
import { networkNameDuplicate } from "./nameDuplicate.js";
import { networkNameInvalid } from "./nameInvalid.js";
import { networkNameTooLong } from "./nameTooLong.js";
import { networkPrefixMissing } from "./prefixMissing.js";
import { networkRateWithoutLimit } from "./rateWithoutLimit.js";
import { networkRawOverrides } from "./rawOverrides.js";
import { networkSlaacHostManaged } from "./slaacHostManaged.js";
import { networkTagOne } from "./tagOne.js";
import { networkTrunksUnusable } from "./trunksUnusable.js";
import { networkTypeEmpty } from "./typeEmpty.js";
import { networkTypeMissing } from "./typeMissing.js";

/** What can be wrong with network interfaces. */
export const networkRules: readonly Rule[] = [
  networkTypeMissing,
  networkTypeEmpty,
  networkLinkMissing,
  networkRawOverrides,
  networkNameInvalid,
  networkNameTooLong,
  networkNameDuplicate,
  networkHwaddrMissing,
  networkHwaddrInvalid,
  networkHwaddrDuplicate,
  networkBridgeUnusable,
  networkPrefixMissing,
  networkAddressUnusable,
  networkAddressDuplicate,
  networkGatewayWithoutAddress,
  networkGatewayInterfaceDown,
  networkGatewayIgnored,
  networkGatewayOutsideSubnet,
  networkGatewayUnusable,
  networkGatewaysCompeting,
  networkMtuUnusable,
  networkMtuBelowIpv6,
  networkMtuAboveBridge,
  networkTrunksUnusable,
  networkTagOne,
  networkRateWithoutLimit,
  networkSlaacHostManaged,
  networkHostManagedWithInit,
  networkLinkDown,
  networkFlagsDown,
];
