import { configured, type FileConfiguration, speaksIn, unconfigured } from "../configuration/configuration.js";
import { type Container, containerOf } from "../container/container.js";
import { check, type OnFailure } from "../rules/check.js";
import type { Finding } from "../rules/finding.js";
import type { Dialect, Document } from "../syntax/document.js";
import { parse } from "../syntax/parse.js";

/** One version of an open document, read once; every feature works on it. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly document: Document;
  readonly container: Container;
  /** All findings of this version, as the configuration wants them; made when they are first asked for. */
  findings(): readonly Finding[];
  /** How many more there are that the configuration switches off or an ignore silences. */
  heldBack(): number;
  /** What would be found in another text of the same file. */
  findingsIn(document: Document): readonly Finding[];
}

export function snapshotOf(
  uri: string,
  version: number,
  text: string,
  dialect: Dialect,
  onFailure?: OnFailure,
  configuration: FileConfiguration = unconfigured,
): Snapshot {
  const document = parse(text, dialect);
  const container = containerOf(document, configuration.target);
  const checked = (asked: Container) => {
    let ignored = 0;
    const heard = check(
      asked,
      onFailure,
      (rule) => speaksIn(configuration, rule),
      (count) => {
        ignored = count;
      },
    );
    const findings = configured(heard, configuration);
    return { findings, heldBack: ignored + heard.length - findings.length };
  };
  let own: ReturnType<typeof checked> | undefined;
  const ownChecked = () => {
    own ??= checked(container);
    return own;
  };
  return {
    uri,
    version,
    document,
    container,
    findings: () => ownChecked().findings,
    heldBack: () => ownChecked().heldBack,
    findingsIn: (other) => checked(containerOf(other, configuration.target)).findings,
  };
}
