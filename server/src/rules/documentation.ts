/** Where the pages of the rules stand for everybody. The editor and the command line also carry them along. */
const pages = "https://github.com/lxc-config/lxc-config/blob/main/docs/rules";

/** The address of a rule's page. */
export function pageOf(rule: string): string {
  return `${pages}/${rule}.md`;
}
