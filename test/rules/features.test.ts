import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { featureRules } from "../../server/src/rules/features/index.js";
import { fixAll } from "../../server/src/rules/fixAll.js";
import { parse } from "../../server/src/syntax/parse.js";
import { check, findingsIn } from "../check.js";

const oracle = new URL("../../../shared/oracle/proxmox-lines.jsonl", import.meta.url);

/** Rules of this area that Proxmox' reader stands behind. */
const readerRules = ["features-syntax", "feature-unknown", "features-mount-list"];

function isRejected(text: string): boolean {
  const document = parse(text, "proxmox");
  return readerRules.some((rule) => findingsIn(document, rule).some((finding) => finding.rejectedBy === "proxmox"));
}

/** What Proxmox' reader says, ported line by line and without our model: pve-common 9.2.1, JSONSchema.pm, parse_property_string(). */
function isRefusedByProxmox(value: string): boolean {
  const seen = new Set<string>();
  for (const part of value.split(",")) {
    if (/^\s*$/.test(part)) continue;
    const [, key, text] = /^([^=]+)=(.+)$/s.exec(part) ?? [];
    if (key === undefined || text === undefined || seen.has(key)) return true;
    seen.add(key);
    if (key === "mount") {
      if (!/^[a-zA-Z0-9_; ]+$/.test(text)) return true;
    } else if (!["nesting", "keyctl", "fuse", "mknod", "force_rw_sys"].includes(key)) return true;
    else if (!/^(1|on|yes|true|0|off|no|false)$/i.test(text)) return true;
  }
  return false;
}

