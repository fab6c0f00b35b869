import { nix } from "@nix-fleet/nix-language";
import type { TerraformStack } from "cdktf";
import { DarwinMachine, type Fleet, FleetStack } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { migrationOf } from "../justfile/migration-recipes";

/**
 * `modules/flake-parts/dev-shell.nix`: the programs of the justfile's recipes, in the same versions for all users and
 * for CI, and the environment variables of the stacks. If `dev-shell.nix` is hand-written, `devShells.fleet` in
 * `fleet-shell.nix`.
 *
 * @param stacks - the Terraform stacks of the app
 */
export function devShellFile(fleet: Fleet, stacks: readonly TerraformStack[]): GeneratedFile {
  const clan = nix.ref("inputs'.clan-core.packages.clan-cli");
  const names = [
    "deadnix",
    "jq",
    "just",
    "nixfmt",
    ...(migrationOf(fleet) === undefined ? [] : ["nodejs"]),
    ...(stacks.length > 0 ? ["opentofu"] : []),
    "statix",
  ];
  const packages = [clan, ...names.map((name) => nix.ref("pkgs", name))];
  const darwinRebuild = nix.apply(
    nix.ref("lib.optional"),
    nix.ref("pkgs.stdenv.hostPlatform.isDarwin"),
    nix.ref("inputs'.nix-darwin.packages.darwin-rebuild"),
  );
  const hasMacs = fleet.machines.some((machine) => DarwinMachine.isDarwinMachine(machine));
  const env = environmentOf(stacks);
  const shell = {
    packages: hasMacs ? nix.concat(packages, darwinRebuild) : packages,
    ...(Object.keys(env).length > 0 && { env }),
  };
  const isOther = fleet.isOwnFile("modules/flake-parts/dev-shell.nix");
  return flakeModule(isOther ? "flake-parts/fleet-shell.nix" : "flake-parts/dev-shell.nix", {
    perSystem: nix.fn(["inputs'", "pkgs"], {
      devShells: {
        [isOther ? "fleet" : "default"]: nix.apply(nix.ref("pkgs.mkShell"), nix.set(shell)),
      },
    }),
  });
}

/** The environment variables of all stacks without secrets; each command reads the secrets itself. */
function environmentOf(stacks: readonly TerraformStack[]): { [name: string]: string } {
  const variables = stacks
    .filter(FleetStack.isFleetStack)
    .flatMap(({ environment }) => environment);
  return Object.fromEntries(
    variables.flatMap(({ name, value }) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
