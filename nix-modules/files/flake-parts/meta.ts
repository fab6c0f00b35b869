import { type NixValue, nix } from "../../language";
import { flakeModule, type GeneratedFile } from "../generated-file";

/** `modules/flake-parts/meta.nix`: the options for the facts of the fleet that several modules need. */
export function metaFile(): GeneratedFile {
  const users = mkOption("People with accounts on the machines.", {
    type: nix.apply(
      "lib.types.attrsOf",
      nix.apply("lib.types.submodule", nix.set({ options: userOptions() })),
    ),
    default: nix.set(),
  });
  return flakeModule(
    "flake-parts/meta.nix",
    nix.entry(["options", "flake", "meta", "users"], users),
  );
}

function userOptions(): NixValue {
  const optionalText = {
    type: nix.apply("lib.types.nullOr", nix.ref("lib.types.str")),
    default: null,
  };
  return nix.set({
    fullName: mkOption("Name as it appears in commits.", optionalText),
    email: mkOption("E-mail address as it appears in commits.", optionalText),
    sshKeys: mkOption("OpenSSH public keys that may log in.", {
      type: nix.apply("lib.types.listOf", nix.ref("lib.types.singleLineStr")),
      default: [],
    }),
  });
}

function mkOption(description: string, option: { readonly [name: string]: NixValue }): NixValue {
  return nix.apply("lib.mkOption", nix.set({ ...option, description }));
}
