import type { References } from "@nix-fleet/nix-language";
import type { GeneratedFile } from "../files/generated-file";

const INPUT = /\binputs'?\.([\w-]+)/g;

/** Names of the flake's inputs that a file refers to. */
export function inputsOf({ inputs, text }: GeneratedFile): readonly string[] {
  return inputs ?? inputsInText(text);
}

/**
 * Names of the flake's inputs that a value refers to: by `inputs.<name>`, `inputs'.<name>` in a `perSystem`,
 * or `self.inputs.<name>`.
 */
export function inputsIn({ references, rawSources }: References): readonly string[] {
  return [...references.flatMap(({ path }) => inputsOn(path)), ...rawSources.flatMap(inputsInText)];
}

/** Names of the flake's inputs that Nix source refers to. */
export function inputsInText(source: string): readonly string[] {
  return [...source.matchAll(INPUT)].map(([, name = ""]) => name);
}

function inputsOn(path: readonly string[]): readonly string[] {
  return path.filter((_, index) => /^inputs'?$/.test(path[index - 1] ?? ""));
}
