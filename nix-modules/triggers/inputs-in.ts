import type { References } from "@nix-fleet/nix-language";
import type { GeneratedFile } from "../files/generated-file";

const NONE: readonly string[] = [];

const INPUT = /\binputs'?\.([\w-]+)/g;

/** Names of the flake inputs that a file uses. */
export function inputsOf({ inputs, text }: GeneratedFile): readonly string[] {
  return inputs ?? inputsInText(text);
}

/**
 * Names of the flake inputs that a value uses: by `inputs.<name>`, `inputs'.<name>` in `perSystem`, or
 * `self.inputs.<name>`.
 */
export function inputsIn({ references, rawSources }: References): readonly string[] {
  return [...references.flatMap(({ path }) => inputsOn(path)), ...rawSources.flatMap(inputsInText)];
}

/** Names of the flake inputs that Nix source uses. */
export function inputsInText(source: string): readonly string[] {
  return [...source.matchAll(INPUT)].map(([, name = ""]) => name);
}

function inputsOn(path: readonly string[]): readonly string[] {
  if (!path.includes("inputs") && !path.includes("inputs'")) return NONE;
  return path.flatMap((step, index) => {
    const name = step === "inputs" || step === "inputs'" ? path[index + 1] : undefined;
    return name === undefined ? [] : [name];
  });
}
