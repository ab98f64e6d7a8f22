import { describe, expect, test } from "vitest";
import { containerOf } from "../../server/src/container/container.js";
import { networksOf, partOfInterface } from "../../server/src/container/networks.js";
import { freshHardwareAddress } from "../../server/src/rules/network/freshHardwareAddress.js";
import { parse } from "../../server/src/syntax/parse.js";
import { dedent } from "../annotated.js";
import { check, findingsIn } from "../check.js";

const native = { dialect: "lxc" } as const;

describe("the interfaces of a config", () => {
  test("a raw line changes what netN sets, and an empty one takes it back", () => {
    const container = containerOf(
      parse(
        "net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,mtu=1400\nlxc.net.0.mtu: 1300\nlxc.net.0.hwaddr:\n",
        "proxmox",
      ),
    );
    const [first] = networksOf(container);
    expect(first && partOfInterface(first, "mtu")?.text).toBe("1300");
    expect(first && partOfInterface(first, "hwaddr")).toBeUndefined();
    expect(first?.type).toBe("veth");
  });

  test("`lxc.net =` forgets all interfaces before it, `lxc.net.N =` one", () => {
    const numbersOf = (text: string) => networksOf(containerOf(parse(text, "lxc"))).map(({ number }) => number);
    expect(numbersOf("lxc.net.0.type = veth\nlxc.net =\nlxc.net.1.type = veth\n")).toEqual([1]);
    expect(numbersOf("lxc.net.0.type = veth\nlxc.net.1.type = veth\nlxc.net.0 =\n")).toEqual([1]);
  });

  test("addresses are read with their families and prefixes", () => {
    const text =
      "lxc.net.0.type = veth\nlxc.net.0.ipv6.address = 2001:db8::192.0.2.1/64\nlxc.net.0.ipv4.address = 10.0.0.200\n";
    const [first] = networksOf(containerOf(parse(text, "lxc")));
    expect(first?.addresses.map(({ family, value, length }) => [family, value, length])).toEqual([
      [4, 0x0a0000c8n, 24],
      [6, 0x20010db80000000000000000c0000201n, 64],
    ]);
  });
});

describe("MAC addresses", () => {
  test("a fresh one belongs to the text: the same for the same, another for another", () => {
    const addressFor = (text: string, number: number) =>
      freshHardwareAddress(containerOf(parse(text, "proxmox")), number);
    const text = "hostname: a\nnet0: name=eth0,bridge=vmbr0\n";
    expect(addressFor(text, 0)).toMatch(/^BC:24:11(:[0-9A-F]{2}){3}$/);
    expect(addressFor(text, 0)).toBe(addressFor(text, 0));
    expect(addressFor(text, 0)).not.toBe(addressFor(text, 1));
    expect(addressFor(text, 0)).not.toBe(addressFor(text.replace("a", "b"), 0));
  });

  test("a wrong one is not a missing one", () => {
    check("net0: name=eth0,bridge=vmbr0,hwaddr=auto", { rule: "network-hwaddr-missing" });
    check("net0: name=eth0,bridge=vmbr0,macaddr=BC:24:11:00:00:01", { rule: "network-hwaddr-missing" });
  });

  test("snapshots and pending changes start nothing", () => {
    check("[before]\nnet0: name=eth0,bridge=vmbr0", { rule: "network-hwaddr-missing" });
  });

  test("LXC reads pairs without a colon, single digits, and x for a random digit", () => {
    for (const address of ["bc241100aabb", "bc:24:11:0:0:1", "BC:24:11:xx:xx:XX", "xx:xx:xx:xx:xx:xx"]) {
      check(`lxc.net.0.type = veth\nlxc.net.0.hwaddr = ${address}`, { ...native, rule: "network-hwaddr-invalid" });
    }
  });

  test("one of zeros is refused at the start", () => {
    check(
      `
      lxc.net.0.type = veth
      lxc.net.0.hwaddr = 00:00:00:00:00:00
                         ^^^^^^^^^^^^^^^^^ error: The kernel takes no MAC address of zeros, so the container does not start. Write six pairs with colons such as \`BC:24:11:00:00:01\`; the first pair is even.
    `,
      { ...native, rule: "network-hwaddr-invalid" },
    );
  });

  test("the same one in another VLAN is another network", () => {
    check(
      `
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,tag=10
      net1: name=eth1,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,tag=20
    `,
      { rule: "network-hwaddr-duplicate" },
    );
  });
});

