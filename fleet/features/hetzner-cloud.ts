import { DendriticModule, type Fleet, inputModule, nix } from "../../constructs";

/**
 * A NixOS server at Hetzner Cloud: srvos' baseline for servers and for that hardware. Its network is that of
 * srvos too: cloud-init sets up the public IPv4 and IPv6 addresses that Hetzner gave the server.
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
