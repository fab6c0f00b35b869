import { DendriticModule, type Fleet, type GeneratedModule, type Module } from "../../constructs";

/** An assertion that no module opens a port which `networking.firewall.expectedPorts` does not list. */
const EXPECTED_PORTS: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "firewall/expected-ports",
  provides: { nixos: true },
};

/**
 * The firewall of a server: ssh and zerotier, and nothing else. What opens another port is an error when the
 * machine is evaluated, which names the module. To allow it, a feature says so beside what listens there:
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