describe("names", () => {
  test("a raw interface may not take the name of a netN line", () => {
    check(
      `
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
      lxc.net.32.type: macvlan
      lxc.net.32.link: enp3s0
      lxc.net.32.name: eth0
                       ^^^^ error: \`net0\` has this name already, so liblxc cannot give it to this interface and the container does not start. Write \`eth1\`.
    `,
    ).fixedBy(
      "Write `eth1`",
      `
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
      lxc.net.32.type: macvlan
      lxc.net.32.link: enp3s0
      lxc.net.32.name: eth1
    `,
    );
  });

  test("of two netN lines with one name only expansion-refused speaks", () => {
    const names = check(
      `
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
      net1: name=eth0,bridge=vmbr1,hwaddr=BC:24:11:00:00:02,ip=manual
    `,
      { rule: "network-name-duplicate" },
    );
    expect(names.findings).toEqual([]);
  });

  test("two ends on the host with one name", () => {
    check(
      `
      lxc.net.0.type = veth
      lxc.net.0.veth.pair = guest
      lxc.net.1.type = veth
      lxc.net.1.veth.pair = guest
                            ^^^^^ error: \`lxc.net.0\` has this name on the host already, so liblxc cannot give it to this interface and the container does not start. Write another one, or leave the line out.
    `,
      native,
    );
  });

  test("the loopback of an empty interface is called lo", () => {
    check("lxc.net.0.type = empty\nlxc.net.0.name = lo", native);
  });
});

describe("addresses and gateways", () => {
  test("all of a /31 are addresses of machines, and one alone has its gateway elsewhere", () => {
    check(`
      net0: name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:01,ip=10.0.0.0/31
      net1: name=eth1,bridge=vmbr1,hwaddr=BC:24:11:00:00:02,ip=203.0.113.5/32
    `);
    check("net0: name=eth0,bridge=vmbr0,gw=192.0.2.1,hwaddr=BC:24:11:00:00:01,ip=203.0.113.5/32");
  });

  test("an IPv6 gateway that is good on every link is in no network", () => {
    check("net0: name=eth0,bridge=vmbr0,gw6=fe80::1,hwaddr=BC:24:11:00:00:01,ip6=2001:db8::5/64");
  });

  test("the prefix that covers address and gateway is computed", () => {
    check(`
      net0: name=eth0,bridge=vmbr0,gw=10.0.1.1,hwaddr=BC:24:11:00:00:01,ip=10.0.0.5/24
                                      ^^^^^^^^ warning: The gateway is not in the network of 10.0.0.5/24. It is reached only if it answers on the same bridge all the same. Write a gateway of this network, or the prefix that covers both.
    `)
      .fixedBy(
        "Write the gateway `10.0.0.1`",
        `
      net0: name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:01,ip=10.0.0.5/24
    `,
      )
      .fixedBy(
        "Write the address `10.0.0.5/23`",
        `
      net0: name=eth0,bridge=vmbr0,gw=10.0.1.1,hwaddr=BC:24:11:00:00:01,ip=10.0.0.5/23
    `,
      );
  });

  test("a gateway of another family has its own address", () => {
    check("net0: name=eth0,bridge=vmbr0,gw=192.0.2.1,hwaddr=BC:24:11:00:00:01,ip=192.0.2.5/24,ip6=auto");
  });

  test("a gateway for IPv4 and one for IPv6 do not compete, nor do those of a gateway that does nothing", () => {
    check(
      `
      net0: name=eth0,bridge=vmbr0,gw=192.0.2.1,hwaddr=BC:24:11:00:00:01,ip=192.0.2.5/24
      net1: name=eth1,bridge=vmbr1,gw6=2001:db8::1,hwaddr=BC:24:11:00:00:02,ip6=2001:db8::5/64
      net2: name=eth2,bridge=vmbr2,gw=10.0.0.1,hwaddr=BC:24:11:00:00:03,ip=dhcp
    `,
      { rule: "network-gateways-competing" },
    );
  });

  test("an IPv6 prefix longer than there are stops the start", () => {
    check(
      `
      lxc.net.0.type = veth
      lxc.net.0.ipv6.address = fd00::1/4294967295
                               ^^^^^^^^^^^^^^^^^^ error: An IPv6 prefix has 128 bits at most, so the container does not start. Write the address of one machine.
    `,
      { ...native, rule: "network-address-unusable" },
    );
  });

  test("what LXC refuses while it loads the config is told by another rule", () => {
    for (const line of ["ipv4.address = dhcp", "ipv4.address = 10.0.0.1/255.255.255.0", "ipv4.address = 10.0.0.1/-1"]) {
      const { findings } = check(`lxc.net.0.type = veth\nlxc.net.0.${line}`, {
        ...native,
        rule: "network-address-unusable",
      });
      expect(findings).toEqual([]);
    }
  });

  test("behind an address may stand that of the broadcast", () => {
    check("lxc.net.0.type = veth\nlxc.net.0.ipv4.address = 10.0.0.5/24 10.0.0.255", {
      ...native,
      rule: "network-prefix-missing",
    });
  });

  test("LXC guesses a prefix from the last number", () => {
    for (const [last, length] of [
      ["5", 8],
      ["130", 16],
      ["200", 24],
      ["230", 0],
    ] as const) {
      check(
        `
        lxc.net.0.type = veth
        lxc.net.0.ipv4.address = 10.0.0.${last}
                                 ${"^".repeat(7 + last.length)} warning: Without a prefix length liblxc guesses one from the last number of the address, here /${length}. Write the one of your network, such as \`10.0.0.${last}/24\`.
      `,
        { ...native, rule: "network-prefix-missing" },
      );
    }
  });
});

