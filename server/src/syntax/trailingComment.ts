import { isBlank } from "./characters.js";
import { partOf, type Token } from "./token.js";

/**
 * What looks like a comment behind a value: `# …` or `// …` with a blank in front, outside quotes. No reader takes it for one; it is a part of
 * the value. Undefined when the value has none.
 */
export function trailingComment(value: Token): Token | undefined {
  const { text } = value;
  // Nearly no value has one, and every value is asked.
  if (!text.includes("#") && !text.includes("//")) return undefined;
  let quote = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (at > 0 && isBlank(text.charCodeAt(at - 1)) && startsComment(text, at))
      return partOf(value, at, text.length);
  }
  return undefined;
}

/** A `//` counts only with a blank behind it, because paths and addresses of shares begin with one too. */
function startsComment(text: string, at: number): boolean {
  if (text.charCodeAt(at) === 35) return true;
  return text.startsWith("//", at) && (at + 2 === text.length || isBlank(text.charCodeAt(at + 2)));
}
