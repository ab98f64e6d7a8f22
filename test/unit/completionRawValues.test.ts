import { describe, expect, test } from "vitest";
import { completionsAt } from "../../server/src/editor/completion.js";
import { check } from "../completion.js";
import { open } from "../editor.js";

describe("a mount entry", () => {
  test("is written whole from its source, without a leading slash in the target", () => {
    check("lxc.mount.entry = $0", { dialect: "lxc" }).becomes(
      "/dev/fuse",
      "lxc.mount.entry = /dev/fuse dev/fuse none bind,optional,create=file 0 0",
    );
    check("unprivileged: 1\nlxc.mount.entry: /dev/dri$0").becomes(
      "/dev/dri",
      "unprivileged: 1\nlxc.mount.entry: /dev/dri dev/dri none bind,optional,create=dir 0 0",
    );
  });

  test("brings the rule along that a privileged container needs for it", () => {
    check("arch: amd64\nlxc.mount.entry: $0\n").becomes(
      "/dev/dri/renderD128",
      `
      arch: amd64
      lxc.cgroup2.devices.allow: c 226:128 rwm
      lxc.mount.entry: /dev/dri/renderD128 dev/dri/renderD128 none bind,optional,create=file 0 0
      `,
    );
    check("lxc.mount.entry: $0").becomes(
      "/dev/fuse",
      "lxc.mount.entry: /dev/fuse dev/fuse none bind,optional,create=file 0 0",
    );
  });

  test("gets field by field what is missing", () => {
    check("lxc.mount.entry: /srv/a $0").becomes("srv/a", "lxc.mount.entry: /srv/a srv/a none bind,create=dir 0 0");
    check("lxc.mount.entry: /srv/a $0b none bind").becomes("srv/a", "lxc.mount.entry: /srv/a srv/a none bind");
    check("lxc.mount.entry: /dev/fuse dev/fuse $0").offersOnly("none");
    check("lxc.mount.entry: tmpfs mnt/ram $0").begins("tmpfs").lacks("none", "ext4", "nfs");
    check("lxc.mount.entry: /a b none bind $0").offersOnly("0");
    check("lxc.mount.entry: /a b none bind 0 0 $0").offersOnly();
  });

  test("gets options that fit: a bind first, no two of a kind, none that LXC reads for nothing", () => {
    check("lxc.mount.entry: /dev/fuse dev/fuse none $0")
      .begins("bind,optional,create=file", "bind,create=file")
      .becomes("bind,create=file", "lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file");
    check("lxc.mount.entry: /dev/fuse dev/fuse none bind,cre$0")
      .becomes("create=file", "lxc.mount.entry: /dev/fuse dev/fuse none bind,create=file")
      .lacks("create=dir", "bind", "rbind", "sync", "nodev", "idmap=container");
    check("lxc.mount.entry: /a b none bind,ro,$0").offers("nodev", "rslave").lacks("rw", "ro");
    check("lxc.mount.entry: /a b none bind,slave,$0").lacks("rslave", "shared");
    check("unprivileged: 1\nlxc.mount.entry: /a b none bind,$0").offers("idmap=container");
    check("lxc.mount.entry: /a b none bind,op$0").tells("optional", "mount(8)");
  });
});

describe("device rules", () => {
  test("are found by the name of the device", () => {
    const { snapshot, position } = open("lxc.cgroup2.devices.allow: fuse$0");
    const [rule] = completionsAt(snapshot, position).filter(({ filterText }) => filterText?.startsWith("fuse"));
    expect(rule).toMatchObject({ label: "c 10:229 rwm", labelDetails: { description: "/dev/fuse" } });
    check("lxc.cgroup2.devices.allow: fuse$0").becomes("c 10:229 rwm", "lxc.cgroup2.devices.allow: c 10:229 rwm");
    check("lxc.cgroup2.devices.allow: c 10:$0").becomes("c 10:200 rwm", "lxc.cgroup2.devices.allow: c 10:200 rwm");
  });

  test("are those with a fixed number that are not there yet", () => {
    check("lxc.cgroup2.devices.allow: $0").begins("c 10:200 rwm").lacks("c 511:0 rwm", "b 8:* rwm");
    check("lxc.cgroup2.devices.allow: c 10:200 rwm\nlxc.cgroup2.devices.allow: $0").lacks("c 10:200 rwm");
  });
});

