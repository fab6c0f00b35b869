import { DendriticModule, type Fleet, inputModule } from "../../constructs";

/** A NixOS server at Hetzner Cloud: srvos' baseline for servers and for that hardware. */
export function declareHetznerCloud(fleet: Fleet) {
  return new DendriticModule(fleet, "hetzner-cloud", {
    folder: "nixos",
    imports: [
      inputModule("srvos", "nixos", "server"),
      inputModule("srvos", "nixos", "hardware-hetzner-cloud"),
    ],
    parts: { "hetzner-cloud": { nixos: {} } },
  });
}
