import { type NixExpression, nix } from "@nix-fleet/nix-language";
import { GIVES_WAY } from "../../constructs/own-files";
import { type GeneratedFile, nixFile } from "./generated-file";

/** The inputs of the flake, for people to copy: Nix takes those of a flake from `flake.nix` alone. */
export const FLAKE_INPUTS = "flake-inputs.nix";

const PATH = GIVES_WAY["flake.nix"];

/**
 * `flake-module.nix`, for a `flake.nix` that people write: a module of flake-parts with every module of the
 * fleet. It names each file, as their own folder `modules/` may hold what is no module of flake-parts; import-tree
 * may import the same files once more.
 *
 * @param paths - the files of `modules/`, those included that people wrote for the fleet
 * @param inputs - the names of those that the modules refer to
 */
export function flakeModuleFile(
  paths: readonly string[],
  inputs: readonly string[],
): GeneratedFile {
  const given = nix.apply(nix.ref("lib.attrNames"), nix.ref("inputs"));
  const missing = nix.apply(nix.ref("lib.subtractLists"), given, [...inputs].sort());
  const names = nix.apply(nix.ref("toString"), nix.ref("missing"));
  const imports = nix.apply(
    nix.ref("lib.throwIf"),
    nix.notEqual(nix.ref("missing"), []),
    nix.interpolate`flake.nix lacks inputs: ${names}. Copy them from ${FLAKE_INPUTS}.`,
    [...paths].sort().map((path) => nix.path(`./${path}`)),
  );
  const body = nix.fn(["inputs", "lib"], nix.let([nix.entry("missing", missing)], { imports }));
  return commented(
    nixFile(PATH, body),
    `Import it in flake.nix: mkFlake { inherit inputs; } { imports = [ ./${PATH} ]; }`,
  );
}

/** The inputs that `flake-module.nix` and the modules in it need. */
export function flakeInputsFile(inputs: NixExpression): GeneratedFile {
  return commented(
    nixFile(FLAKE_INPUTS, inputs),
    "Copy those that the inputs of flake.nix lack: Nix takes them from there alone.",
  );
}

function commented(file: GeneratedFile, line: string): GeneratedFile {
  return { ...file, text: `# ${line}\n${file.text}` };
}
