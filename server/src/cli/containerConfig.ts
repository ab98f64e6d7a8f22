import { ctidOfPath } from "../container/containerNames.js";
import { kindOfFile } from "../container/detect.js";
import type { Document } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";
import { type ConfigFile, configFileOf, isBinary, readConfigFile, Unusable } from "./configFiles.js";
import type { Terminal } from "./terminal.js";

/** A CT config that a command is about. */
export interface ContainerConfig {
  readonly file: ConfigFile;
  readonly document: Document;
  /** The container's number, from the file's name; undefined when that is no number. */
  readonly ctid: number | undefined;
}

/** Reads a CT config, or standard input for `-`. Throws `Unusable` for what cannot be read and for anything that is not one. */
export async function readContainerConfig(given: string, terminal: Terminal): Promise<ContainerConfig> {
  const file = given === "-" ? configFileOf("-", await terminal.readInput()) : readConfigFile(given);
  const ctid = ctidOfPath(given);
  if (isBinary(file)) throw new Unusable(`${given}: a binary file, not a container config`);
  const kind = kindOfFile(file.path, file.text);
  if (kind === "qemu") throw new Unusable(`${given}: the config of a virtual machine, not of a container`);
  // A number for a name says more than the lines, which may all be raw ones.
  if (ctid === undefined && kind === "lxc") {
    throw new Unusable(`${given}: a native LXC config, which Proxmox neither reads nor writes`);
  }
  if (ctid === undefined && kind === "foreign" && given !== "-") throw new Unusable(`${given}: not a container config`);
  return { file, document: parse(file.text, "proxmox"), ctid };
}
