import { nix } from "@nix-fleet/nix-language";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { publicVar } from "./public-var";

/** `modules/clan/zerotier/network.nix`: the id of the network, which the controller's vars hold. */
export function zerotierNetworkFile(instanceName: string, controller: string): GeneratedFile {
  const option = nix.set({
    type: nix.apply("lib.types.nullOr", nix.ref("lib.types.str")),
    default: publicVar(`zerotier-network-${instanceName}`, "network-id", null),
    description: `Id of the network ${instanceName}; null until \`clan vars generate ${controller}\`.`,
  });
  return flakeModule(
    "clan/zerotier/network.nix",
    nix.entry(
      ["options", "flake", "meta", "zerotier", "networkId"],
      nix.apply("lib.mkOption", option),
    ),
  );
}
