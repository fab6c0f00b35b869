import { nix } from "@nix-fleet/nix-language";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";

/** `modules/clan/zerotier/hosts.nix`: the names of the machines, to which host certificates are issued. */
export function zerotierHostsFile(): GeneratedFile {
  const address = nix.ref("machine.zerotier.address");
  const line = nix.interpolate`${address} ${nix.ref("name")}.${nix.ref("domain")}\n`;
  const lines = nix.apply(
    "lib.concatMapAttrsStringSep",
    "",
    nix.lambda(
      "name",
      nix.lambda("machine", nix.apply("lib.optionalString", nix.notEqual(address, null), line)),
    ),
    nix.ref("config.flake.meta.machines"),
  );
  return flakeModuleWith(
    [nix.inheritFrom("config.flake.meta", ["domain"]), nix.entry("hosts", lines)],
    "clan/zerotier/hosts.nix",
    nix.entry(
      ["flake", "modules", "nixos", "zerotier/hosts", "networking", "extraHosts"],
      nix.ref("hosts"),
    ),
    nix.entry(
      ["flake", "modules", "darwin", "zerotier/hosts"],
      nix.set(
        nix.entry(
          ["clan", "core", "networking", "extraHosts"],
          nix.apply(
            "lib.mkIf",
            nix.notEqual(nix.ref("hosts"), ""),
            nix.set({ zerotier: nix.ref("hosts") }),
          ),
        ),
      ),
    ),
  );
}
