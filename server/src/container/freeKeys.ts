import type { Container } from "./container.js";

/** The first numbers that no key of a name has: 0 and 2, when there is an `mp1`. */
export function freeNumbers({ settings }: Container, name: string, count: number): readonly number[] {
  const numbers: number[] = [];
  for (let number = 0; numbers.length < count; number++) {
    if (!settings.has(`${name}${number}`)) numbers.push(number);
  }
  return numbers;
}

/** The first key of a name that is free: `dev2`. */
export function freeKey(container: Container, name: string): string {
  return `${name}${freeNumbers(container, name, 1)[0]}`;
}
