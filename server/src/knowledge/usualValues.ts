const corpus = "152 published CT configs, counted";

/** Values that people write where many would do, most useful first. */
export interface UsualValues {
  readonly values: readonly string[];
  readonly source: string;
}

/** By the plain key, or by `key.property`; keys with a number stand here without it. */
export const usualValues: Readonly<Record<string, UsualValues>> = {
  memory: { values: ["2048", "4096", "1024", "8192", "512"], source: corpus },
  swap: { values: ["512", "1024", "2048", "4096", "0"], source: corpus },
  cores: { values: ["2", "4", "1", "8", "16"], source: corpus },
  cpulimit: { values: ["1", "2"], source: corpus },
  cpuunits: { values: ["100", "50", "200"], source: "an ordinary guest has 100; half and twice of it" },
  tty: { values: ["2", "4", "6"], source: "pve-container 6.1.10: 2 is the default and 6 the most" },
  "rootfs.size": { values: ["8G", "20G", "4G", "16G", "10G", "32G"], source: corpus },
  "mp.size": {
    values: ["128G", "32G", "8G", "16G", "64G", "256G"],
    source: `${corpus}; the neighbours of what was met`,
  },
  "dev.mode": { values: ["0660", "0666"], source: "the default of pve-container 6.1.10, and access for everybody" },
  "net.mtu": { values: ["1500", "1280"], source: "what bridges have, and the least that IPv6 takes" },
  "startup.order": { values: ["1", "2", "3"], source: corpus },
  "startup.up": { values: ["60", "20"], source: corpus },
  "startup.down": { values: ["30"], source: corpus },
};

/** What a limit `lxc.prlimit.…` usually is. Source: the same configs. */
export const usualLimits: Readonly<Record<string, readonly string[]>> = {
  nofile: ["1048576", "500000"],
  memlock: ["unlimited"],
  nproc: ["65536"],
};
