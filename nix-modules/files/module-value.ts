import {
  type NixAttributes,
  type NixExpression,
  type NixValue,
  NixValueError,
  nix,
  referencesIn,
} from "@nix-fleet/nix-language";
import type { AnySettings } from "../../constructs";
import { isSettings } from "../../constructs/options/setting-kinds";
import { type FactNames, nixSetting, nixSettings } from "./settings";

/** The arguments that NixOS, nix-darwin and home-manager pass to a module, except `config` and `lib`. */
const MODULE_PARAMETERS = ["modulesPath", "options", "osConfig", "pkgs"];

/** The expressions for the flake's facts and modules in a module. */
export interface FlakeNames extends FactNames {
  readonly modules: string;
}

const IN_CONFIG: FlakeNames = { meta: "config.flake.meta", modules: "config.flake.modules" };
/** In a function with its own `config`, which has no `flake`. */
const IN_VARIABLES: FlakeNames = { meta: "meta", modules: "modules" };

const TWO_CONFIGS = {
  summary:
    "settings use both `config.flake…` of the flake and `config` of the machine, which has no `flake`",
  remedy: "refer to facts with user.meta(…) and similar methods, or use separate modules",
};

/** The options that a module sets. */
export interface ModuleOptions {
  readonly options: NixAttributes;
  /** An expression that computes further options. @default - none */
  readonly computed?: NixExpression;
}

/**
 * A module in `flake.modules`: a set of options, or a function of the arguments that they use. `lib` and
 * `config.flake` come from the enclosing file.
 *
 * @param build - builds the module from the options
 * @param variable - facts for which the file has a variable
 */
export function moduleValue(
  settings: AnySettings,
  build: (options: ModuleOptions, flake: FlakeNames) => NixValue,
  variable?: FactNames["variable"],
): NixValue {
  const used = freePaths(nixSetting(settings, IN_VARIABLES) as NixValue);
  const usesOwnConfig = used.some(isOwnConfig);
  if (usesOwnConfig && used.some(isFlakeConfig)) throw new NixValueError(TWO_CONFIGS);
  const names = usesOwnConfig ? IN_VARIABLES : IN_CONFIG;
  const flake = variable === undefined ? names : { ...names, variable };
  return moduleFunction(build(optionsOf(settings, flake), flake));
}

function optionsOf(settings: AnySettings, facts: FactNames): ModuleOptions {
  return isSettings(settings)
    ? { options: nixSettings(settings, facts) }
    : { options: {}, computed: settings };
}

/**
 * The attribute set of a module. The braces separate its options from the path of the module.
 *
 * @param first - options that come before all others
 * @param computed - an expression that computes further options
 */
export function moduleSet(
  { imports, ...options }: NixAttributes,
  first: readonly string[] = [],
  computed?: NixExpression,
): NixExpression {
  const others = Object.keys(options).filter((name) => !first.includes(name));
  const entries = (names: readonly string[]) =>
    names.map((name) => nix.entry(name, options[name] ?? null));
  const paragraphs = [entries(first), entries(others.sort())];
  const leading = imports === undefined ? [] : { imports };
  if (computed === undefined) return nix.set(leading, ...paragraphs);
  const config =
    paragraphs.flat().length === 0 ? computed : merged(nix.set(...paragraphs), computed);
  return nix.set(leading, { config });
}

function merged(...values: readonly NixExpression[]): NixExpression {
  return nix.apply("lib.mkMerge", values);
}

/** The body of a module; a function if it uses module arguments. */
export function moduleFunction(body: NixValue): NixValue {
  const used = freePaths(body);
  const variables = new Set(used.map(([variable]) => variable));
  const parameters = [
    ...(used.some(isOwnConfig) ? ["config"] : []),
    ...MODULE_PARAMETERS.filter((name) => variables.has(name)),
  ];
  return parameters.length === 0 ? body : nix.fn(parameters, body);
}

/** The free variables of a value, with the attributes that are selected from them. */
function freePaths(value: NixValue): readonly (readonly string[])[] {
  const { references } = referencesIn(value);
  return references.filter(({ isFree }) => isFree).map(({ path }) => path);
}

function isOwnConfig([variable, attribute]: readonly string[]): boolean {
  return variable === "config" && attribute !== "flake";
}

function isFlakeConfig([variable, attribute]: readonly string[]): boolean {
  return variable === "config" && attribute === "flake";
}
