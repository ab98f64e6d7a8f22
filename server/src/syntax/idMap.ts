import { isBlank, isDigit } from "./characters.js";
import { partOf, type Token } from "./token.js";

/** The value of an `lxc.idmap`: so many ids of the container, from `container` on, are the host's ids from `host` on. */
export interface IdMap extends Token {
  readonly type: "u" | "g" | undefined;
  readonly container: number | undefined;
  readonly host: number | undefined;
  readonly count: number | undefined;
  /** The words of the value, for whoever points at one. */
  readonly words: readonly Token[];
}

/**
 * Reads `u 0 100000 65536`. The parts are undefined when the value has another shape, which liblxc refuses. Source: liblxc 6.0.6,
 * src/lxc/confile.c, set_config_idmaps(); pve-container 6.1.10, src/PVE/LXC.pm, parse_id_maps().
 */
export function readIdMap(value: Token): IdMap {
  const words = wordsOf(value);
  const [type, container, host, count] = words;
  const whole = words.length === 4 && (type?.text === "u" || type?.text === "g");
  const numbers = [container, host, count].map((word) => numberOf(word));
  if (!whole || numbers.includes(undefined)) {
    return { ...value, type: undefined, container: undefined, host: undefined, count: undefined, words };
  }
  return {
    ...value,
    type: type.text === "u" ? "u" : "g",
    container: numbers[0],
    host: numbers[1],
    count: numbers[2],
    words,
  };
}

/** The words of a token, split at blanks of any kind. */
export function wordsOf(token: Token): readonly Token[] {
  const words: Token[] = [];
  const { text } = token;
  for (let at = 0; at < text.length; ) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    const start = at;
    while (at < text.length && !isBlank(text.charCodeAt(at))) at++;
    if (at > start) words.push(partOf(token, start, at));
  }
  return words;
}

function numberOf(word: Token | undefined): number | undefined {
  if (!word) return undefined;
  for (let at = 0; at < word.text.length; at++) if (!isDigit(word.text.charCodeAt(at))) return undefined;
  return Number(word.text);
}
