import { describe, expect, test } from "vitest";
import { completionsAt, completionWithDocumentation } from "../../server/src/editor/completion.js";
import { check } from "../completion.js";
import { open } from "../editor.js";

describe("keys", () => {
  test("come as often as people write them, without those that are set, with the next free number", () => {
    check("arch: amd64\n$0\n").begins("net0", "hostname", "rootfs", "mp0", "memory", "ostype", "swap");
    check("net0: name=eth0\nmp0: a:b,mp=/c\nmp2: a:d,mp=/e\nhostname: a\n$0\n")
      .offers("net1", "mp1", "dev0", "unused0")
      .lacks("net0", "hostname");
  });

  test("carry their separator, unless it is there", () => {
    check("feat$0").becomes("features", "features: ");
    check("mem$0: 512").becomes("memory", "memory: 512");
    check("lxc.ut$0", { dialect: "lxc" }).becomes("lxc.uts.name", "lxc.uts.name = ");
    check("  lxc.mou$0 = proc", { dialect: "lxc" }).becomes("lxc.mount.auto", "  lxc.mount.auto = proc");
  });

  test("take the blanks in front of them away where Proxmox would not read them", () => {
    check("arch: amd64\n  onb$0\n").becomes("onboot", "arch: amd64\nonboot: \n");
  });

  test("keep the number that is being typed while it is free", () => {
    check("mp0: a:b,mp=/c\nmp7$0").offers("mp7");
    check("lxc.net.3.$0", { dialect: "lxc" }).offers("lxc.net.3.type").lacks("lxc.net.0.type");
  });

  test("are those of the target", () => {
    check("$0", { target: "8.0" }).lacks("dev0", "entrypoint", "lxc.init.cwd");
    check("$0", { target: "8.1" }).offers("dev0");
    check("$0", { target: "9.1" }).offers("entrypoint", "lxc.environment.runtime");
    check("$0", { dialect: "lxc", target: "6.0.6" }).lacks("lxc.environment.runtime");
    check("$0", { dialect: "lxc", target: "7.0.0" }).offers("lxc.environment.runtime");
  });

  test("are those that the reader takes, and that no setting of Proxmox does better", () => {
    check("$0").lacks("lxc.rootfs.path", "lxc.tty.max", "lxc.uts.name", "lock", "snapstate", "env", "template");
    check("$0", { dialect: "lxc" }).offers("lxc.rootfs.path", "lxc.tty.max").lacks("hostname", "lxc.kmsg");
  });

  test("go with the lines that are there", () => {
    check("$0").lacks("lxc.idmap", "lxc.cap.keep");
    check("unprivileged: 1\n$0").offers("lxc.idmap", "lxc.cap.keep");
    check("lxc.cap.drop = sys_time\n$0", { dialect: "lxc" }).lacks("lxc.cap.keep");
    check("lxc.net.0.type = veth\n$0", { dialect: "lxc" })
      .offers("lxc.net.0.veth.mode")
      .lacks("lxc.net.0.macvlan.mode");
  });

  test("name the parameters, limits and namespaces behind a key that has many", () => {
    check("lxc.sysctl.$0", { dialect: "lxc" })
      .offers("lxc.sysctl.net.ipv4.ip_forward", "lxc.namespace.share.net", "lxc.cgroup2.io.bfq.weight")
      .lacks("lxc.sysctl.kernel.shmmax")
      .tells("lxc.sysctl.net.ipv4.ip_forward", "router");
    check("lxc.mount.auto = proc:rw\n$0", { dialect: "lxc" }).offers("lxc.sysctl.kernel.shmmax");
  });

  test("of a snapshot stand in the order in which Proxmox writes them", () => {
    check("arch: amd64\n[before]\n$0\n").offers("hostname", "snaptime").lacks("lxc.mount.entry", "parent");
    check("arch: amd64\n[before]\nhostname: a\n$0\nsnaptime: 1700000000\n")
      .offers("memory", "ostype")
      .lacks("arch", "swap");
    check("arch: amd64\n[before]\nhostname: a\nsnaptime: 1700000000\n$0").lacks("memory", "onboot").offers("swap");
  });

  test("of the pending changes are settings, and what is to be removed", () => {
    check("hostname: a\nmemory: 512\n[pve:pending]\n$0").offers("delete", "memory").lacks("snaptime", "parent");
    check("hostname: a\nmemory: 512\narch: amd64\n[pve:pending]\ndelete: hostname,$0").offersOnly("memory");
    check("delete: hostname\n$0").lacks("delete");
  });

  test("come as whole lines to fill in, for editors that have snippets", () => {
    check("$0").lacks("net0: …");
    check("$0", { snippets: true }).offers("net0: …", "mp0: …", "lxc.mount.entry: …");
  });
});

describe("settings", () => {
  test("switches, the position first that changes something", () => {
    check("onboot: $0").offersOnly("1", "0");
    check("console: $0").offersOnly("0", "1");
  });

  test("words of the release", () => {
    check("arch: $0").begins("amd64", "arm64");
    check("ostype: $0", { target: "8.0" }).offers("debian").lacks("openeuler");
    check("ostype: $0").tells("alpine", "OpenRC");
    check("timezone: $0").begins("host", "UTC").offers("Europe/Vienna");
  });

  test("sizes and numbers that are usual", () => {
    check("memory: $0").begins("2048", "4096");
    check("cores: $0").begins("2");
    check("startup: order=1,$0").offersOnly("up", "down").becomes("up", "startup: order=1,up=");
    check("startup: order=$0").begins("1");
  });

  test("a value is written behind one blank, wherever the cursor stands", () => {
    check("onboot:$0").becomes("1", "onboot: 1");
    check("onboot: $0 ").becomes("1", "onboot: 1");
    check("onboot:$0 0").becomes("1", "onboot: 1");
    check("cmode: sh$0ell").becomes("tty", "cmode: tty");
  });

  test("names that stand in the other open configs", () => {
    const beside = ["nameserver: 192.0.2.53\ntags: media;web\nsearchdomain: example.org\n"];
    check("nameserver: $0", { beside }).offersOnly("192.0.2.53");
    check("tags: web;$0", { beside }).offersOnly("media");
    check("searchdomain: $0", { beside }).offersOnly("example.org");
    check("tags: own$0").offersOnly();
  });

  test("a parent is a snapshot that does not come from this one, the newest first", () => {
    const snapshots = "[one]\nsnaptime: 1700000000\n[two]\nparent: one\nsnaptime: 1700000100\n";
    check(`parent: $0\n${snapshots}`).offersOnly("two", "one");
    check(`arch: amd64\n${snapshots.replace("[one]\n", "[one]\nparent: $0\n")}`).offersOnly();
  });
});

test("nothing in a comment, a header, or behind a key that takes anything", () => {
  check("# $0").offersOnly();
  check("[sn$0").offersOnly();
  check("hostname: $0").offersOnly();
  check("nonsense: $0").offersOnly();
  check("two words$0").offersOnly();
  check("  # $0", { dialect: "lxc" }).offersOnly();
});

test("items are small, and whoever looks at one gets its documentation", () => {
  const { snapshot, position } = open("$0");
  const items = completionsAt(snapshot, position);
  expect(JSON.stringify(items).length / items.length).toBeLessThan(300);
  check("feat$0").tells("features", "pct.conf");
  expect(completionWithDocumentation({ label: "a" })).toEqual({ label: "a" });
  for (const data of [["key", "constructor"], ["property", "net"], ["nothing", "net"], "key", { key: 1 }, [1, 2]]) {
    expect(completionWithDocumentation({ label: "a", data })).toEqual({ label: "a", data });
  }
});
