import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import { secretFindings } from "../secrets";
import { referenceProblems } from "../vars/reference-problems";
import { VarsReference } from "../vars/vars-reference";
import type { AnySettings } from "./nix-value";
import { type OptionsPlace, optionFindings } from "./option-findings";
import { packageProblems } from "./package-problems";
import { passwordLoginProblems } from "./password-logins";
import { isForeign } from "./setting-kinds";
import { textImportProblems } from "./text-imports";
import { unwritableValue } from "./unwritable-values";

/** Why settings cannot refer to files of generators, and what to do instead. */
interface WithoutVars {
  readonly because: string;
  readonly remedy: string;
}

export const HOME_VARS: WithoutVars = {
  because: "home-manager has no vars",
  remedy: "set the option in a nixos or darwin part, below home-manager.users",
};

export const ROLE_VARS: WithoutVars = {
  because: "the inventory is one for all machines",
  remedy: "set the option in a module, and add the module to `extraModules` of the role",
};

/** The place of settings, which determines their allowed content. */
export interface SettingsPlace {
  /** The names that lead to them, as messages print them: `["home", "settings"]`. */
  readonly at: readonly string[];
  /** Why references to files of generators are not allowed. @default - they are allowed */
  readonly withoutVars?: WithoutVars;
}

/** Checks options independent of the machine. */
export function* optionProblems(
  settings: AnySettings,
  place: SettingsPlace & OptionsPlace,
): Iterable<Finding> {
  yield* structureProblems(settings);
  yield* textImportProblems(settings);
  yield* passwordLoginProblems(settings);
  yield* settingsProblems(settings, place);
  yield* optionFindings(settings, place);
  yield* packageProblems(settings, place);
}

/** Checks settings, either options or settings of a role, independent of the machine. */
export function* settingsProblems(
  settings: AnySettings,
  { at: place, withoutVars }: SettingsPlace,
): Iterable<Finding> {
  for (const { finding } of secretFindings(settings, place)) yield finding;
  for (const { value, at } of partsOf(settings, place)) {
    const where = at.join(".");
    if (VarsReference.isVarsReference(value)) {
      yield* withoutVars === undefined
        ? referenceProblems(value, where)
        : [misplacedReference(value, where, withoutVars)];
    } else if (isForeign(value)) {
      yield foreignObject(value, where);
    } else {
      const finding = unwritableValue(value, where);
      if (finding !== undefined) yield finding;
    }
  }
}

/** A module with `config` or `options` beside other options does not evaluate. */
function* structureProblems(settings: AnySettings): Iterable<Finding> {
  if ("config" in settings) {
    yield {
      code: "option-in-config",
      summary: "settings contain `config`, as in a complete module",
      value: "config",
      allowed: "options and their values",
      remedy: "remove `config`, and write its options directly",
    };
  }
  if ("options" in settings) {
    yield {
      code: "option-declared-in-settings",
      summary: "settings declare options, as in a complete module",
      value: "options",
      allowed: "values of existing options",
      remedy: "declare them in a hand-written module: new ExternalModule(…)",
    };
  }
}

function misplacedReference(
  { generator, file }: VarsReference,
  where: string,
  { because, remedy }: WithoutVars,
): Finding {
  return {
    code: "vars-reference-misplaced",
    summary: `${where} refers to a file of a generator, but ${because}`,
    value: `${generator.name}/${file}`,
    allowed: "settings of machines, and parts of modules for nixos or darwin",
    remedy,
  };
}

function foreignObject(value: object, where: string): Finding {
  return {
    code: "setting-not-a-value",
    summary: `${where} is an object that cannot be a setting`,
    value: printable(value),
    allowed: "strings, numbers, booleans, null, lists, plain objects, nix expressions, references",
    remedy: "use one of its properties, such as its name",
  };
}