describe("Proxmox' reader", () => {
  test.skipIf(!existsSync(oracle))("agrees on every features line of ../shared/oracle/proxmox-lines.jsonl", () => {
    const lines: { line: string; section?: string; verdict: string }[] = readFileSync(oracle, "utf8")
      .split("\n")
      .filter((line) => line.includes('"features:'))
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const { line, section, verdict } of lines) {
      const text = section ? `[${section}]\n${line}\n` : `${line}\n`;
      expect(`${line} ${isRejected(text) ? "rejected" : "accepted"}`).toBe(`${line} ${verdict}`);
    }
  });

  const piece = fc.constantFrom(
    ...[
      "nesting",
      "keyctl",
      "fuse",
      "mount",
      "docker",
      "nfs",
      "cifs",
      "Nesting",
      "fuse.sshfs",
      "tun",
      "1",
      "0",
      "2",
      "on",
    ],
    ...["=", "=", "=", ",", ",", ",", ";", "|", ":", " ", "\t", '"', "=1", "=1", "=1,", ".", "-"],
  );
  const value = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join("").trim());

  test("refuses a value exactly when there is a finding", () => {
    fc.assert(
      fc.property(value, (text) => {
        fc.pre(text !== "");
        expect(isRejected(`features: ${text}\n`)).toBe(isRefusedByProxmox(text));
      }),
      { numRuns: 5000 },
    );
  });

  test("is content with what fixes leave, or with less than before, and fixing again changes nothing", () => {
    fc.assert(
      fc.property(value, fc.boolean(), (text, unsafe) => {
        fc.pre(text !== "");
        for (const only of readerRules) {
          const before = `features: ${text}\n`;
          const after = fixAll(before, "proxmox", { only, unsafe });
          expect(fixAll(after, "proxmox", { only, unsafe })).toBe(after);
          if (!isRejected(before)) expect(isRejected(after)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("takes time in proportion to the length of the line", () => {
    for (const text of ["docker=1,", "mount=nfs,", "a", "nesting ", "fuse;", "mount=nfs,cifs,"]) {
      const started = performance.now();
      isRejected(`features: ${text.repeat(20_000)}\n`);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});

describe("the form of the line", () => {
  const rule = { rule: "features-syntax" };

  test("features that are separated by blanks or other signs", () => {
    check(
      `
      features: nesting=1 keyctl=1|fuse=1
                         ^ error: Features are separated by a comma and nothing else, so the container does not start. Write \`,\` instead.
                                  ^ error: Features are separated by a comma and nothing else, so the container does not start. Write \`,\` instead.
      `,
      rule,
    );
    expect(fixAll("features: nesting;keyctl fuse\n", "proxmox")).toBe("features: nesting=1,keyctl=1,fuse=1\n");
  });

  test("a feature behind a list of file systems", () => {
    check(
      `
      features: mount=nfs;cifs;nesting=1
                              ^ error: Features are separated by a comma and nothing else, so the container does not start. Write \`,\` instead.
      `,
      rule,
    ).fixedBy("Separate the features with a comma", "features: mount=nfs;cifs,nesting=1\n");
  });

  test("a colon or a blank instead of the sign", () => {
    check(
      `
      features: nesting:1,keyctl on
                       ^ error: A feature and its value are joined by \`=\` without anything around it, so the container does not start. Write \`=\` alone instead.
                                ^ error: A feature and its value are joined by \`=\` without anything around it, so the container does not start. Write \`=\` alone instead.
      `,
      rule,
    );
    expect(fixAll("features: nesting:1,keyctl on\n", "proxmox")).toBe("features: nesting=1,keyctl=on\n");
  });

  test("quotes", () => {
    check(
      `
      features: "nesting=1,keyctl=1"
                ^ error: Proxmox takes this quote as part of the feature, so the container does not start. Remove it.
                                   ^ error: Proxmox takes this quote as part of the feature, so the container does not start. Remove it.
      `,
      rule,
    ).fixedBy("Remove the quote", 'features: nesting=1,keyctl=1"\n');
  });

  test("a switch in no known position offers both", () => {
    check(
      `
      features: nesting=2
                        ^ error: \`nesting\` is switched by \`1\` or \`0\`, and this is neither, so the container does not start. Write \`nesting=1\` instead.
      `,
      rule,
    )
      .fixedBy("Write `nesting=1`", "features: nesting=1\n")
      .fixedBy("Write `nesting=0`", "features: nesting=0\n");
    expect(fixAll("features: nesting=2\n", "proxmox")).toBe("features: nesting=2\n");
    expect(fixAll("features: nesting=disabled\n", "proxmox")).toBe("features: nesting=0\n");
  });

  test("nothing behind the sign", () => {
    check(
      `
      features: nesting=1,fuse=
                          ^^^^^ error: Nothing follows the \`=\`, so the container does not start. Write \`fuse=1\`, or remove it.
      `,
      rule,
    ).fixedBy("Write `fuse=1`", "features: nesting=1,fuse=1\n");
    check(
      `
      features: nesting=1,mount=
                          ^^^^^^ error: Nothing follows the \`=\`, so the container does not start. Write \`mount=nfs;cifs\`, or remove it.
      `,
      rule,
    ).fixedBy("Remove `mount=`", "features: nesting=1\n");
  });

  test("two different values: either may have been meant", () => {
    check(
      `
      features: nesting=1,nesting=0
                          ^^^^^^^^^ error: The feature \`nesting\` is set twice, which Proxmox refuses, so the container does not start. Remove one of the two.
      `,
      rule,
    )
      .fixedBy("Keep `nesting=0`", "features: nesting=0\n")
      .fixedBy("Keep `nesting=1`", "features: nesting=1\n");
    expect(fixAll("features: nesting=1,nesting=0\n", "proxmox")).toBe("features: nesting=1,nesting=0\n");
  });

  test("two lists of file systems become one", () => {
    expect(fixAll("features: mount=nfs,nesting=1,mount=ext4 xfs\n", "proxmox", { only: "features-syntax" })).toBe(
      "features: mount=nfs;ext4 xfs,nesting=1\n",
    );
  });

  test("every section is read, and says when it hurts", () => {
    check(
      `
      features: nesting
                ^^^^^^^ error: A feature needs a value, so Proxmox refuses the whole line. Write \`nesting=1\`.
      features: nesting=1
      [pve:pending]
      features: nesting
                ^^^^^^^ error: A feature needs a value, so the container does not start once this change is applied. Write \`nesting=1\`.
      [before]
      features: nesting
                ^^^^^^^ error: A feature needs a value, so a container that is rolled back to this snapshot does not start. Write \`nesting=1\`.
      `,
      rule,
    );
  });

  test("a comment behind the value is left to the rule for comments", () => {
    for (const name of readerRules) check("features: nesting=1,keyctl=1 # for docker\n", { rule: name });
  });

  test("what Proxmox takes is silent", () => {
    const lines = [
      "nesting=1,,keyctl=1",
      ",nesting=ON,",
      "mount= nfs ;cifs ,nesting=1",
      "fuse=FALSE",
      "mount=nfs ext4",
    ];
    for (const line of lines) for (const name of readerRules) check(`features: ${line}\n`, { rule: name });
  });
});

describe("names", () => {
  const rule = { rule: "feature-unknown" };

  test("a misspelt bare word is switched on", () => {
    check(
      `
      features: keyctl=1,nestign
                         ^^^^^^^ error: Proxmox knows no feature of this name, so the container does not start. Write \`nesting=1\` instead.
      `,
      rule,
    ).fixedBy("Write `nesting=1`", "features: keyctl=1,nesting=1\n");
  });

  test("a misspelt name that is there already goes", () => {
    check(
      `
      features: nesting=1,Nesting=yes
                          ^^^^^^^ error: Proxmox knows no feature of this name, so the container does not start. Remove it; \`nesting\` is set already.
      `,
      rule,
    ).fixedBy("Remove `Nesting=yes`", "features: nesting=1\n");
    expect(fixAll("features: nesting=1,Nesting=0\n", "proxmox")).toBe("features: nesting=1,Nesting=0\n");
  });

  test("docker stands for what is missing of it", () => {
    const fixed = (text: string) => fixAll(text, "proxmox", { only: "feature-unknown", unsafe: true });
    expect(fixed("features: docker=1,nesting=1\n")).toBe("features: keyctl=1,nesting=1\n");
    expect(fixed("features: docker,nesting=1,keyctl=1\n")).toBe("features: nesting=1,keyctl=1\n");
    expect(fixAll("features: docker=1\n", "proxmox")).toBe("features: docker=1\n");
  });

  test("file systems join the list that is there", () => {
    const fixed = (text: string) => fixAll(text, "proxmox", { only: "feature-unknown" });
    expect(fixed("features: mount=nfs,nesting=1,cifs=1\n")).toBe("features: mount=nfs;cifs,nesting=1\n");
    expect(fixed("features: samba=1\n")).toBe("features: mount=cifs\n");
    expect(fixed("features: nfs=0,nesting=1\n")).toBe("features: nesting=1\n");
  });

  test("programs that use FUSE stand for fuse", () => {
    expect(fixAll("features: fusee=1,nesting=1\n", "proxmox")).toBe("features: fuse=1,nesting=1\n");
    expect(fixAll("features: sshfs=1\n", "proxmox")).toBe("features: fuse=1\n");
  });

  test("a name that stands for nothing is not guessed at", () => {
    check(
      `
      features: nesting=1,apparmor=1
                          ^^^^^^^^ error: Proxmox knows no feature of this name, so the container does not start. Write one of \`nesting\`, \`keyctl\`, \`fuse\`, \`mount\`, \`mknod\`, \`force_rw_sys\` instead.
      `,
      rule,
    ).fixedBy("Remove `apparmor=1`", "features: nesting=1\n");
    expect(fixAll("features: nesting=1,apparmor=1\n", "proxmox")).toBe("features: nesting=1,apparmor=1\n");
  });

  test("a name of JavaScript is no feature", () => {
    for (const name of ["constructor", "toString", "__proto__"]) expect(isRejected(`features: ${name}=1\n`)).toBe(true);
  });
});

describe("the list of file systems", () => {
  const rule = { rule: "features-mount-list" };

  test("all names behind the comma are one finding, and features are none of them", () => {
    check(
      `
      features: mount=nfs,cifs, ext4,nesting=1,keyctl=1
                         ^^^^^^^^^^^ error: A comma begins the next feature, so the container does not start. Write \`mount=nfs;cifs;ext4\` instead.
      `,
      rule,
    ).fixedBy("Separate the file systems with a semicolon", "features: mount=nfs;cifs;ext4,nesting=1,keyctl=1\n");
    check("features: mount=nfs,nesting\n", rule);
    check("features: mount=nfs,fuse\n", rule);
  });

  test("no other rule speaks of such a comma", () => {
    check("features: mount=nfs,cifs\n", { rule: "features-syntax" });
    check("features: mount=nfs,cifs\n", { rule: "feature-unknown" });
  });

  test("fuse beside fuse=1 does nothing", () => {
    check(
      `
      features: fuse=1,mount=nfs;fuse
                                 ^^^^ information: \`fuse=1\` allows FUSE already, so this word does nothing. Remove it.
      `,
      rule,
    ).fixedBy("Use `fuse=1` instead of `fuse` in the list", "features: fuse=1,mount=nfs\n");
  });

  test("fuse beside a device of its own works", () => {
    check(
      `
      features: mount=fuse,nesting=1
                      ^^^^ information: This allows FUSE mounts, and another line brings /dev/fuse. Write \`fuse=1\` instead, which does both.
      lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0
      `,
      rule,
    );
  });

  test("fuse is switched on where it was off", () => {
    expect(fixAll("features: fuse=0,mount=fuse\n", "proxmox")).toBe("features: fuse=1\n");
  });

  test("with a profile of one's own the list is void, which another rule says", () => {
    check("features: fuse=1,mount=fuse\nlxc.apparmor.profile: unconfined\n", rule);
  });

  test("names that an unprivileged container cannot mount", () => {
    check(
      `
      features: mount=tmpfs;nfs overlay
                            ^^^ warning: The kernel refuses \`nfs\` in an unprivileged container, so this does nothing. Mount it on the host and pass the directory with an \`mpN\` line.
      unprivileged: 1
      `,
      rule,
    ).fixedBy("Remove `nfs` from the list", "features: mount=tmpfs;overlay\nunprivileged: 1\n");
    check("features: mount=nfs;cifs\nunprivileged: 0\n", rule);
  });

  test("a list of one that goes takes its line along", () => {
    expect(fixAll("arch: amd64\nfeatures: mount=1\nhostname: a\n", "proxmox", { only: "features-mount-list" })).toBe(
      "arch: amd64\nhostname: a\n",
    );
  });

  test("only the features in force are asked for what they do", () => {
    check("features: nesting=1\n[before]\nfeatures: mount=fuse\n", rule);
  });
});

describe("features that a privileged container has no use for", () => {
  const rule = { rule: "feature-needs-unprivileged" };

  test("all of them go, and the line with the last", () => {
    const text = "arch: amd64\nfeatures: force_rw_sys=1,keyctl=1,mknod=1\nunprivileged: 0\n";
    expect(fixAll(text, "proxmox", { only: "feature-needs-unprivileged" })).toBe("arch: amd64\nunprivileged: 0\n");
  });

  test("silent when off, when unprivileged, and when the file is only a piece", () => {
    check("features: keyctl=0\nunprivileged: 0\n", rule);
    check("features: keyctl=1\nunprivileged: 1\n", rule);
    check("features: keyctl=1,nesting=1\n", rule);
  });

  test("nonsense counts as unprivileged, because it counts as true", () => {
    check("features: keyctl=1,nesting=1\nunprivileged: nope\n", rule);
  });
});

describe("/dev/fuse by hand", () => {
  const without = { rule: "fuse-device-without-feature" };
  const duplicated = { rule: "fuse-device-duplicated" };

  test("a devN line", () => {
    check(
      `
      dev0: path=/dev/fuse,mode=0666
            ^^^^^^^^^^^^^^^^^^^^^^^^ information: This brings /dev/fuse by hand, and Proxmox knows nothing of it. Write \`fuse=1\` among the features instead, which mounts the device and adds the AppArmor rule for FUSE.
      `,
      without,
    ).fixedBy("Enable FUSE in this container", "features: fuse=1\n");
  });

  test("a broken entry belongs to the rules for mount entries", () => {
    const entries = [
      "/dev/fuse",
      "/dev/fuse dev/fuse",
      "/dev/fuse dev/fuse none create=file 0 0",
      "/dev/fuse /dev/fuse none bind,create=file 0 0",
      "/dev/fuse dev/fuse none bind,create=dir 0 0",
    ];
    for (const entry of entries) {
      check(`features: nesting=1\nlxc.mount.entry: ${entry}\n`, without);
      check(`features: fuse=1\nlxc.mount.entry: ${entry}\n`, duplicated);
    }
  });

  test("an entry without create= is as good as any beside fuse=1", () => {
    expect(
      fixAll("features: fuse=1\nlxc.mount.entry: /dev/fuse dev/fuse none bind,optional\n", "proxmox", {
        only: "fuse-device-duplicated",
      }),
    ).toBe("features: fuse=1\n");
  });

  test("a devN line with an owner is not removed without asking", () => {
    const text = "dev0: /dev/fuse,gid=44\nfeatures: fuse=1\n";
    expect(fixAll(text, "proxmox", { only: "fuse-device-duplicated" })).toBe(text);
    expect(fixAll(text, "proxmox", { only: "fuse-device-duplicated", unsafe: true })).toBe("features: fuse=1\n");
  });

  test("silent with an entry for another place, a native config, and in a snapshot", () => {
    check("features: fuse=1\nlxc.mount.entry: /dev/fuse mnt/fuse none bind,create=file\n", duplicated);
    check("lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0\n", { ...without, dialect: "lxc" });
    check("arch: amd64\n[before]\nlxc.mount.entry: /dev/fuse dev/fuse none bind,create=file 0 0\n", without);
  });

  test("a rule that the config needs because it denies devices is left alone", () => {
    check("features: fuse=1\nlxc.cgroup2.devices.deny: a\nlxc.cgroup2.devices.allow: c 10:229 rwm\n", duplicated);
  });
});

describe("nesting", () => {
  /** A whole config with these lines. */
  const whole = (lines: string) => `arch: amd64\n${lines}\nrootfs: local-lvm:vm-101-disk-0,size=8G\n`;
  const rulesAt = (text: string) =>
    featureRules.flatMap((rule) => findingsIn(parse(text, "proxmox"), rule.name).map((finding) => finding.rule));

  test("one finding asks for it, not two", () => {
    expect(rulesAt("features: keyctl=1\nunprivileged: 1\n")).toEqual(["keyctl-without-nesting"]);
    expect(rulesAt(whole("features: keyctl=1\nostype: debian\nunprivileged: 1"))).toEqual([
      "nesting-missing-for-systemd",
    ]);
    expect(rulesAt(whole("features: keyctl=1\nhostname: docker\nostype: debian\nunprivileged: 1"))).toEqual([
      "docker-prerequisites",
    ]);
  });

  test("nobody misses it where it would do nothing", () => {
    const silent = [
      "ostype: alpine",
      "ostype: unmanaged",
      "features: nesting=1\nostype: debian",
      "ostype: debian\ntemplate: 1",
      "entrypoint: /usr/bin/app\nostype: debian",
      "ostype: debian\nlxc.apparmor.profile: unconfined",
      "ostype: debian\nlxc.apparmor.allow_nesting: 1",
      "ostype: debian\nlxc.init.cmd: /bin/app",
    ];
    for (const lines of silent) expect(rulesAt(whole(lines))).toEqual([]);
    expect(rulesAt("ostype: debian\nunprivileged: 1\n")).toEqual([]);
  });

  test("nesting=0 is switched on in its place", () => {
    const text = whole("features: fuse=1,nesting=0\nostype: debian\nunprivileged: 1");
    expect(fixAll(text, "proxmox", { only: "nesting-missing-for-systemd", unsafe: true })).toBe(
      text.replace("nesting=0", "nesting=1"),
    );
  });

  test("words that tell of containers inside", () => {
    const asks = (lines: string) => rulesAt(whole(lines)).includes("docker-prerequisites");
    for (const name of ["docker", "Docker-01", "mydockerhost", "k3s", "k8s-worker", "podman2"]) {
      expect(`${name} ${asks(`hostname: ${name}`)}`).toBe(`${name} true`);
    }
    for (const name of ["dock", "media", "k3", "web"])
      expect(`${name} ${asks(`hostname: ${name}`)}`).toBe(`${name} false`);
    expect(asks("tags: community-script;docker")).toBe(true);
    expect(asks("features: nesting=1\nhostname: docker")).toBe(false);
    expect(asks("hostname: docker\nlxc.apparmor.profile: unconfined")).toBe(false);
  });

  test("both features are added in order", () => {
    const text = whole("features: mount=nfs\nhostname: docker\nostype: debian\nunprivileged: 1");
    expect(fixAll(text, "proxmox", { only: "docker-prerequisites", unsafe: true })).toBe(
      text.replace("mount=nfs", "keyctl=1,mount=nfs,nesting=1"),
    );
  });
});

describe("a seccomp profile of one's own", () => {
  const rule = "seccomp-profile-overrides-features";

  test("takes both features away", () => {
    check(
      `
      features: keyctl=1,mknod=1
      unprivileged: 1
      lxc.seccomp.profile: /root/old.seccomp
      lxc.seccomp.profile: /root/own.seccomp
                           ^^^^^^^^^^^^^^^^^ warning: With this profile Proxmox makes none of its own, so \`keyctl=1\` and \`mknod=1\` have no effect. Remove the line, or write what \`keyctl=1\` and \`mknod=1\` allow into the profile.
      `,
      { rule },
    ).fixedBy("Remove the seccomp profile, so that Proxmox makes one", "features: keyctl=1,mknod=1\nunprivileged: 1\n");
  });

  test("is nothing to a privileged container, and an empty one forbids nothing", () => {
    check("features: keyctl=1\nlxc.seccomp.profile: /root/own.seccomp\n", { rule });
    check("features: keyctl=1\nunprivileged: 1\nlxc.seccomp.profile:\n", { rule });
  });
});

describe("what a container for containers needs besides", () => {
  const whole = (more: string) =>
    `arch: amd64\nfeatures: keyctl=1,nesting=1\n${more}ostype: debian\nrootfs: local-zfs:subvol-101-disk-0\nunprivileged: 1\n`;
  const rulesIn = (text: string, proxmox: "8.0" | "9.2") => {
    const document = parse(text, "proxmox");
    return findingsIn(document, undefined, { proxmox, liblxc: "6.0.6" }).map(({ rule }) => rule);
  };

  test("the kernel's log, under the next free number, or by a raw line", () => {
    const text = whole("dev0: /dev/net/tun\nhostname: microk8s-1\n");
    expect(rulesIn(text, "9.2")).toContain("kubernetes-kernel-log-missing");
    const fixed = fixAll(text, "proxmox", { unsafe: true, only: "kubernetes-kernel-log-missing" });
    expect(fixed).toContain("dev0: /dev/net/tun\ndev1: /dev/kmsg\n");
    expect(rulesIn(fixed, "9.2")).not.toContain("kubernetes-kernel-log-missing");
    const entry = "lxc.mount.entry: /dev/kmsg dev/kmsg none bind,create=file 0 0\n";
    expect(rulesIn(text + entry, "8.0")).not.toContain("kubernetes-kernel-log-missing");
  });

  test("no ZFS for Docker's images on an old host", () => {
    expect(rulesIn(whole("hostname: docker\n"), "8.0")).toContain("docker-on-zfs");
    expect(rulesIn(whole("hostname: docker\n"), "9.2")).not.toContain("docker-on-zfs");
    expect(rulesIn(whole("hostname: web\n"), "8.0")).not.toContain("docker-on-zfs");
    const other = whole("hostname: docker\nmp0: local-lvm:vm-101-disk-1,mp=/var/lib/docker\n");
    expect(rulesIn(other, "8.0")).not.toContain("docker-on-zfs");
  });
});
