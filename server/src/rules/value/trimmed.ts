/** The text without the characters of `noise` at its ends. In linear time, which no regular expression for the end of a text is. */
export function trimmed(text: string, noise: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && noise.includes(text.charAt(start))) start++;
  while (end > start && noise.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
