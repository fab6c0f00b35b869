import { type NixExpression, type NixValue, nix } from "@nix-fleet/nix-language";
import { type FleetStack, WorkstationStack } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { environmentLines } from "../stack-environment";
import { missingInTerranix } from "../terranix/module";

/**
 * `modules/flake-parts/terranix.nix`: runs the stacks with terranix, `nix run .#terraform.terraform -- apply`,
 * on the same state as `terraform/stacks/<stack>/cdk.tf.json`. The name of a Mac's stack is its id instead of
 * `terraform`; so are the names of other stacks if there are several.
 */
export function terranixFile(stacks: readonly FleetStack[]): GeneratedFile {
  return flakeModuleWith(
    // In `perSystem`, `config` is the configuration of the system.
    [nix.inheritFrom("config.flake.modules", ["terranix"])],
    "flake-parts/terranix.nix",
    { imports: [nix.ref("inputs.terranix.flakeModule")] },
    {
      perSystem: nix.fn(["config", "inputs'", "pkgs"], {
        terranix: { terranixConfigurations: configurations(stacks) },
      }),
    },
  );
}

/** The names of the stacks for `nix run`, in the order of the stacks. */
function namesOf(stacks: readonly FleetStack[]): readonly string[] {
  const others = stacks.filter((stack) => !WorkstationStack.isWorkstationStack(stack));
  const isFree = !stacks.some(({ node }) => node.id === "terraform");
  const only = others.length === 1 && isFree ? others[0] : undefined;
  return stacks.map((stack) => {
    if (stack === only) return "terraform";
    // terranix defines a shell with that name, and the flake already has a default shell.
    return stack.node.id === "default" ? "terraform-default" : stack.node.id;
  });
}

/** The parts of a configuration that are specific to a stack. */
interface OwnParts {
  /** The kinds of blocks that are copied from `cdk.tf.json`, because terranix has no options for them. */
  readonly missing: readonly string[];
  /** Shell lines that set environment variables. */
  readonly environment: readonly string[];
}

const NOTHING_OWN: OwnParts = { missing: [], environment: [] };

/** Stacks that differ only in their names share one function. */
function configurations(stacks: readonly FleetStack[]): NixValue {
  const names = namesOf(stacks);
  const named = stacks.map((stack, index) => ({
    name: names[index] ?? stack.node.id,
    id: stack.node.id,
    missing: missingInTerranix(stack),
    environment: environmentLines(stack.environment),
  }));
  const isAlike = ({ missing, environment }: (typeof named)[number]) =>
    missing.length === 0 && environment.length === 0;
  const alike = named.filter(isAlike);
  const others = alike.length > 1 ? named.filter((stack) => !isAlike(stack)) : named;
  const single = Object.fromEntries(
    others.map(({ name, id, ...own }) => [name, configuration(name, id, own)]),
  );
  if (alike.length <= 1) return single;
  const shared = nix.apply(
    "lib.mapAttrs",
    nix.lambda(
      "name",
      nix.lambda("stack", configuration(nix.ref("name"), nix.ref("stack"), NOTHING_OWN)),
    ),
    Object.fromEntries(alike.map(({ name, id }) => [name, id])),
  );
  return others.length === 0 ? shared : nix.update(shared, single);
}

/**
 * The folder of the stack also contains `cdk.tf.json`, which defines the same resources. OpenTofu reads
 * `<name>.tofu.json` instead of `<name>.tf.json`. The scripts of terranix link the configuration as
 * `config.tf.json` before they call the wrapper.
 */
function configuration(
  name: string | NixExpression,
  id: string | NixExpression,
  { missing, environment }: OwnParts,
): NixExpression {
  const json = nix.ref(
    "config.terranix.terranixConfigurations",
    name,
    "result",
    "terraformConfiguration",
  );
  return nix.set(
    {
      modules: [nix.ref("terranix", id)],
      workdir: nix.comment(
        "The same folder and state as with `terraform -chdir`.",
        typeof id === "string" ? `terraform/stacks/${id}` : nix.interpolate`terraform/stacks/${id}`,
      ),
    },
    {
      terraformWrapper: nix.set({
        package: nix.ref("pkgs.opentofu"),
        extraRuntimeInputs: [nix.ref("inputs'.clan-core.packages.clan-cli"), nix.ref("pkgs.jq")],
        prefixText: nix.comment(
          "OpenTofu reads cdk.tofu.json instead of cdk.tf.json.",
          nix.lines([
            ...CLEANED,
            ...placed(json, missing),
            ...environment,
            "tofu init -input=false >&2",
          ]),
        ),
      }),
    },
  );
}

const CLEANED = ["rm -f cdk.tofu.json config.tf.json", "trap 'rm -f cdk.tofu.json' EXIT"];

/** Shell lines that write the configuration to `cdk.tofu.json`. */
function placed(
  json: NixExpression,
  missing: readonly string[],
): readonly (string | NixExpression)[] {
  if (missing.length === 0) return [nix.interpolate`ln -sfn ${json} cdk.tofu.json`];
  const kinds = missing.map((kind) => `"${kind}"`).join(", ");
  const program = `.[0] + (.[1] | with_entries(select(.key | IN(${kinds}))))`;
  return [
    "# Copy the blocks without terranix options from cdk.tf.json.",
    nix.interpolate`jq --slurp '${program}' ${json} cdk.tf.json > cdk.tofu.json`,
  ];
}
