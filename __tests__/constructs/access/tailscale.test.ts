import { expect, it } from "vitest";
import type { NixosMachineProps } from "../../../constructs";
import { codesOf } from "../../support/access";

const codes = (settings: NonNullable<NixosMachineProps["settings"]>) =>
  codesOf({ machine: () => ({ settings }) });

const SHUT = { openssh: { openFirewall: false } };

it("accepts a machine that only Tailscale reaches: its rules precede those of NixOS", () => {
  expect(codes({ services: { ...SHUT, tailscale: { enable: true } } })).toEqual([]);
});

it.each([
  ["without Tailscale", { services: SHUT }],
  ["with Tailscale switched off", { services: { ...SHUT, tailscale: { enable: false } } }],
  [
    "with nftables, whose rules count too",
    {
      services: { ...SHUT, tailscale: { enable: true } },
      networking: { nftables: { enable: true } },
    },
  ],
])("refuses a firewall that is shut %s", (_, settings) => {
  expect(codes(settings)).toEqual(["nixos-firewall-shuts-out-ssh"]);
});

it("accepts the interface of Tailscale as trusted with nftables", () => {
  expect(
    codes({
      services: { ...SHUT, tailscale: { enable: true } },
      networking: { nftables: { enable: true }, firewall: { trustedInterfaces: ["tailscale0"] } },
    }),
  ).toEqual([]);
});
