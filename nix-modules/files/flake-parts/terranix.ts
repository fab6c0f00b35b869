import { type NixExpression, nix } from "@nix-fleet/nix-language";
import type { FleetStack } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";

/**
 * `modules/flake-parts/terranix.nix`: terranix's own way to run the stacks, without this tool:
 * `nix run .#terraform.terraform -- apply`. A stack that is not the only one is called by its id. Terranix
 * would keep its state in a folder of that name, which git does not ignore.
 */
export function terranixFile(stacks: readonly FleetStack[]): GeneratedFile {
  const configurations = stacks.map((stack): [string, NixExpression] => {
    const name = stacks.length === 1 ? "terraform" : stack.node.id;
    const folder = stacks.length === 1 ? {} : { workdir: `terraform/${name}` };
    return [name, configuration(name, stack, folder)];
  });
  return flakeModuleWith(
    // Within `perSystem`, `config` is that of the system.
    [nix.inheritFrom("config.flake.modules", ["terranix"])],
    "flake-parts/terranix.nix",
    { imports: [nix.ref("inputs.terranix.flakeModule")] },
    {
      perSystem: nix.fn(["config", "inputs'", "pkgs"], {
        terranix: { terranixConfigurations: Object.fromEntries(configurations) },
      }),
    },
  );
}

function configuration(
  name: string,
  stack: FleetStack,
  folder: { readonly workdir?: string },
): NixExpression {
  const json = nix.ref(
    "config.terranix.terranixConfigurations",
    name,
    "result",
    "terraformConfiguration",
  );
  return nix.set(
    { modules: [nix.ref("terranix", stack.node.id)], ...folder },
    {
      terraformWrapper: nix.set({
        package: nix.ref("pkgs.opentofu"),
        extraRuntimeInputs: [nix.ref("inputs'.clan-core.packages.clan-cli"), nix.ref("pkgs.jq")],
        prefixText: nix.comment(
          "The wrapper alone neither links the configuration nor fetches the providers.",
          nix.lines([
            nix.interpolate`ln -sfn ${json} config.tf.json`,
            "tofu init -input=false >&2",
          ]),
        ),
      }),
    },
  );
}