describe("raw lines beside netN", () => {
  test("keys that only add to an interface are welcome", () => {
    check(`
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
      lxc.net.0.script.down: /usr/local/bin/down
      lxc.net.0.veth.n_txqueues: 4
      lxc.net.0.flags: up
    `);
  });

  test("an empty line takes the interface away", () => {
    check(`
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp
      lxc.net.0:
      ^^^^^^^^^ error: This empty line takes \`net0\` away again, so the container has no such interface. Remove the line, or \`net0\`.
    `);
  });

  test("an address of netN that a raw line brings is not missing", () => {
    check("net0: name=eth0,bridge=vmbr0,ip=dhcp\nlxc.net.0.hwaddr: BC:24:11:00:00:01", {
      rule: "network-hwaddr-missing",
    });
  });
});

describe("what a profile asks for", () => {
  test("a pulled cable, VLAN 1 and a second network service are told to the strict", () => {
    const text = `
      arch: amd64
      net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp,link_down=1
      net1: name=eth1,bridge=vmbr1,hwaddr=BC:24:11:00:00:02,ip=manual,tag=1
    `;
    check(text);
    expect(["network-link-down", "network-tag-one"].flatMap((rule) => checkAlone(text, rule))).toEqual([
      "network-link-down",
      "network-tag-one",
    ]);
  });

  test("the host manages interfaces since Proxmox VE 9.1", () => {
    const text = "net0: name=eth0,bridge=vmbr0,host-managed=1,hwaddr=BC:24:11:00:00:01,ip=dhcp,ip6=auto,link_down=1";
    expect(checkAlone(text, "network-slaac-host-managed")).toEqual(["network-slaac-host-managed"]);
    check(text, { rule: "network-slaac-host-managed", target: "8.4" });
  });
});

/** The names of a rule's findings. */
function checkAlone(text: string, rule: string): readonly string[] {
  return findingsIn(parse(dedent(text), "proxmox"), rule).map((finding) => finding.rule);
}
