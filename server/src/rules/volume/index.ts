import type { Rule } from "../rule.js";
import { diskName } from "./diskName.js";
import { diskOfGuest } from "./diskOfGuest.js";
import { hidden } from "./hidden.js";
import { idMap } from "./idMap.js";
import { keepattrs } from "./keepattrs.js";
import { notAllocated } from "./notAllocated.js";
import { notInBackup } from "./notInBackup.js";
import { ofHost } from "./ofHost.js";
import { ownerDiffers } from "./ownerDiffers.js";
import { propertyIgnored } from "./propertyIgnored.js";
import { quota } from "./quota.js";
import { rootfsReadOnly } from "./rootfsReadOnly.js";
import { sourceKind } from "./sourceKind.js";
import { storageNotAwaited } from "./storageNotAwaited.js";
import { storageNotShared } from "./storageNotShared.js";
import { symbolicLink } from "./symbolicLink.js";
import { targetRelative } from "./targetRelative.js";
import { targetRoot } from "./targetRoot.js";
import { usedTwice } from "./usedTwice.js";

/** What can be wrong with the root file system, mount points and unused volumes that Proxmox can read. */
export const volumeRules: readonly Rule[] = [
  notAllocated,
  sourceKind,
  symbolicLink,
  quota,
  keepattrs,
  idMap,
  usedTwice,
  ownerDiffers,
  diskOfGuest,
  diskName,
  hidden,
  targetRoot,
  targetRelative,
  propertyIgnored,
  rootfsReadOnly,
  notInBackup,
  ofHost,
  storageNotShared,
  storageNotAwaited,
];
