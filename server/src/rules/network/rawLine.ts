import type { Container } from "../../container/container.js";

/** A raw line as the dialect writes it. */
export function rawLine({ document }: Container, key: string, value: string): string {
  return document.dialect === "lxc" ? `${key} = ${value}` : `${key}: ${value}`;
}
