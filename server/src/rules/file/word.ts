import { isDigit, isLetter } from "../../syntax/characters.js";
import { type Token, tokenAt } from "../../syntax/token.js";

/** What somebody may have meant as a key: letters, digits, `_`, `-` and `.` from an offset on. */
export function wordAt(text: string, from: number, to: number): Token {
  let at = from;
  while (at < to && isWordCharacter(text.charCodeAt(at))) at++;
  return tokenAt(text, from, at);
}

function isWordCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95 || code === 45 || code === 46;
}
