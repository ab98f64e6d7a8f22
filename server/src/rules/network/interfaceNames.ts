import { lastAnswer } from "../../container/lastAnswer.js";
import { type NetworkInterface, partOfInterface } from "../../container/networks.js";

/** The longest name of an interface that the kernel and LXC take. */
export const longestName = 15;

/** Names that no interface of a container can get. Source: kernel, net/core/dev.c, dev_valid_name(), and net/ipv6/addrconf.c; started with liblxc 5.0.2. */
export function isImpossibleName(name: string): boolean {
  return ["lo", "all", "default", ".", ".."].includes(name) || /[/:\s]/.test(name);
}

/** `eth0`, or the first of its kind that no interface has. */
export const freeName = lastAnswer((networks: readonly NetworkInterface[]): string => {
  const taken = new Set(networks.map((each) => partOfInterface(each, "name")?.text));
  let number = 0;
  while (taken.has(`eth${number}`)) number++;
  return `eth${number}`;
});
