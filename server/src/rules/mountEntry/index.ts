import type { Rule } from "../rule.js";
import { bindMissing } from "./bindMissing.js";
import { createKind } from "./createKind.js";
import { createMissing } from "./createMissing.js";
import { fieldsShifted } from "./fieldsShifted.js";
import { filesystemNeedsPrivilege } from "./filesystemNeedsPrivilege.js";
import { filesystemUnknown } from "./filesystemUnknown.js";
import { flagsIgnored } from "./flagsIgnored.js";
import { foreignSyntax } from "./foreignSyntax.js";
import { idmapInvalid } from "./idmapInvalid.js";
import { optionalMissing } from "./optionalMissing.js";
import { optionUnknown } from "./optionUnknown.js";
import { optionValue } from "./optionValue.js";
import { shadowed } from "./shadowed.js";
import { sourceRelative } from "./sourceRelative.js";
import { spaceInPath } from "./spaceInPath.js";
import { targetAbsolute } from "./targetAbsolute.js";
import { targetEscapes } from "./targetEscapes.js";
import { targetMissing } from "./targetMissing.js";
import { targetRoot } from "./targetRoot.js";

/** What can be wrong with an `lxc.mount.entry`: first how its fields stand, then what they say. */
export const mountEntryRules: readonly Rule[] = [
  targetMissing,
  foreignSyntax,
  spaceInPath,
  fieldsShifted,
  targetAbsolute,
  targetEscapes,
  targetRoot,
  sourceRelative,
  bindMissing,
  filesystemUnknown,
  filesystemNeedsPrivilege,
  createMissing,
  createKind,
  optionUnknown,
  optionValue,
  idmapInvalid,
  flagsIgnored,
  optionalMissing,
  shadowed,
];
