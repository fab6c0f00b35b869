import { DendriticModule, type Fleet, inputModule, nix } from "../../constructs";

/** A NixOS server at Hetzner Cloud: srvos' baseline for servers and for that hardware, and the network. */
export function declareHetznerCloud(fleet: Fleet) {
  return new DendriticModule(fleet, "hetzner-cloud", {
    folder: "nixos",
    imports: [
      inputModule("srvos", "nixos", "server"),
      inputModule("srvos", "nixos", "hardware-hetzner-cloud"),
    ],
    parts: {
      "hetzner-cloud": { nixos: {} },
      uplink: {
        nixos: {
          systemd: {
            network: {
              networks: {
                "10-uplink": {
                  matchConfig: { Name: "en* eth*" },
                  networkConfig: nix.comment(
                    "Hetzner tells a server its IPv6 prefix by no protocol: set Address and Gateway for it.",
                    { DHCP: "ipv4" },
                  ),
                  linkConfig: { RequiredForOnline: "routable" },
                },
              },
            },
          },
          services: {
            "cloud-init": {
              enable: nix.comment("Would set the uplink up a second time.", false),
            },
          },
        },
      },
    },
  });
}

/** The firewall of a server: ssh and zerotier, and nothing else. */
export function declareFirewall(fleet: Fleet) {
  return new DendriticModule(fleet, "firewall", {
    folder: "nixos",
    parts: {
      firewall: {
        nixos: {
          networking: {
            firewall: {
              enable: true,
              allowedTCPPorts: nix.comment(
                "Forced: services open more, such as multicast DNS and zerotier's control port.",
                nix.apply("lib.mkForce", [22]),
              ),
              allowedUDPPorts: nix.apply("lib.mkForce", [9993]),
            },
          },
        },
      },
    },
  });
}

/**
 * Security updates without a person: the deployed configuration, every night, on the newest nixpkgs that
 * passed NixOS' own tests, those of boot loader and ssh among them.
 */
export function declareAutoUpgrade(fleet: Fleet) {
  return new DendriticModule(fleet, "auto-upgrade", {
    folder: "nixos",
    parts: {
      "auto-upgrade": {
        nixos: {
          system: {
            autoUpgrade: {
              enable: true,
              flake: nix.ref("inputs.self.outPath"),
              flags: [
                "--override-input",
                "nixpkgs",
                "github:NixOS/nixpkgs/nixos-unstable-small",
                "--no-write-lock-file",
              ],
              dates: "04:00",
              randomizedDelaySec: "45min",
              allowReboot: nix.comment("A machine that starts waits for its passphrase.", false),
            },
          },
        },
      },
    },
  });
}
