import { DendriticModule, type Fleet, inputModule, nix } from "../../constructs";

/**
 * A NixOS server at Hetzner Cloud: the srvos profiles for servers and for this hardware. srvos also configures the
 * network: cloud-init sets the public IPv4 and IPv6 addresses of the server.
 */
export function declareHetznerCloud(fleet: Fleet) {
  return new DendriticModule(fleet, "hetzner-cloud", {
    folder: "nixos",
    imports: [
      inputModule("srvos", "nixos", "server"),
      inputModule("srvos", "nixos", "hardware-hetzner-cloud"),
    ],
    parts: {
      "hetzner-cloud": {
        nixos: {
          clan: {
            core: {
              enableRecommendedDefaults: nix.comment(
                "srvos sets the same defaults. Those of clan-core also open multicast DNS to the internet.",
                false,
              ),
            },
          },
        },
      },
    },
  });
}
