import { TerraformVariable } from "cdktf";
import { expect, it } from "vitest";
import { expression } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { server } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong firewall", [
  {
    mistake: "a firewall rule without a port",
    declare: () => server({ firewall: { allow: [{ protocol: "tcp" }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-port-invalid",
    says: ["tcp needs a port: null", "1 to 65535", "set `port`"],
  },
  ...["80-20", 0, 70_000, "0-80", "80-70000", "http", ""].map((port) => ({
    mistake: `the firewall port "${port}"`,
    declare: () => server({ firewall: { allow: [{ protocol: "tcp" as const, port }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-port-invalid",
    says: [`tcp has an invalid port: ${JSON.stringify(port)}`, "1 to 65535", "correct `port`"],
  })),
  {
    mistake: "a firewall source that is not a list",
    declare: () =>
      server({
        firewall: { allow: [JSON.parse('{ "protocol": "icmp", "from": "192.0.2.0/24" }')] },
      }),
    path: "hetzner/cinnabar",
    code: "firewall-source-not-cidr",
    says: ['not CIDR blocks: ["192.0.2.0/24"]'],
  },
  ...[
    [],
    ["everyone"],
    ["192.0.2.1"],
    ["192.0.2.0/33"],
    ["2001:db8::/129"],
    ["fe80::1%eth0/64"],
    ["192.0.2.0/24/1"],
  ].map((from) => ({
    mistake: `the firewall source ${from.join(", ") || "with an empty list"}`,
    declare: () => server({ firewall: { allow: [{ protocol: "icmp" as const, from }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-source-not-cidr",
    says: [
      `not CIDR blocks: ${JSON.stringify(from)}`,
      "192.0.2.0/24",
      "address with its prefix length",
    ],
  })),
  ...[
    "192.0.2.1/24",
    "192.0.2.0/0",
    "192.0.2.2/30",
    "2001:db8::1/64",
    "::1/127",
    "::ffff:192.0.2.1/112",
  ].map((block) => ({
    mistake: `the firewall source ${block}`,
    declare: () => server({ firewall: { allow: [{ protocol: "icmp" as const, from: [block] }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-source-not-first",
    says: [`first address of their block: ["${block}"]`, "192.0.2.1/32", "/128"],
  })),
  {
    mistake: "a firewall's address with a dot",
    declare: () => server({ firewall: { allow: [], logicalId: "a.b" } }),
    path: "hetzner/cinnabar/firewall",
    code: "terraform-address-invalid",
    says: ['address is invalid: "hcloud_firewall.a.b"', "change its logical id"],
  },
]);

it("can allow single ports, ranges, blocks and references", () => {
  const { app, stack } = server({
    firewall: {
      allow: [
        { protocol: "tcp", port: 65_535, from: ["192.0.2.1/32", "2001:db8::/32"] },
        {
          protocol: "esp",
          from: ["0.0.0.0/0", "::/0", "192.0.2.4/30", "2001:DB8:0:1::/64", "::1/128"],
        },
        { protocol: "tcp", port: "80-80", from: expression.list("var.admin_cidrs") },
        { protocol: "udp", port: "any", from: [expression("var.home")] },
      ],
    },
  });
  for (const name of ["admin_cidrs", "home"]) new TerraformVariable(stack, name, {});
  expect(issuesOf(app)).toEqual([]);
});
