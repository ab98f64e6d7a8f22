import type { Container } from "../container/container.js";
import { lastAnswer } from "../container/lastAnswer.js";
import type { TextEdit } from "../syntax/edit.js";
import { insertSetting } from "./fixes.js";

const placesIn = lastAnswer((_container: Container) => new Map<string, TextEdit>());

/** As `insertSetting`, for a rule with many findings that all want the same key: its place is looked up once for a container. */
export function insertNewSetting(container: Container, key: string, value: string): TextEdit {
  const known = placesIn(container);
  const place = known.get(key) ?? insertSetting(container, key, "");
  known.set(key, place);
  return { ...place, newText: place.newText.replace(`${key}: `, () => `${key}: ${value}`) };
}
