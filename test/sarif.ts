import { expect } from "vitest";

/** What an object of SARIF must have and may have; the part that we write. Source: sarif-schema-2.1.0.json (OASIS). */
interface Shape {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}
type Check = (value: unknown, place: string) => void;

/** Throws unless a value is a SARIF 2.1.0 log of one run with nothing but the properties that the standard has. */
export function assertSarif(log: unknown): void {
  object({
    required: { $schema: text, version: oneOf("2.1.0"), runs: list(run) },
  })(log, "log");
}

const message = object({ required: { text } });
const bag = object({ required: {} }, true);
const level = oneOf("error", "warning", "note");
const address: Check = (value, place) => {
  text(value, place);
  expect(() => new URL(String(value), "file:///"), place).not.toThrow();
};
const artifactLocation = object({ required: { uri: address }, optional: { uriBaseId: oneOf("%SRCROOT%") } });
const region: Check = (value, place) => {
  object({ required: { startLine: one, startColumn: one, endLine: one, endColumn: one } })(value, place);
  const { startLine, startColumn, endLine, endColumn } = value as Record<string, number>;
  const isOrdered = Number(endLine) > Number(startLine) || Number(endColumn) >= Number(startColumn);
  expect(isOrdered, `${place} ends before it starts`).toBe(true);
};
const physicalLocation = object({ required: { artifactLocation, region } });
const replacement = object({ required: { deletedRegion: region }, optional: { insertedContent: message } });
const artifactChange = object({ required: { artifactLocation, replacements: list(replacement, 1) } });
const fix = object({
  required: { artifactChanges: list(artifactChange, 1) },
  optional: { description: message, properties: bag },
});
const result = object({
  required: {
    ruleId: text,
    ruleIndex: whole,
    level,
    message,
    locations: list(object({ required: { physicalLocation } })),
    partialFingerprints: bag,
  },
  optional: {
    relatedLocations: list(object({ required: { id: whole, physicalLocation, message } })),
    fixes: list(fix),
    properties: bag,
  },
});
const rule = object({
  required: { id: text, shortDescription: message, helpUri: address },
  optional: {
    help: object({ required: { text, markdown: text } }),
    defaultConfiguration: object({ required: { level } }),
    properties: bag,
  },
});
const driver = object({
  required: { name: text, semanticVersion: text, informationUri: address, rules: list(rule) },
});
const notification = object({ required: { level, message } });
const invocation = object({
  required: { executionSuccessful: truth, exitCode: whole, toolExecutionNotifications: list(notification) },
});

function run(value: unknown, place: string): void {
  object({
    required: {
      tool: object({ required: { driver } }),
      results: list(result),
      columnKind: oneOf("utf16CodeUnits"),
      newlineSequences: list(text, 1),
      invocations: list(invocation),
    },
  })(value, place);
  const { results, tool } = value as {
    results: { ruleId: string; ruleIndex: number }[];
    tool: { driver: { rules: { id: string }[] } };
  };
  const ids = tool.driver.rules.map((each) => each.id);
  expect(new Set(ids).size, "a rule is there twice").toBe(ids.length);
  for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
}

function object({ required, optional = {} }: Shape, isOpen = false): Check {
  return (value, place) => {
    expect(typeof value === "object" && value !== null && !Array.isArray(value), `${place} is no object`).toBe(true);
    const fields = value as Record<string, unknown>;
    for (const name of Object.keys(required)) expect(Object.hasOwn(fields, name), `${place} lacks ${name}`).toBe(true);
    for (const [name, field] of Object.entries(fields)) {
      const check = required[name] ?? optional[name];
      if (check) check(field, `${place}.${name}`);
      else expect(isOpen, `${place} has no property ${name}`).toBe(true);
    }
  };
}

function list(check: Check, least = 0): Check {
  return (value, place) => {
    expect(Array.isArray(value), `${place} is no list`).toBe(true);
    const entries = value as unknown[];
    expect(entries.length, place).toBeGreaterThanOrEqual(least);
    for (const [index, entry] of entries.entries()) check(entry, `${place}[${index}]`);
  };
}

function oneOf(...values: readonly string[]): Check {
  return (value, place) => expect(values, place).toContain(value);
}

function text(value: unknown, place: string): void {
  expect(typeof value, place).toBe("string");
}

function truth(value: unknown, place: string): void {
  expect(typeof value, place).toBe("boolean");
}

function whole(value: unknown, place: string): void {
  expect(Number.isInteger(value), place).toBe(true);
}

function one(value: unknown, place: string): void {
  whole(value, place);
  expect(value, place).toBeGreaterThanOrEqual(1);
}
