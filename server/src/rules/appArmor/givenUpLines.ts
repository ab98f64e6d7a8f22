import type { Container, RawEntry } from "../../container/container.js";
import { profileOf } from "./profile.js";

/** The lines that together give up the isolation, in the order of the file; undefined unless all three kinds are there and in force. */
export function givenUpLines(container: Container): readonly RawEntry[] | undefined {
  const { name, entry } = profileOf(container);
  if (!entry || name !== "unconfined") return undefined;
  const devices = container.deviceRules.filter(
    (each) => each.key.text === "lxc.cgroup2.devices.allow" && each.rule.type === "a",
  );
  const last = container.raw.findLast((each) => each.key.text === "lxc.cap.drop" || each.key.text === "lxc.cap.keep");
  if (devices.length === 0 || last?.key.text !== "lxc.cap.drop" || last.value.text !== "") return undefined;
  const wanted = new Set([...devices, ...emptied(container), ...unconfinedLines(container)].map((each) => each.line));
  return container.raw.filter((each) => wanted.has(each.line));
}

function emptied(container: Container): readonly RawEntry[] {
  return container.raw.filter((each) => each.key.text === "lxc.cap.drop" && each.value.text === "");
}

function unconfinedLines(container: Container): readonly RawEntry[] {
  return container.raw.filter((each) => each.key.text === "lxc.apparmor.profile" && each.value.text === "unconfined");
}
