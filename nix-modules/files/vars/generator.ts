import { type NixAttributes, type NixExpression, nix } from "@nix-fleet/nix-language";
import type { VarsFile, VarsGenerator, VarsPrompt } from "../../../constructs";
import { octalMode } from "../../../constructs/vars/secret-mode";
import { nixSetting } from "../settings";

/** The options that define a generator for a machine. */
export function generatorOptions(generator: VarsGenerator): NixAttributes {
  const { name, share, files, prompts, dependencies, runtimeInputs, validation, script } =
    generator;
  const value = nix.set([
    share ? { share } : {},
    isEmpty(files) ? {} : { files: mapped(files, fileOptions) },
    isEmpty(prompts) ? {} : { prompts: mapped(prompts, promptOptions) },
    dependencies.length === 0 ? {} : { dependencies: dependencies.map((other) => other.name) },
    runtimeInputs.length === 0 ? {} : { runtimeInputs: runtimeInputs.map(packageOf) },
    validation === undefined ? {} : { validation: nixSetting(validation) },
    script === undefined ? {} : { script },
  ]);
  return { clan: { core: { vars: { generators: { [name]: value } } } } };
}

function packageOf(input: string | NixExpression): NixExpression {
  return typeof input === "string" ? nix.ref("pkgs", ...input.split(".")) : input;
}

function fileOptions(facts: VarsFile): NixAttributes {
  const { secret = true, deploy = true, restartUnits = [], mode, ...access } = facts;
  return {
    ...(secret ? {} : { secret }),
    ...(deploy ? {} : { deploy }),
    ...access,
    ...(mode !== undefined && { mode: octalMode(mode) ?? mode }),
    ...(restartUnits.length > 0 && { restartUnits }),
  };
}

function promptOptions({ description, type, persist = false }: VarsPrompt): NixAttributes {
  return {
    ...(description !== undefined && { description }),
    ...(type !== undefined && { type }),
    ...(persist && { persist }),
  };
}

function mapped<Value>(
  values: { readonly [name: string]: Value },
  options: (value: Value) => NixAttributes,
): NixAttributes {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, options(value)]));
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}
