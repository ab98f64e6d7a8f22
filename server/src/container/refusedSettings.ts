import type { Line } from "../syntax/document.js";
import { partOf, type Token } from "../syntax/token.js";
import { trailingComment } from "../syntax/trailingComment.js";
import type { Container, Setting } from "./container.js";
import { proxmoxKey } from "./keys.js";
import { lastAnswer } from "./lastAnswer.js";
import type { Complaint } from "./propertyValues.js";
import { validateSetting } from "./validate.js";

/** A plain setting of any section that the target's reader complains about. */
export interface RefusedSetting extends Setting {
  /** The value without a comment behind it, of which a rule of its own speaks. */
  readonly written: Token;
  /** What the reader would still complain about if there were no comment; empty when the comment is all that is wrong. */
  readonly complaints: readonly Complaint[];
}

/** The settings that the target's reader complains about, in the order of the text. Each line is looked at once, however many rules ask. */
export const refusedSettings = lastAnswer((container: Container): readonly RefusedSetting[] => {
  const found: RefusedSetting[] = [];
  for (const line of container.document.lines) {
    const setting = line.kind === "setting" ? refusedSetting(container, line) : undefined;
    if (setting) found.push(setting);
  }
  return found;
});

function refusedSetting({ target }: Container, line: Line): RefusedSetting | undefined {
  const { key, value } = line;
  if (!key || !value) return undefined;
  const { complaints } = validateSetting(key.text, value.text, target.proxmox);
  if (complaints.length === 0) return undefined;
  const written = withoutComment(key, value);
  return {
    line,
    key,
    value,
    written,
    complaints: written === value ? complaints : validateSetting(key.text, written.text, target.proxmox).complaints,
  };
}

/** Comments behind the values that Proxmox keeps for itself are nobody's, so there the whole value counts. */
function withoutComment(key: Token, value: Token): Token {
  const comment = proxmoxKey(key.text)?.internal ? undefined : trailingComment(value);
  return comment ? partOf(value, 0, value.text.slice(0, comment.start - value.start).trimEnd().length) : value;
}
