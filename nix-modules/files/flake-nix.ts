import { type NixEntry, type NixExpression, type NixValue, nix } from "@nix-fleet/nix-language";
import { type FlakeInputSource, type Fleet, STANDARD_INPUTS } from "../../constructs";
import { inputsOf } from "../triggers/inputs-in";
import { flakeInputsFile } from "./flake-module";
import { type GeneratedFile, nixFile } from "./generated-file";

type Inputs = { readonly [name: string]: FlakeInputSource };

/** The inputs of every flake; all other inputs are there because a module refers to them. */
const OWN_INPUTS = ["flake-parts", "nixpkgs"];

/**
 * `flake.nix`: the inputs that the modules use or that another input follows, and outputs from all modules of the
 * tree. If `flake.nix` is hand-written, `flake-inputs.nix` with the inputs.
 *
 * @param modules - the files in `modules/`
 * @param paths - the paths of all flake-parts modules, for the layout that lists each of them
 */
export function flakeNix(
  fleet: Fleet,
  modules: readonly GeneratedFile[],
  paths: readonly string[],
): GeneratedFile {
  if (fleet.isOwnFile("flake.nix")) return flakeInputsFile(inputsFor(fleet, modules, OWN_INPUTS));
  const mkFlake = nix.ref("inputs.flake-parts.lib.mkFlake");
  const isVanilla = fleet.layout === "vanilla";
  const imported = isVanilla
    ? { imports: [...paths].sort().map((path) => nix.path(`./${path}`)) }
    : nix.apply(nix.ref("inputs.import-tree"), nix.path("./modules"));
  const own = isVanilla ? OWN_INPUTS : [...OWN_INPUTS, "import-tree"];
  const body = nix.set(
    fleet.description === undefined ? [] : { description: fleet.description },
    nix.entry("inputs", inputsFor(fleet, modules, own)),
    nix.entry(
      "outputs",
      nix.lambda("inputs", nix.apply(mkFlake, nix.set(nix.inherit("inputs")), imported)),
    ),
  );
  return nixFile("flake.nix", body);
}

/** Names of the inputs that are required to evaluate the modules. */
export function neededInputs(modules: readonly GeneratedFile[]): readonly string[] {
  return [...new Set([...OWN_INPUTS, ...modules.flatMap(inputsOf)])].filter(
    (name) => name !== "self",
  );
}

/** The required inputs of a flake, and its declared ones. */
function inputsFor(
  fleet: Fleet,
  modules: readonly GeneratedFile[],
  own: readonly string[],
): NixExpression {
  const declared = Object.fromEntries(fleet.inputs.map(({ name, source }) => [name, source]));
  const referredTo = new Set(modules.flatMap(inputsOf));
  const inputs = withFollowed({ ...STANDARD_INPUTS, ...declared }, [
    ...own,
    ...Object.keys(declared),
    ...Object.keys(STANDARD_INPUTS).filter((name) => referredTo.has(name)),
  ]);
  return nix.set(...inputs);
}

/** The named inputs and those that they follow, directly or not, sorted. */
function withFollowed(inputs: Inputs, names: readonly string[]): readonly NixEntry[] {
  const used = new Set<string>();
  const use = (name: string): void => {
    if (used.has(name)) return;
    used.add(name);
    for (const target of Object.values(inputs[name]?.follows ?? {})) {
      const [first = ""] = target.split("/");
      if (first !== "") use(first);
    }
  };
  for (const name of names) use(name);
  return [...used].sort().map((name) => nix.entry(name, inputValue(inputs[name])));
}

function inputValue(input: FlakeInputSource | undefined): NixValue {
  const { url = "", follows = {}, flake = true } = input ?? {};
  const inputs = Object.fromEntries(
    Object.entries(follows).map(([name, target]) => [name, { follows: target }]),
  );
  if (flake && Object.keys(inputs).length === 0) return { url };
  return nix.set({
    url,
    ...(flake ? {} : { flake: false }),
    ...(Object.keys(inputs).length > 0 && { inputs }),
  });
}
