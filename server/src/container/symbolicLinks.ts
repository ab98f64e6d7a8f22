/**
 * Names at the top of a file system that are symbolic links, and where they lead: the first four with merged `/usr`, which every Proxmox VE 8
 * and 9 host has. Source: Debian 12 release notes, "merged /usr"; base-files 12.4, /var/run and /var/lock.
 */
const links: Readonly<Record<string, string>> = {
  "/bin": "/usr/bin",
  "/sbin": "/usr/sbin",
  "/lib": "/usr/lib",
  "/lib64": "/usr/lib64",
  "/var/run": "/run",
  "/var/lock": "/run/lock",
};

/** A path that leads over a symbolic link. */
export interface LinkedPath {
  /** The link at its beginning. */
  readonly link: string;
  /** The same path without it. */
  readonly direct: string;
}

/** The symbolic link at the beginning of an absolute path; undefined when none is known to be there. */
export function linkedPath(path: string): LinkedPath | undefined {
  const second = path.indexOf("/", 1);
  const third = second < 0 ? -1 : path.indexOf("/", second + 1);
  for (const end of [second < 0 ? path.length : second, third < 0 ? path.length : third]) {
    const link = path.slice(0, end);
    const direct = Object.hasOwn(links, link) ? links[link] : undefined;
    if (direct !== undefined) return { link, direct: direct + path.slice(end) };
  }
  return undefined;
}
