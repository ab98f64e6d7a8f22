import { isDigit, isLetter } from "../syntax/characters.js";

/** What `\w` means to Perl: letters, digits, `_`. */
export function isWord(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}

export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

export function isHexadecimal(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

export function isSign(code: number): boolean {
  return code === 43 || code === 45;
}

/** Whether every character of a text from `from` on is allowed; so is a text that ends there. */
export function consistsOf(text: string, from: number, isAllowed: (code: number) => boolean): boolean {
  for (let at = from; at < text.length; at++) if (!isAllowed(text.charCodeAt(at))) return false;
  return true;
}

/** The offset behind the digits that begin at `from`. */
export function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind a point at `from` and the digits that follow it; `from` when one of them is missing. */
export function fractionEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== 46) return from;
  const end = digitsEnd(text, from + 1);
  return end > from + 1 ? end : from;
}
