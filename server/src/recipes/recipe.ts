import type { Question } from "../answers.js";
import type { Container } from "../container/container.js";
import type { TextEdit } from "../syntax/edit.js";

/** A thing that people want a container to do, and the least that makes it work. */
export interface Recipe {
  /** Stable: `tun`. */
  readonly id: string;
  readonly title: string;
  /** Who wants it, in a few words. */
  readonly detail: string;
  /** Asked of the user before it can be applied. */
  readonly question?: Question;
  /** Whether it makes sense for this config at all. */
  fits(container: Container): boolean;
  /** What makes it work; empty when all of it is there. */
  edits(container: Container, answer: string): readonly TextEdit[];
  /** What takes it away again; empty when nothing of it is there. */
  removal(container: Container): readonly TextEdit[];
  /** What has to be done besides, on the host or in the container: a sentence each, commands in backticks. */
  notes(container: Container, answer: string): readonly string[];
}
