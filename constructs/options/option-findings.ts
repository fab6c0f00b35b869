import { partsOf } from "@nix-fleet/nix-language";
import type { OptionProblem } from "@nix-fleet/nix-options";
import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { ModuleClass } from "../module/module";
import { secretsIn } from "../secrets";
import { optionCheckerOf } from "./known-options";
import type { AnySettings } from "./nix-value";
import { isOpaque } from "./setting-kinds";

/** The place of settings, which determines their known options. */
export interface OptionsPlace {
  readonly fleet: Fleet;
  readonly moduleClass: ModuleClass;
  /** The path of the settings, for messages: `["home", "settings"]`. */
  readonly at: readonly string[];
  /** Names of the modules on the same machine or home that can declare unknown options. */
  readonly unlisted: () => readonly string[];
}

/** Attributes of a module that are not options. Other checks report them. */
const OF_MODULES = ["config", "options"];

/** Reports undeclared options and values of the wrong type. */
export function* optionFindings(settings: AnySettings, place: OptionsPlace): Iterable<Finding> {
  for (const problem of optionCheckerOf(place.fleet, place.moduleClass)(settings)) {
    const isOfModule = problem.kind === "unknown-option" && OF_MODULES.includes(problem.path);
    if (!isOfModule) yield findingOf(problem, place);
  }
}

function findingOf(problem: OptionProblem, place: OptionsPlace): Finding {
  const { kind, path, allowed, remedy, list } = problem;
  const at = place.at.join(".");
  switch (kind) {
    case "unknown-option":
      return { code: "option-unknown", value: path, allowed, ...unknown(problem, place) };
    case "wrong-type":
      return {
        code: "option-wrong-type",
        summary: `${path === "" ? at : `${path} in ${at}`} does not match its type in ${list}`,
        value: shown(problem.value, [...place.at, ...path.split(".")]),
        allowed,
        remedy,
      };
    case "read-only":
      return {
        code: "option-read-only",
        summary: `option in ${at} is read-only in ${list}`,
        value: path,
        allowed,
        remedy,
      };
    case "missing-option":
      return {
        code: "option-missing",
        summary: `required option in ${at} is missing: it has no default in ${list}`,
        value: path,
        allowed,
        remedy,
      };
    case "dotted-name":
      return {
        code: "option-dotted",
        summary: `option in ${at} is written as one name with dots`,
        value: path.replaceAll('"', ""),
        allowed,
        remedy,
      };
  }
}

/** An unknown option. If unlisted modules exist and no known name is similar, they may declare it. */
function unknown(
  { nearest, list, remedy }: OptionProblem,
  { at, unlisted }: OptionsPlace,
): Pick<Finding, "summary" | "remedy" | "severity"> {
  const summary = `option in ${at.join(".")} is not in ${list}`;
  const modules = nearest.length > 0 ? [] : unlisted();
  if (modules.length === 0) return { summary, remedy };
  return {
    severity: "warning",
    summary: `${summary}; ${modules.join(" or ")} may declare it`,
    remedy:
      "declare it in `options` of the ExternalModule, NixFile or FlakeInput, or correct the name",
  };
}

/** A value for messages; undefined if it contains a secret or an expression. */
function shown(value: unknown, at: readonly string[]): unknown {
  for (const { value: part } of partsOf(value)) if (isOpaque(part)) return undefined;
  for (const _ of secretsIn(value, at)) return undefined;
  return value;
}
