import { describe, test } from "vitest";
import { check } from "../check.js";

const privileged = "arch: amd64\nostype: debian\nrootfs: local-lvm:vm-902-disk-0,size=8G\n";

describe("container-privileged", () => {
  const rule = "container-privileged";

  test("an ID map makes a container unprivileged without the setting", () => {
    check("rootfs: local-lvm:vm-902-disk-0\nlxc.idmap: u 0 100000 65536\nlxc.idmap: g 0 100000 65536\n", { rule });
  });

  test("a piece of a config does not tell", () => {
    check("features: nesting=1\nlxc.cap.drop:\n", { rule });
    check("features: nesting=1\n", { rule: "nesting-privileged" });
  });

  test("a native config may get its ID map from what it includes", () => {
    check("lxc.include = /etc/lxc/unprivileged.conf\nlxc.rootfs.path = dir:/srv/demo\n", { rule, dialect: "lxc" });
  });
});

describe("nesting-privileged", () => {
  const rule = "nesting-privileged";

  test("is silent where a profile of one's own takes nesting away", () => {
    check(`features: nesting=1\n${privileged}lxc.apparmor.profile: unconfined\n`, { rule });
  });

  test("is silent for nesting that is off", () => check(`features: nesting=0\n${privileged}`, { rule }));
});

describe("capability-kept", () => {
  const rule = "capability-kept";

  test("is silent where everything is dropped again", () => {
    check(`${privileged}lxc.cap.drop:\nlxc.cap.drop: mac_admin mac_override sys_time sys_module sys_rawio\n`, { rule });
  });

  test("is silent in a native config where nothing was dropped before", () => {
    check("lxc.rootfs.path = dir:/srv/demo\nlxc.cap.drop =\n", { rule, dialect: "lxc" });
  });

  test("leaves the three magic lines to their own rule", () => {
    const lines = "lxc.apparmor.profile: unconfined\nlxc.cgroup2.devices.allow: a\nlxc.cap.drop:\n";
    check(privileged + lines, { rule });
    check(privileged + lines, { rule: "device-all-allowed" });
  });

  test("takes the last word out of a list without leaving a blank", () => {
    check(
      `
      rootfs: local-lvm:vm-902-disk-0
      lxc.cap.drop:
      lxc.cap.keep: chown sys_time
                          ^^^^^^^^ warning: This keeps \`sys_time\`, the capability to set the clock of the host, for root in this privileged container. Remove it unless the container exists for that.
    `,
      { rule },
    ).fixedBy(
      "Remove `sys_time`",
      `
      rootfs: local-lvm:vm-902-disk-0
      lxc.cap.drop:
      lxc.cap.keep: chown
    `,
    );
  });
});

describe("devices", () => {
  test("that are common stay silent", () => {
    const devices = "dev0: /dev/net/tun\ndev1: /dev/fuse\ndev2: /dev/dri/renderD128,gid=104\ndev3: /dev/ttyUSB0\n";
    for (const rule of ["device-raw-access", "device-acts-on-host"]) check(`${devices}unprivileged: 1\n`, { rule });
  });

  test("of rules decide nothing in an unprivileged container", () => {
    const rules = "unprivileged: 1\nlxc.cgroup2.devices.allow: b 8:* rwm\nlxc.cgroup2.devices.allow: a\n";
    for (const rule of ["device-raw-access", "device-acts-on-host", "device-all-allowed"]) check(rules, { rule });
  });

  test("of rules change nothing beside a rule for all", () => {
    check(`${privileged}lxc.cgroup2.devices.allow: a\nlxc.cgroup2.devices.allow: b 8:0 rwm\n`, {
      rule: "device-raw-access",
    });
  });

  test("may be made without being opened", () => {
    check(`${privileged}lxc.cgroup2.devices.allow: b *:* m\nlxc.cgroup2.devices.allow: b 8:0 m\n`, {
      rule: "device-raw-access",
    });
  });

  test("of one minor are not those of another", () => {
    check(`${privileged}lxc.cgroup2.devices.allow: c 10:200 rwm\nlxc.cgroup2.devices.allow: c 1:3 rwm\n`, {
      rule: "device-acts-on-host",
    });
  });
});

describe("mount-source-system", () => {
  const rule = "mount-source-system";

  test("a slash at the end and doubled slashes are the same path", () => {
    check(
      `
      mp0: //etc/,mp=/host
           ^^^^^^ information: This shows the container the host's accounts, keys and settings; the ID map keeps it from files that are not for everybody, and nothing else does. Bind only the directory that is needed, with \`ro=1\` where reading is enough.
      unprivileged: 1
    `,
      { rule },
    );
  });

  test("data below a system directory is no part of the system", () => {
    check(
      "mp0: /var/lib/vz/template,mp=/iso\nmp1: /srv,mp=/srv\nlxc.mount.entry: /dev/dri dev/dri none bind,create=dir\n",
      {
        rule,
      },
    );
  });

  test("file systems that are no bind mounts, and entries that are not carried out, are not meant", () => {
    check("lxc.mount.entry: proc proc proc defaults\nlxc.mount.entry: /etc /host none bind,create=dir 0 0\n", { rule });
  });
});

describe("idmap-host-ids", () => {
  test("a host that has no idmap for mount points gets another advice", () => {
    check(
      `
      lxc.idmap: g 0 100000 44
      lxc.idmap: g 44 44 1
                      ^^ information: The container's group 44 is the host's group 44, with that group's rights to every file of the host that the container sees. Map no more IDs than share files.
    `,
      { rule: "idmap-host-ids", target: "8.4" },
    );
  });

  test("root of the host is the matter of another rule, and IDs for containers of none", () => {
    check("lxc.idmap: u 0 0 1\nlxc.idmap: u 1 165536 65535\n", { rule: "idmap-host-ids" });
  });
});

describe("hook-script-writable", () => {
  const rule = "hook-script-writable";

  test("what a command works on is not what is run", () => {
    check(
      `lxc.mount.entry: /dev/dri dev/dri none bind,create=dir\nlxc.hook.pre-start: sh -c "chown 100000 /dev/dri/card0"\n`,
      { rule },
    );
  });

  test("a script behind its interpreter counts, and one in the container does not", () => {
    check(
      `
      lxc.hook.pre-start: /bin/bash -e /home/me/prepare.sh
                                       ^^^^^^^^^^^^^^^^^^^ warning: The host runs this script as root, and whoever owns that home may change it. Move it to a directory that only root writes, such as /usr/local/sbin.
      lxc.hook.start: /tmp/inside.sh
    `,
      { rule },
    );
  });
});

describe("sysctl-of-host", () => {
  test("what a container has for itself stays silent, however it is written", () => {
    check("lxc.rootfs.path = dir:/srv/demo\nlxc.sysctl.net/ipv4/ip_forward = 1\nlxc.sysctl.kernel.shmmax = 1\n", {
      rule: "sysctl-of-host",
      dialect: "lxc",
    });
  });
});
