import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { parse } from "../../server/src/syntax/parse.js";
import { missingForStarts, type RealLxc, realLxc } from "./realStart.js";

/** The config whose log nobody could read. */
const incident = readFileSync(new URL("../../examples/902.conf", import.meta.url), "utf8");

describe.skipIf(missingForStarts())("examples/902.conf", () => {
  let lxc: RealLxc;
  beforeAll(() => {
    lxc = realLxc();
  });
  afterAll(() => lxc.remove());

  const start = (text: string) => lxc.start(containerOf(parse(text, "proxmox")));

  test("fails with the lines of the incident", () => {
    const { started, messages } = start(incident);
    expect(started).toBe(false);
    expect(messages).toEqual(
      expect.arrayContaining([
        'No such device - Failed to mount "/dev/fuse" onto "ROOTFS/"',
        'No such device - Failed to mount "/dev/fuse" on "ROOTFS/"',
        "Failed to setup mount entries",
        'Failed to setup container "902"',
      ]),
    );
  });

  test("starts once everything safe is fixed", () => {
    const { started, messages } = start(fixAll(incident, "proxmox"));
    expect(messages.filter((message) => message.includes("Failed to mount"))).toEqual([]);
    expect(started).toBe(true);
  });
});
