import { TerraformVariable } from "cdktf";
import { expect, it } from "vitest";
import { expression } from "../../../constructs";
import { codesOf } from "../../support/access";
import { issuesOf } from "../../support/diagnostics";
import { SERVER, server } from "../../support/fleets";

const SSH = { protocol: "tcp", port: 22 } as const;

const codes = (...sources: readonly (readonly string[] | undefined)[]) => {
  const allow = sources.map((from) => ({ ...SSH, ...(from && { from: [...from] }) }));
  return codesOf({ machine: () => ({ server: { ...SERVER, firewall: { allow } } }) });
};

it.each([
  [["10.0.0.0/8"]],
  [["172.16.0.0/12", "192.168.0.0/16"]],
  [["100.64.0.0/10"]],
  [["2001:db8::/32", "fd00::/8"]],
])("refuses a firewall that lets nobody install from %s", (from) => {
  expect(codes(from)).toEqual(["firewall-shuts-out-ssh"]);
});

it.each([
  [["0.0.0.0/0"]],
  [["203.0.113.7/32", "10.0.0.0/8"]],
  [["172.32.0.0/16"]],
  [["100.128.0.0/16"]],
])("accepts the sources %s", (from) => {
  expect(codes(from)).toEqual([]);
});

it("takes all rules together, and knows neither references nor other ports", () => {
  expect(codes(["10.0.0.0/8"], ["203.0.113.7/32"])).toEqual([]);
  expect(codes(["10.0.0.0/8"], undefined)).toEqual([]);
  const { app, stack } = server({
    firewall: {
      allow: [
        { ...SSH, from: [expression("var.home")] },
        { protocol: "tcp", port: 443, from: ["10.0.0.0/8"] },
      ],
    },
  });
  new TerraformVariable(stack, "home", {});
  expect(issuesOf(app)).toEqual([]);
});

it("checks Hetzner's limits of one rule", () => {
  const blocks = Array.from({ length: 101 }, (_, index) => `203.0.${index}.0/24`);
  expect(codes(blocks)).toEqual(["too-many-firewall-rules"]);
  expect(codes(blocks.slice(0, 60), blocks.slice(60))).toEqual([]);
  const described = (length: number) =>
    issuesOf(server({ firewall: { allow: [{ ...SSH, description: "x".repeat(length) }] } }).app);
  expect(described(256).map(({ code }) => code)).toEqual(["firewall-description-too-long"]);
  expect(described(255)).toEqual([]);
});
