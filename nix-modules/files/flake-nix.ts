import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import { type FlakeInputSource, type Fleet, STANDARD_INPUTS } from "../../constructs";
import { inputsOf } from "../triggers/inputs-in";
import { type GeneratedFile, nixFile } from "./generated-file";

type Inputs = { readonly [name: string]: FlakeInputSource };

/** What `flake.nix` itself takes from inputs; all others are there because a module refers to them. */
const OWN_INPUTS = ["flake-parts", "import-tree", "nixpkgs"];

/**
 * `flake.nix`: the inputs that the modules refer to or that another input follows, and as outputs the
 * modules of the whole tree.
 *
 * @param modules - the files of `modules/`
 */
export function flakeNix(fleet: Fleet, modules: readonly GeneratedFile[]): GeneratedFile {
  const declared = Object.fromEntries(fleet.inputs.map(({ name, source }) => [name, source]));
  const referredTo = new Set(modules.flatMap(inputsOf));
  const inputs = withFollowed({ ...STANDARD_INPUTS, ...declared }, [
    ...OWN_INPUTS,
    ...Object.keys(declared),
    ...Object.keys(STANDARD_INPUTS).filter((name) => referredTo.has(name)),
  ]);
  const mkFlake = nix.ref("inputs.flake-parts.lib.mkFlake");
  const importTree = nix.apply(nix.ref("inputs.import-tree"), nix.path("./modules"));
  const body = nix.set(
    fleet.description === undefined ? [] : { description: fleet.description },
    nix.entry("inputs", nix.set(...inputs)),
    nix.entry(
      "outputs",
      nix.lambda("inputs", nix.apply(mkFlake, nix.set(nix.inherit("inputs")), importTree)),
    ),
  );
  return nixFile("flake.nix", body);
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
