/** Character classes of the two readers, by UTF-16 code unit. Both readers work on bytes and know ASCII only. */

/** What `\s` means to Proxmox' reader: tab, line feed, vertical tab, form feed, carriage return, blank. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

export function isLetter(code: number): boolean {
  return isLowerCase(code) || (code >= 65 && code <= 90);
}

/** The first offset in `[from, to)` that holds no blank, or `to`. */
export function skipBlanks(text: string, from: number, to: number): number {
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  return from;
}

/** The offset behind the last character of `[from, to)` that is no blank, or `from`. */
export function trimBlanks(text: string, from: number, to: number): number {
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return to;
}
