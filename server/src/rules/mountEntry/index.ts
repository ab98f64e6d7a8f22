import type { Rule } from "../rule.js";
import { bindMissing } from "./bindMissing.js";
import { commentedOut } from "./commentedOut.js";
import { createKind } from "./createKind.js";
import { createMissing } from "./createMissing.js";
import { escapeUnknown } from "./escapeUnknown.js";
import { fieldsShifted } from "./fieldsShifted.js";
import { filesystemNeedsPrivilege } from "./filesystemNeedsPrivilege.js";
import { filesystemUnknown } from "./filesystemUnknown.js";
import { flagsIgnored } from "./flagsIgnored.js";
import { foreignSyntax } from "./foreignSyntax.js";
import { idmapInvalid } from "./idmapInvalid.js";
import { networkShare } from "./networkShare.js";
import { optionalData } from "./optionalData.js";
import { optionalMissing } from "./optionalMissing.js";
import { optionCut } from "./optionCut.js";
import { optionUnknown } from "./optionUnknown.js";
import { optionValue } from "./optionValue.js";
import { shadowed } from "./shadowed.js";
import { sourceRelative } from "./sourceRelative.js";
import { sourceUnreachable } from "./sourceUnreachable.js";
import { spaceInPath } from "./spaceInPath.js";
import { targetAbsolute } from "./targetAbsolute.js";
import { targetEscapes } from "./targetEscapes.js";
import { targetMissing } from "./targetMissing.js";
import { targetRoot } from "./targetRoot.js";
import { targetSymbolicLink } from "./targetSymbolicLink.js";
import { tmpfsTooLarge } from "./tmpfsTooLarge.js";

/** What can be wrong with an `lxc.mount.entry`: first how its fields stand, then what they say. */
export const mountEntryRules: readonly Rule[] = [
  commentedOut,
  targetMissing,
  foreignSyntax,
  spaceInPath,
  fieldsShifted,
  targetAbsolute,
  targetEscapes,
  targetRoot,
  targetSymbolicLink,
  escapeUnknown,
  sourceRelative,
  sourceUnreachable,
  bindMissing,
  filesystemUnknown,
  filesystemNeedsPrivilege,
  networkShare,
  createMissing,
  createKind,
  optionUnknown,
  optionValue,
  optionCut,
  tmpfsTooLarge,
  idmapInvalid,
  flagsIgnored,
  optionalMissing,
  optionalData,
  shadowed,
];
