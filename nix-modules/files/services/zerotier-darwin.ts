import { nix } from "@nix-fleet/nix-language";
import type { Fleet } from "../../../constructs";
import type { GeneratedFile } from "../generated-file";
import { clanModuleFile } from "./clan-module";

/** The service `zerotier-darwin`: Macs as members of a zerotier network. */
export function zerotierDarwinFiles(fleet: Fleet): readonly GeneratedFile[] {
  const networkId = nix.ref("settings.networkId");
  const join = nix.lines([
    "zerotier=/usr/local/bin/zerotier-cli",
    nix.interpolate`if ! "$zerotier" listnetworks 2>/dev/null | grep --quiet ${networkId}; then`,
    nix.interpolate`  echo >&2 "joining zerotier network ${networkId}..."`,
    nix.interpolate`  "$zerotier" join ${networkId} || echo >&2 "zerotier is not running yet: activate again to join"`,
    "fi",
    nix.interpolate`if ! "$zerotier" listnetworks 2>/dev/null | grep --quiet "${networkId} .* OK "; then`,
    `  echo >&2 "zerotier: not let in yet; this Mac's zerotierMemberId is $("$zerotier" info | cut -d ' ' -f 3)"`,
    "fi",
  ]);
  const darwinModule = nix.set(
    { imports: [nix.ref("config.flake.modules.darwin", "zerotier/hosts")] },
    { homebrew: nix.set({ enable: true, casks: ["zerotier-one"] }) },
    nix.entry(
      ["system", "activationScripts", "postActivation", "text"],
      nix.comment(
        "Runs after Homebrew. A daemon that is not up yet must not stop the activation.",
        nix.apply("lib.mkIf", nix.notEqual(networkId, null), join),
      ),
    ),
  );
  const file = clanModuleFile(fleet, {
    name: "zerotier-darwin",
    description: "Macs as members of a zerotier network",
    readme: "The controller is a NixOS machine, with clan-core's zerotier.",
    category: "Network",
    roles: {
      peer: {
        description: "Installs zerotier and joins the network on activation.",
        options: {
          networkId: nix.apply(
            "lib.mkOption",
            nix.set({
              type: nix.apply("lib.types.nullOr", nix.ref("lib.types.str")),
              description: "Id of the network; null until the controller's vars are generated.",
            }),
          ),
        },
        perInstance: nix.fn(["settings"], { darwinModule }),
      },
    },
  });
  return [file];
}
