import type { Container } from "../container/container.js";
import { lastAnswer } from "../container/lastAnswer.js";
import { remembered } from "../container/remembered.js";
import type { TextEdit } from "../syntax/edit.js";
import { insertSetting } from "./fixes.js";

const placesIn = lastAnswer((container: Container) => remembered((key) => insertSetting(container, key, "")));

/** As `insertSetting`, for a rule with many findings that all want the same key: its place is looked up once for a container. */
export function insertNewSetting(container: Container, key: string, value: string): TextEdit {
  const place = placesIn(container)(key);
  return { ...place, newText: place.newText.replace(`${key}: `, () => `${key}: ${value}`) };
}
