import { describe, expect, test } from "vitest";
import { completionsAt } from "../../server/src/editor/completion.js";
import { check } from "../completion.js";
import { open } from "../editor.js";

describe("property strings", () => {
  test("properties that are not there yet, a switch with the position that changes something", () => {
    check("features: nesting=1,$0").offers("fuse").lacks("nesting");
    check("features: nesting=1,f$0").becomes("fuse", "features: nesting=1,fuse=1");
    check("rootfs: local:101/a.raw,repl$0").becomes("replicate", "rootfs: local:101/a.raw,replicate=0");
    check("features: nesting=$0").offersOnly("1", "0");
  });

  test("in front of a property a new one ends with a comma, within one it takes its place", () => {
    check("features: $0nesting=1").becomes("fuse", "features: fuse=1,nesting=1");
    check("features: ne$0sting=1").becomes("fuse", "features: fuse=1");
    check("features: fuse=1,nesting=$00").becomes("1", "features: fuse=1,nesting=1");
  });

  test("only what has an effect in this kind of container and release", () => {
    check("features: $0").lacks("keyctl", "mknod", "force_rw_sys");
    check("unprivileged: 1\nfeatures: $0").offers("keyctl", "mknod");
    check("mp0: /a,mp=/b,$0", { target: "9.1" }).lacks("idmap");
    check("unprivileged: 1\nmp0: /a,mp=/b,$0", { target: "9.2" }).offers("idmap");
    check("dev0: /dev/kvm,$0", { target: "8.2" }).lacks("deny-write");
    check("features: mount=$0").offers("nfs", "cifs").lacks("fuse", "tmpfs");
    check("features: mount=nfs;$0").becomes("cifs", "features: mount=nfs;cifs").lacks("nfs");
  });
});

describe("an interface", () => {
  const other = "net0: name=eth0,bridge=vmbr7,tag=20,ip=192.0.2.20/24,gw=192.0.2.1\n";

  test("is offered whole, with a MAC address that the same text always gets", () => {
    const { snapshot, position } = open("arch: amd64\nnet0: $0");
    const text = () => completionsAt(snapshot, position)[0]?.textEdit?.newText;
    expect(text()).toMatch(/^name=eth0,bridge=vmbr0,hwaddr=BC:24:11(:[0-9A-F]{2}){3},ip=dhcp,type=veth$/);
    expect(text()).toBe(text());
  });

  test("takes the first name that is free and the bridges of the open configs", () => {
    check("net0: name=eth0,bridge=vmbr0\nnet1: name=$0").offersOnly("eth1");
    check("net0: name=eth0,bridge=$0", { beside: [other, other] }).offersOnly("vmbr7");
    check("net0: name=eth0,bridge=$0").offersOnly("vmbr0");
    check("net0: name=eth0,bridge=vm$0").offersOnly("vmbr0");
    check("net0: name=eth0,tag=$0", { beside: [other] }).offersOnly("20");
  });

  test("gets the next free address of a network that is in use, with the way out of it", () => {
    check("net0: name=eth0,ip=$0", { beside: [other] })
      .begins("192.0.2.21/24,gw=192.0.2.1", "192.0.2.21/24", "dhcp", "manual")
      .becomes("192.0.2.21/24,gw=192.0.2.1", "net0: name=eth0,ip=192.0.2.21/24,gw=192.0.2.1");
    check("net0: name=eth0,gw=198.51.100.1,ip=$0", { beside: [other] }).begins("198.51.100.2/24", "dhcp");
    check(`${other}net1: name=eth1,ip=$0`).begins("192.0.2.21/24").lacks("192.0.2.21/24,gw=192.0.2.1");
  });

  test("gets a gateway in its own network, and one for all interfaces", () => {
    check("net0: name=eth0,ip=192.0.2.9/24,gw=$0", { beside: [other] }).offersOnly("192.0.2.1");
    check("net0: name=eth0,ip=198.51.100.9/25,gw=$0").offersOnly("198.51.100.1");
    check("net0: name=eth0,ip=198.51.100.1/25,gw=$0").offersOnly("198.51.100.2");
    check("net0: name=eth0,ip=dhcp,$0").lacks("gw");
    check("net0: name=eth0,ip=192.0.2.9/24,$0").offers("gw").lacks("gw6");
    check(`${other}net1: name=eth1,ip=192.0.2.9/24,$0`).lacks("gw");
  });
});

describe("a volume", () => {
  const beside = ["rootfs: tank:subvol-101-disk-0\nmp0: /srv/media,mp=/media\n"];

  test("comes from a storage or a directory of the open configs", () => {
    check("mp0: $0", { beside }).begins("tank", "/srv/media").becomes("tank", "mp0: tank:");
    check("rootfs: $0", { beside }).offers("tank").lacks("/srv/media");
    check("mp0: tank:$0", { beside }).lacks("tank");
  });

  test("is mounted where its source says", () => {
    check("mp0: /srv/media,mp=$0").offersOnly("/srv/media", "/mnt/media").lacks("/dev");
  });

  test("has the properties that its source leaves open", () => {
    check("mp0: /srv/media,$0").offers("mp", "ro", "shared").lacks("size", "backup", "volume");
    check("mp0: tank:a,$0").offers("size", "backup").lacks("shared");
    check("mp0: tank:a,size=$0").begins("128G");
  });

  test("maps ids for itself from 9.2 on", () => {
    check("unprivileged: 1\nmp0: /a,mp=/b,idmap=$0").offersOnly("u:1000:1000:1;g:1000:1000:1", "passthrough");
    check("unprivileged: 1\nmp0: /a,mp=/b,idmap=u:0:0:1;$0").offers("g:1000:1000:1").lacks("u:1000:1000:1");
    check("unprivileged: 1\nmp0: /a,mp=/b,idmap=$0", { target: "9.1" }).offersOnly();
  });
});

describe("a device", () => {
  test("is found by path or name, and comes with what makes it usable", () => {
    check("dev0: $0").begins("/dev/net/tun").lacks("/dev/dri", "/dev/null", "/dev/sda");
    check("dev0: tun$0").becomes("/dev/net/tun", "dev0: /dev/net/tun,mode=0666");
    check("ostype: debian\ndev0: $0").becomes("/dev/ttyUSB0", "ostype: debian\ndev0: /dev/ttyUSB0,gid=20");
    check("dev0: /dev/net/tun\ndev1: $0").lacks("/dev/net/tun");
  });

  test("gets the group of the distribution", () => {
    check("ostype: alpine\ndev0: /dev/dri/card0,gid=$0").offersOnly("27");
    check("dev0: /dev/dri/card0,gid=$0").offersOnly();
    check("dev0: /dev/dri/card0,mode=$0").offersOnly("0660", "0666");
  });
});
