import type { Rule } from "../rule.js";
import { commentWillMove } from "./commentWillMove.js";
import { duplicateKey } from "./duplicateKey.js";
import { lineInWrongSection } from "./lineInWrongSection.js";
import { lineUnparseable } from "./lineUnparseable.js";
import { memoryUnit } from "./memoryUnit.js";
import { rawKeyDroppedByProxmox } from "./rawKeyDroppedByProxmox.js";
import { rawKeyRenamed } from "./rawKeyRenamed.js";
import { rawKeyUnknown } from "./rawKeyUnknown.js";
import { trailingComment } from "./trailingComment.js";
import { unknownKey } from "./unknownKey.js";
import { valueNotBoolean } from "./valueNotBoolean.js";

/** What can be wrong with the lines, keys and sections of a file, before any value is looked at. */
export const fileRules: readonly Rule[] = [
  lineUnparseable,
  unknownKey,
  rawKeyUnknown,
  rawKeyRenamed,
  rawKeyDroppedByProxmox,
  trailingComment,
  duplicateKey,
  lineInWrongSection,
  valueNotBoolean,
  memoryUnit,
  commentWillMove,
];