test("capabilities say what they allow, and stand in one line only", () => {
  check("lxc.cap.drop: sys_module $0").offers("sys_time").lacks("sys_module").tells("sys_time", "clock");
  check("lxc.cap.drop: sys_time\nlxc.cap.drop: $0").lacks("sys_time");
  check("lxc.cap.drop: sys_m$0odule sys_time").becomes("sys_admin", "lxc.cap.drop: sys_admin sys_time");
});

describe("ID maps", () => {
  test("begin with both kinds, as one alone does not start", () => {
    check("unprivileged: 1\nlxc.idmap: $0").becomes(
      "u 0 100000 65536",
      "unprivileged: 1\nlxc.idmap: u 0 100000 65536\nlxc.idmap: g 0 100000 65536",
    );
    check("lxc.idmap: $0").offersOnly();
  });

  test("go on with the ranges that fit between those that are there", () => {
    const hole = "unprivileged: 1\nlxc.idmap: u 0 100000 1000\nlxc.idmap: u 1000 1000 1\n";
    check(`${hole}lxc.idmap: $0`).offersOnly("u 1001 101001 64535", "g 0 100000 1000", "g 1000 1000 1");
  });
});

test("profiles, signals, words of mount.auto, hooks, limits", () => {
  check("lxc.apparmor.profile: $0").offers("unchanged").lacks("generated", "unconfined");
  check("unprivileged: 1\nlxc.apparmor.profile: $0").offers("unconfined").tells("unconfined", "AppArmor");
  check("lxc.signal.halt: $0").begins("SIGPWR").offers("SIGWINCH");
  check("lxc.mount.auto: $0").begins("proc:mixed").lacks("shmounts:");
  check("lxc.mount.auto: proc:rw $0").offers("sys:ro").lacks("proc:mixed");
  check("unprivileged: 1\nlxc.hook.mount: $0").offersOnly("/usr/share/lxc/hooks/nvidia");
  check("lxc.hook.mount: $0").offersOnly();
  check("lxc.prlimit.nofile: $0").offersOnly("1048576", "500000", "unlimited");
  check("lxc.cgroup2.memory.high: $0").offers("512M", "max");
});

test("namespaces: a list of new ones is whole, one to share goes with the ID map", () => {
  check("lxc.namespace.clone = $0", { dialect: "lxc" }).offersOnly("mnt uts ipc pid net cgroup");
  check("lxc.namespace.clone = mnt uts $0", { dialect: "lxc" }).offers("ipc").lacks("mnt");
  check("lxc.namespace.keep = $0", { dialect: "lxc" }).offersOnly("user");
  check("lxc.namespace.keep = user $0", { dialect: "lxc" }).offers("ipc", "net").lacks("mnt", "user");
});

test("an interface of a native config", () => {
  const beside = ["lxc.net.0.link = br7"];
  const type = "lxc.net.0.type = veth\n";
  check(`${type}lxc.net.0.link = $0`, { dialect: "lxc", beside }).offersOnly("br7");
  check(`${type}lxc.net.0.link = $0`, { dialect: "lxc" }).offersOnly("lxcbr0");
  check("lxc.net.0.link = $0", { dialect: "lxc" }).offersOnly();
  check("lxc.net.0.type = $0", { dialect: "lxc" }).begins("veth");
  check("lxc.include = $0", { dialect: "lxc" }).offers("/usr/share/lxc/config/common.conf");
});
