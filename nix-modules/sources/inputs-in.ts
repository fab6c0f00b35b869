import type { References } from "@nix-fleet/nix-language";

const RAW_INPUT = /\binputs'?\.([\w-]+)/g;

/**
 * Names of the flake's inputs that a value refers to: by `inputs.<name>`, `inputs'.<name>` in a `perSystem`,
 * or `self.inputs.<name>`.
 */
export function inputsIn({ references, rawSources }: References): readonly string[] {
  const raw = rawSources.flatMap((source) => [...source.matchAll(RAW_INPUT)]);
  return [...references.flatMap(({ path }) => inputsOn(path)), ...raw.map(([, name = ""]) => name)];
}

function inputsOn(path: readonly string[]): readonly string[] {
  return path.filter((_, index) => /^inputs'?$/.test(path[index - 1] ?? ""));
}
