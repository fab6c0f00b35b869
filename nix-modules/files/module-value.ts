import type { Settings } from "../../constructs";
import { type NixAttributes, type NixValue, nix, referencesOf } from "../language";
import { nixSettings } from "./settings";

/** What NixOS, nix-darwin and home-manager pass to a module, beside `config` and `lib`. */
const MODULE_PARAMETERS = ["modulesPath", "options", "osConfig", "pkgs"];

/**
 * A module under `flake.modules`: its options, or a function of what they refer to. `lib` and
 * `config.flake` come from the file around it.
 *
 * @param imports - what it imports, of `importsOf`
 */
export function moduleValue(settings: Settings, imports?: NixValue): NixValue {
  const references = [...referencesOf(nixSettings(settings))];
  const usesOwnConfig = references.some(isOwnConfig);
  const parameters = [
    ...(usesOwnConfig ? ["config"] : []),
    ...MODULE_PARAMETERS.filter((name) => references.some((other) => other.split(".")[0] === name)),
  ];
  // Inside the function `config` is the module's own, which has no `flake`.
  const options = nixSettings(settings, usesOwnConfig ? "meta" : "config.flake.meta");
  const body: NixAttributes = imports === undefined ? options : { imports, ...options };
  return parameters.length === 0 ? body : nix.fn(parameters, body);
}

function isOwnConfig(reference: string): boolean {
  return (
    reference === "config" || (reference.startsWith("config.") && reference !== "config.flake")
  );
}
