/** Whether a text names a container by its number, from 100 to 999999999. */
export function isCtid(text: string): boolean {
  return /^[1-9][0-9]{2,8}$/.test(text);
}

/** The number that a path or an address ends in, as `/etc/pve/lxc/902.conf` does. Undefined for any other. Works with `/` and `\`. */
export function ctidOfPath(path: string): number | undefined {
  const number = /(?:^|[/\\])([1-9][0-9]{2,8})\.conf$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What a container is called by the address of its config: the number of a CT, or the folder of a native config, as in `/var/lib/lxc/web/config`. */
export function containerNameOf(uri: string): string | undefined {
  const ctid = ctidOfPath(uri);
  if (ctid !== undefined) return String(ctid);
  const folder = /\/lxc\/([^/]+)\/config$/.exec(uri)?.[1];
  return folder === undefined ? undefined : decoded(folder);
}

/** A wrong escape leaves the text as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
