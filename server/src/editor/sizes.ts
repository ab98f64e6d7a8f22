const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** A number of bytes in the largest unit of which there is at least one, with two digits behind the point: `1.46 GiB`. */
export function readableSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  const shown = Math.round(amount * 100) / 100;
  return `${shown === amount ? "" : "about "}${shown} ${units[unit]}`;
}

const factors: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** The bytes of a `size=` such as `8192M`; undefined for what is no size. Source: pve-common, src/PVE/JSONSchema.pm, parse_size(). */
export function bytesOfSize(text: string): number | undefined {
  const [, amount = "", unit = ""] = /^(\d{1,15}(?:\.\d{1,6})?)([KMGT]?)(?:iB)?$/.exec(text) ?? [];
  const factor = factors[unit];
  return amount === "" || factor === undefined ? undefined : Number(amount) * factor;
}
