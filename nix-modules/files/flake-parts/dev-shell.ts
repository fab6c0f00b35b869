import { nix } from "@nix-fleet/nix-language";
import { DarwinMachine, type Fleet } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";

/**
 * `modules/flake-parts/dev-shell.nix`: the programs that the recipes of the justfile run, each in one
 * version for every person and for continuous integration.
 *
 * @param hasStacks - whether there is Terraform to run
 */
export function devShellFile({ machines }: Fleet, hasStacks: boolean): GeneratedFile {
  const clan = nix.ref("inputs'.clan-core.packages.clan-cli");
  const names = ["deadnix", "jq", "just", "nixfmt", ...(hasStacks ? ["opentofu"] : []), "statix"];
  const packages = [clan, ...names.map((name) => nix.ref("pkgs", name))];
  const darwinRebuild = nix.apply(
    nix.ref("lib.optional"),
    nix.ref("pkgs.stdenv.hostPlatform.isDarwin"),
    nix.ref("inputs'.nix-darwin.packages.darwin-rebuild"),
  );
  const hasMacs = machines.some((machine) => DarwinMachine.isDarwinMachine(machine));
  const shell = { packages: hasMacs ? nix.concat(packages, darwinRebuild) : packages };
  return flakeModule("flake-parts/dev-shell.nix", {
    perSystem: nix.fn(["inputs'", "pkgs"], {
      devShells: { default: nix.apply(nix.ref("pkgs.mkShell"), nix.set(shell)) },
    }),
  });
}
