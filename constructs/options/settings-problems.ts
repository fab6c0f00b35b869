import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import { secretFindings } from "../secrets";
import { referenceProblems } from "../vars/reference-problems";
import { VarsReference } from "../vars/vars-reference";
import type { AnySettings } from "./nix-value";
import { type OptionsPlace, optionFindings } from "./option-findings";
import { packageProblems } from "./package-problems";
import { passwordLoginProblems } from "./password-logins";
import { isForeign } from "./setting-kinds";
import { textImportProblems } from "./text-imports";

/** Why settings cannot refer to files of generators, and what to do instead. */
interface WithoutVars {
  readonly because: string;
  readonly remedy: string;
}

export const HOME_VARS: WithoutVars = {
  because: "home-manager has no vars",
  remedy: "set the option in a part for the system, below home-manager.users",
};

export const ROLE_VARS: WithoutVars = {
  because: "the inventory is one for all machines",
  remedy: "set the option in a module, and give that to the role's machines as `extraModules`",
};

/** Where settings stand, and so what they can hold. */
export interface SettingsPlace {
  /** The names that lead to them, as messages print them: `["home", "settings"]`. */
  readonly at: readonly string[];
  /** Why they cannot refer to files of generators. @default - they can */
  readonly withoutVars?: WithoutVars;
}

/** What is wrong with options by themselves, whichever machine gets them. */
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

/** What is wrong with settings by themselves, be they options or those of a service's role. */
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
    }
  }
}

/** Beside options, a module with `config` or `options` does not evaluate. */
function* structureProblems(settings: AnySettings): Iterable<Finding> {
  if ("config" in settings) {
    yield {
      code: "option-in-config",
      summary: "settings hold `config`, as a module does",
      value: "config",
      allowed: "options and their values",
      remedy: "leave `config` out: the options are what is in it",
    };
  }
  if ("options" in settings) {
    yield {
      code: "option-declared-in-settings",
      summary: "settings declare options, as a module does",
      value: "options",
      allowed: "values of options that there are",
      remedy: "declare them in a module written by hand: new ExternalModule(…)",
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
    summary: `${where} is an object that is no setting`,
    // A construct cannot be printed: it leads to its parent and back.
    value: value.constructor.name,
    allowed: "texts, numbers, booleans, null, lists, plain objects, expressions of nix, references",
    remedy: "give the fact of it that is meant, such as its name",
  };
}
