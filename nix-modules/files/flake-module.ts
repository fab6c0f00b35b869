import { type NixExpression, nix } from "@nix-fleet/nix-language";
import { GIVES_WAY } from "../../constructs/own-files";
import { type GeneratedFile, nixFile } from "./generated-file";

/** The file with the inputs to copy into a hand-written `flake.nix`: Nix reads inputs only from there. */
export const FLAKE_INPUTS = "flake-inputs.nix";

const PATH = GIVES_WAY["flake.nix"];

/**
 * `flake-module.nix`, for a hand-written `flake.nix`: a flake-parts module that imports every module of the fleet. It
 * lists each file, because the folder `modules/` may also contain files that are not flake-parts modules. import-tree
 * may import the same files again.
 *
 * @param paths - the files in `modules/`, including hand-written modules of the fleet
 * @param inputs - the names of the inputs that the modules use
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
    nix.interpolate`inputs missing in flake.nix: ${names}. Copy them from ${FLAKE_INPUTS}.`,
    [...paths].sort().map((path) => nix.path(`./${path}`)),
  );
  const body = nix.fn(["inputs", "lib"], nix.let([nix.entry("missing", missing)], { imports }));
  return commented(
    nixFile(PATH, body),
    `Import it in flake.nix: mkFlake { inherit inputs; } { imports = [ ./${PATH} ]; }`,
  );
}

/** The inputs that `flake-module.nix` and its modules need. */
export function flakeInputsFile(inputs: NixExpression): GeneratedFile {
  return commented(
    nixFile(FLAKE_INPUTS, inputs),
    "Copy the missing inputs to flake.nix: Nix reads inputs only from there.",
  );
}

function commented(file: GeneratedFile, line: string): GeneratedFile {
  return { ...file, text: `# ${line}\n${file.text}` };
}
