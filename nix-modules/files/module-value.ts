import {
  type NixAttributes,
  type NixValue,
  NixValueError,
  nix,
  referencesOf,
} from "@nix-fleet/nix-language";
import type { Settings } from "../../constructs";
import { nixSettings } from "./settings";

/** What NixOS, nix-darwin and home-manager pass to a module, beside `config` and `lib`. */
const MODULE_PARAMETERS = ["modulesPath", "options", "osConfig", "pkgs"];

/** Where a module finds the flake's facts and modules. */
export interface FlakeNames {
  readonly meta: string;
  readonly modules: string;
}

const IN_CONFIG: FlakeNames = { meta: "config.flake.meta", modules: "config.flake.modules" };
/** Inside a function of `config` that is the module's own, which has no `flake`. */
const IN_VARIABLES: FlakeNames = { meta: "meta", modules: "modules" };

const TWO_CONFIGS =
  "config.flake… is the flake's, and beside it stands an option of the machine's own config, which has no " +
  "`flake`: take facts with user.meta(…) and the like, or set the two in different modules";

/**
 * A module under `flake.modules`: its options, or a function of what they refer to. `lib` and
 * `config.flake` come from the file around it.
 *
 * @param build - makes the module of the options; by default they are all of it
 */
export function moduleValue(
  settings: Settings,
  build: (options: NixAttributes, flake: FlakeNames) => NixValue = (options) => options,
): NixValue {
  const references = [...referencesOf(nixSettings(settings, IN_VARIABLES.meta))];
  const usesOwnConfig = references.some(isOwnConfig);
  if (usesOwnConfig && references.includes("config.flake")) throw new NixValueError(TWO_CONFIGS);
  const flake = usesOwnConfig ? IN_VARIABLES : IN_CONFIG;
  return moduleFunction(build(nixSettings(settings, flake.meta), flake));
}

/** What a module consists of, as a function of what it refers to, if it does. */
export function moduleFunction(body: NixValue): NixValue {
  const references = [...referencesOf(body)];
  const parameters = [
    ...(references.some(isOwnConfig) ? ["config"] : []),
    ...MODULE_PARAMETERS.filter((name) => references.some((other) => other.split(".")[0] === name)),
  ];
  return parameters.length === 0 ? body : nix.fn(parameters, body);
}

function isOwnConfig(reference: string): boolean {
  return (
    reference === "config" || (reference.startsWith("config.") && reference !== "config.flake")
  );
}
