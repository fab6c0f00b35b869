import {
  type NixEntries,
  type NixEntry,
  type NixValue,
  nix,
  print,
  type References,
  referencesIn,
} from "@nix-fleet/nix-language";
import { inputsIn } from "../triggers/inputs-in";
import { nested } from "./nesting";

/** Attribute names of the flake's configuration: `["flake", "modules", "darwin", "base"]`. */
export type FlakePath = readonly string[];

/** One generated file, without its header. */
export interface GeneratedFile {
  /** Path below the output folder. */
  readonly path: string;
  readonly text: string;
  /** What the text says, if it is Nix that was built here. Left out where nothing reads it. */
  readonly value?: NixValue;
  /** Names of the flake's inputs that it refers to, if that is known without a look at the text. */
  readonly inputs?: readonly string[];
  /** What it defines in the flake's configuration, if it is the same in every fleet. */
  readonly defines?: readonly FlakePath[];
}

/** What flake-parts passes to a module of the flake. */
const FLAKE_PARAMETERS = ["config", "inputs", "lib", "self"];

/** What a function that has a `config` of its own takes from the file around it. */
const FLAKE_VARIABLES = ["meta", "modules"];

/** A Nix file. */
export function nixFile(path: string, value: NixValue): GeneratedFile {
  return { path, text: print(value), value };
}

/**
 * A file of `modules/`: a flake-parts module that takes the parameters that its attributes refer to.
 *
 * @param path - below `modules/`
 * @param paragraphs - its attributes; an empty line stands between two paragraphs
 */
export function flakeModule(path: string, ...paragraphs: readonly NixEntries[]): GeneratedFile {
  return flakeModuleWith([], path, ...paragraphs);
}

/**
 * As {@link flakeModule}, with variables bound by `let`. `meta` and `modules`, for those of
 * `config.flake`, are bound where they are used.
 */
export function flakeModuleWith(
  variables: readonly NixEntry[],
  path: string,
  ...paragraphs: readonly NixEntries[]
): GeneratedFile {
  const set = nix.set(...paragraphs);
  const { moduleOf, inputs } = flakeModuleAround(variables, set);
  // Its definitions are told apart by their whole paths.
  const value = moduleOf(set);
  const arranged = nested(paragraphs);
  const text = arranged === paragraphs ? value : moduleOf(nix.set(...arranged));
  return { ...nixFile(`modules/${path}`, text), value, inputs };
}

/** What a set of attributes needs around it. Finding that out takes as long as printing it. */
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
