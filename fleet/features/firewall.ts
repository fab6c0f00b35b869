import { DendriticModule, type Fleet, type GeneratedModule, type Module } from "../../constructs";

/** An assertion that modules open only the ports in `networking.firewall.expectedPorts`. */
const EXPECTED_PORTS: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "firewall/expected-ports",
  provides: { nixos: true },
};

/**
 * The firewall of a server: only ssh and zerotier are open. If a module opens another port, the evaluation of the
 * machine fails with the name of the module. The feature of a service can allow its port:
 * `networking: { firewall: { expectedPorts: { https: { tcp: [443] } } } }`.
 */
export function declareFirewall(fleet: Fleet) {
  return new DendriticModule(fleet, "firewall", {
    folder: "nixos",
    imports: [EXPECTED_PORTS],
    parts: {
      firewall: {
        nixos: {
          networking: {
            firewall: {
              enable: true,
              expectedPorts: { ssh: { tcp: [22] }, zerotier: { tcp: [9993], udp: [9993] } },
            },
          },
        },
      },
    },
  });
}
