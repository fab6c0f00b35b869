import { type NixExpression, nix } from "@nix-fleet/nix-language";
import type { FleetStack } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";

/**
 * `modules/flake-parts/terranix.nix`: runs the stacks with terranix, `nix run .#terraform.terraform -- apply`,
 * on the same state as `terraform/stacks/<stack>/cdk.tf.json`. If there are several stacks, each is called by
 * its id in place of `terraform`.
 */
export function terranixFile(stacks: readonly FleetStack[]): GeneratedFile {
  const configurations = stacks.map((stack): [string, NixExpression] => {
    const name = stacks.length === 1 ? "terraform" : stack.node.id;
    return [name, configuration(name, stack)];
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

/**
 * The folder of the stack has `cdk.tf.json` as well, which defines the same resources. OpenTofu reads a file
 * `<name>.tofu.json` in place of `<name>.tf.json`. Terranix's own scripts link the configuration under a third
 * name before they call the wrapper.
 */
function configuration(name: string, stack: FleetStack): NixExpression {
  const json = nix.ref(
    "config.terranix.terranixConfigurations",
    name,
    "result",
    "terraformConfiguration",
  );
  return nix.set(
    {
      modules: [nix.ref("terranix", stack.node.id)],
      workdir: nix.comment(
        "The folder that `terraform -chdir` uses: both act on the same state.",
        `terraform/stacks/${stack.node.id}`,
      ),
    },
    {
      terraformWrapper: nix.set({
        package: nix.ref("pkgs.opentofu"),
        extraRuntimeInputs: [nix.ref("inputs'.clan-core.packages.clan-cli"), nix.ref("pkgs.jq")],
        prefixText: nix.comment(
          "OpenTofu reads cdk.tofu.json in place of cdk.tf.json.",
          nix.lines([
            "rm -f config.tf.json",
            nix.interpolate`ln -sfn ${json} cdk.tofu.json`,
            "trap 'rm -f cdk.tofu.json' EXIT",
            "tofu init -input=false >&2",
          ]),
        ),
      }),
    },
  );
}
