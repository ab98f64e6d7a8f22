import { liblxcReleases } from "../container/target.js";
import { proxmoxReleases } from "../knowledge/releases.js";
import { rules } from "../rules/index.js";
import { profiles } from "../rules/rule.js";
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
  const version = { type: ["string", "null"], pattern: "^\\d+\\.\\d+" };
  const names = { type: "array", items: { type: "string", minLength: 1 } };
  const number = { type: "integer", minimum: 0 };
  const host = {
    description:
      "The machine that the containers run on. What is left out is taken as usual; null says that it is not known.",
    type: "object",
    additionalProperties: false,
    properties: {
      controllers: {
        description: "The controllers of cgroup v1 that are mounted, and those of cgroup v2.",
        type: "object",
        additionalProperties: false,
        properties: { v1: names, v2: { ...names, type: ["array", "null"] } },
      },
      bridges: {
        description: "The MTU of each bridge, in bytes.",
        type: ["object", "null"],
        additionalProperties: number,
      },
      bridgeMtu: { description: "The MTU of bridges that are not listed, in bytes.", ...number },
      liblxc: { description: "The installed liblxc.", ...version },
      templates: { description: "The files for one distribution in /usr/share/lxc/config.", ...names },
      devices: {
        description: "The device nodes by path.",
        type: ["object", "null"],
        additionalProperties: {
          type: "object",
          additionalProperties: false,
          required: ["type", "major", "minor"],
          properties: { type: { enum: ["b", "c"] }, major: number, minor: number },
        },
      },
      kernel: { description: "The release of the running kernel.", type: "string", pattern: "^\\d+\\.\\d+" },
      syscallSocket: { description: "Where the service for the feature mknod listens.", type: ["string", "null"] },
      smallestCpuWeight: { description: "What becomes of `cpuunits: 0`.", ...number },
    },
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of lxc-lint",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      target: { $ref: "#/definitions/target" },
      host: { $ref: "#/definitions/host" },
      profiles: { $ref: "#/definitions/profiles" },
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
            host: { $ref: "#/definitions/host" },
            profiles: { $ref: "#/definitions/profiles" },
            rules: { $ref: "#/definitions/rules" },
          },
        },
      },
    },
    definitions: {
      target,
      host,
      profiles: {
        description:
          "Rules that are asked besides those for everybody: `strict` about what is merely unclear, `audit` about what a config gives the container of the host.",
        type: "array",
        items: { enum: profiles },
      },
      rules: {
        description:
          "The severity of each rule's findings; `off` silences them. A severity also wakes a rule whose profile is not asked for.",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ name }) => [name, { description: titles[name] ?? name, enum: levels }]),
        ),
      },
    },
  };
}
