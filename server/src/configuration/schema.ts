import { liblxcReleases } from "../container/target.js";
import { proxmoxReleases } from "../knowledge/releases.js";
import { rules } from "../rules/index.js";
import { levels } from "./configuration.js";

/** The JSON schema of `lxc-lint.json`. `titles` has the first line of each rule's page. `docs/lxc-lint.schema.json` is made of it. */
export function configurationSchema(titles: Readonly<Record<string, string>>): object {
  const target = {
    description:
      "The release of Proxmox VE, or the version of liblxc for native configs, whose verdict counts. The newest when it is left out.",
    anyOf: [
      { enum: [...proxmoxReleases, ...liblxcReleases] },
      { type: "string", pattern: "^[567]\\.\\d{1,3}(\\.\\d{1,3})?$" },
    ],
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of lxc-lint",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      target: { $ref: "#/definitions/target" },
      rules: { $ref: "#/definitions/rules" },
      overrides: {
        description: "What holds for some files only. A later entry wins over an earlier one.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files"],
          properties: {
            files: {
              description: 'Globs of paths below this folder, or CTIDs such as "105".',
              type: "array",
              items: { type: "string", minLength: 1 },
            },
            target: { $ref: "#/definitions/target" },
            rules: { $ref: "#/definitions/rules" },
          },
        },
      },
    },
    definitions: {
      target,
      rules: {
        description: "The severity of each rule's findings; `off` silences them.",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ name }) => [name, { description: titles[name] ?? name, enum: levels }]),
        ),
      },
    },
  };
}
