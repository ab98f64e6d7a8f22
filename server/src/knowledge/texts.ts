/** What hovers say of a fact: the fields that the build takes out of the tables. */
type TextFields = Readonly<Record<string, string>>;

/** By the table's name, then by the entry's. */
export type Texts = Readonly<Record<string, Readonly<Record<string, TextFields>>>>;

const incomplete: (readonly [name: string, table: object])[] = [];
let read: () => Texts = () => ({});

/** Says how the texts are read, which happens once, when the first of them is to be shown. */
export function readTextsWith(reader: () => Texts): void {
  read = reader;
}

/** A table that the build has bundled without its texts (scripts/knowledgeTables.mjs). In the sources no table is incomplete. */
export function withoutTexts<T extends object>(name: string, table: T): T {
  incomplete.push([name, table]);
  return table;
}

/** Gives the tables their texts back. Whoever shows a fact calls this first; all calls but the first do nothing. */
export function completeTexts(): void {
  if (incomplete.length === 0) return;
  const texts = read();
  for (const [name, table] of incomplete.splice(0)) {
    for (const [key, fact] of Object.entries(table)) Object.assign(fact, texts[name]?.[key]);
  }
}
