import type { Rule } from "../rule.js";
import { booleanSpelling } from "./booleanSpelling.js";
import { cgroupOne } from "./cgroupOne.js";
import { commentWillMove } from "./commentWillMove.js";
import { duplicateKey } from "./duplicateKey.js";
import { lineInWrongSection } from "./lineInWrongSection.js";
import { lineUnparseable } from "./lineUnparseable.js";
import { memoryUnit } from "./memoryUnit.js";
import { notesRunTogether } from "./notesRunTogether.js";
import { pendingDeleteUnset } from "./pendingDeleteUnset.js";
import { rawKeyDroppedByProxmox } from "./rawKeyDroppedByProxmox.js";
import { rawKeyRenamed } from "./rawKeyRenamed.js";
import { rawKeyUnknown } from "./rawKeyUnknown.js";
import { snapshotKeyMisplaced } from "./snapshotKeyMisplaced.js";
import { snapshotParent } from "./snapshotParent.js";
import { snapshotUnfinished } from "./snapshotUnfinished.js";
import { snapstateSwallowsLine } from "./snapstateSwallowsLine.js";
import { trailingComment } from "./trailingComment.js";
import { unknownKey } from "./unknownKey.js";
import { valueNotBoolean } from "./valueNotBoolean.js";

/** What can be wrong with the lines, keys and sections of a file, before any value is looked at. */
export const fileRules: readonly Rule[] = [
  lineUnparseable,
  unknownKey,
  rawKeyUnknown,
  rawKeyRenamed,
  cgroupOne,
  rawKeyDroppedByProxmox,
  trailingComment,
  duplicateKey,
  lineInWrongSection,
  valueNotBoolean,
  memoryUnit,
  commentWillMove,
  notesRunTogether,
  snapstateSwallowsLine,
  snapshotUnfinished,
  snapshotKeyMisplaced,
  snapshotParent,
  pendingDeleteUnset,
  booleanSpelling,
];
