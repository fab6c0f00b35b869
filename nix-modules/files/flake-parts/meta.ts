import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type { Fleet } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";

/** `modules/flake-parts/meta.nix`: the facts of the fleet that several modules need, as typed options. */
export function metaFile(fleet: Fleet): GeneratedFile {
  const hasUsers = fleet.users.length > 0;
  const domain = mkOption({
    type: nix.ref("types.str"),
    default: fleet.domain,
    description: "Domain of the machines' names inside the fleet.",
  });
  const users = mkOption({
    type: nix.apply("types.attrsOf", nix.apply("types.submodule", nix.ref("user"))),
    default: nix.set(),
    description: "People with accounts on the machines.",
  });
  return flakeModuleWith(
    [nix.inheritFrom("lib", ["mkOption", "types"]), ...(hasUsers ? [userType()] : [])],
    "flake-parts/meta.nix",
    nix.entry(["options", "flake", "meta"], nix.set({ domain, ...(hasUsers && { users }) })),
  );
}

function userType(): NixEntry {
  const text = nix.apply("types.nullOr", nix.ref("types.str"));
  const options = nix.set({
    fullName: mkOption({
      type: text,
      default: null,
      description: "Name as it appears in commits.",
    }),
    email: mkOption({
      type: text,
      default: null,
      description: "Address as it appears in commits.",
    }),
    sshKeys: mkOption({
      type: nix.apply("types.listOf", nix.ref("types.singleLineStr")),
      default: [],
      description: "OpenSSH public keys that may log in.",
    }),
  });
  return nix.entry(["user", "options"], options);
}

function mkOption(option: { readonly [name: string]: NixValue }): NixValue {
  return nix.apply("mkOption", nix.set(option));
}
