import {
  type NixEntries,
  type NixEntry,
  type NixValue,
  nix,
  print,
  type References,
  referencesIn,
} from "@nix-fleet/nix-language";
import type { Fleet } from "../../constructs";
import { inputsIn } from "../triggers/inputs-in";
import { nested } from "./nesting";
import { withNamedModules } from "./vanilla";

/** Attribute names of the flake's configuration: `["flake", "modules", "darwin", "base"]`. */
export type FlakePath = readonly string[];

/** One generated file, without its header. */
export interface GeneratedFile {
  /** Path relative to the output folder. */
  readonly path: string;
  readonly text: string;
  /** The value of the text, for generated Nix. Omitted if nothing reads it. */
  readonly value?: NixValue;
  /** Names of the flake inputs that it uses, if known without parsing the text. */
  readonly inputs?: readonly string[];
  /** What it defines in the flake's configuration, for a file that is the same in every fleet. */
  readonly defines?: readonly FlakePath[];
  /** Its text in the vanilla layout, if that layout has different attributes. */
  readonly vanilla?: (fleet: Fleet) => string;
}

/** The arguments that flake-parts passes to a module of the flake. */
const FLAKE_PARAMETERS = ["config", "inputs", "lib", "self"];

/** Variables that a function with its own `config` uses from the enclosing file. */
const FLAKE_VARIABLES = ["meta", "modules"];

/** A Nix file. */
export function nixFile(path: string, value: NixValue): GeneratedFile {
  return { path, text: print(value), value };
}

/**
 * A file in `modules/`: a flake-parts module with the parameters that its attributes use.
 *
 * @param path - relative to `modules/`
 * @param paragraphs - its attributes; an empty line separates paragraphs
 */
export function flakeModule(path: string, ...paragraphs: readonly NixEntries[]): GeneratedFile {
  return flakeModuleWith([], path, ...paragraphs);
}

/**
 * As {@link flakeModule}, with variables bound by `let`. If the attributes use `meta` or `modules`, these are
 * inherited from `config.flake`.
 */
export function flakeModuleWith(
  variables: readonly NixEntry[],
  path: string,
  ...paragraphs: readonly NixEntries[]
): GeneratedFile {
  const set = nix.set(...paragraphs);
  const { moduleOf, inputs } = flakeModuleAround(variables, set);
  // Triggers distinguish definitions by their complete paths.
  const value = moduleOf(set);
  const arranged = nested(paragraphs);
  const text = arranged === paragraphs ? value : moduleOf(nix.set(...arranged));
  const vanilla = (fleet: Fleet) => {
    const renamed = paragraphs.map((paragraph) => withNamedModules(paragraph, path, fleet));
    return print(moduleOf(nix.set(...nested(renamed))));
  };
  return { ...nixFile(`modules/${path}`, text), value, inputs, vanilla };
}

/** The function and the `let` around a set of attributes. Computing them takes as long as printing the set. */
function flakeModuleAround(
  variables: readonly NixEntry[],
  set: NixValue,
): { readonly moduleOf: (arranged: NixValue) => NixValue; readonly inputs: readonly string[] } {
  const taken = referencesIn(set);
  const takenNames = variablesOf(taken);
  const used = FLAKE_VARIABLES.filter((name) => takenNames.has(name));
  const bound = [...(used.length > 0 ? [nix.inheritFrom("config.flake", used)] : []), ...variables];
  const needed = bound.length === 0 ? taken : referencesIn(nix.let(bound, set));
  const neededNames = variablesOf(needed);
  const parameters = FLAKE_PARAMETERS.filter((name) => neededNames.has(name));
  return {
    moduleOf: (arranged) => {
      const body = bound.length === 0 ? arranged : nix.let(bound, arranged);
      return parameters.length === 0 ? body : nix.fn(parameters, body);
    },
    inputs: [...new Set(inputsIn(needed))],
  };
}

function variablesOf({ references }: References): ReadonlySet<string | undefined> {
  return new Set(references.filter(({ isFree }) => isFree).map(({ path: [variable] }) => variable));
}
