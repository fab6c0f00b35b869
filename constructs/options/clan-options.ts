import type { Finding } from "../diagnostics/finding";
import type { Setting, Settings } from "./nix-value";
import { isSettings } from "./setting-kinds";
import { settingsProblems } from "./settings-problems";

/** Options of `clan` that the fleet defines, and the corresponding props. */
const OF_PROPS = [
  { path: ["meta"], by: "`name`, `domain`, `description` and `icon` of the Fleet" },
  { path: ["machines"], by: "new NixosMachine(…) and new DarwinMachine(…)" },
  { path: ["inventory", "meta"], by: "`name`, `domain`, `description` and `icon` of the Fleet" },
  { path: ["inventory", "machines"], by: "new NixosMachine(…) and new DarwinMachine(…)" },
  { path: ["inventory", "instances"], by: "new ClanService(…) and new CustomService(…)" },
];

const WITHOUT_VARS = {
  because: "the clan is one for all machines",
  remedy: "set the option in the settings of a machine",
};

/** Checks the options of `clan` in the prop `clan` of a fleet. */
export function* clanOptionProblems(clan: Settings): Iterable<Finding> {
  yield* settingsProblems(clan, { at: ["clan"], withoutVars: WITHOUT_VARS });
  for (const { path, by } of OF_PROPS) {
    if (!has(clan, path)) continue;
    yield {
      code: "clan-option-of-prop",
      summary: `clan.${path.join(".")} is already defined by elements of the fleet`,
      value: undefined,
      allowed: "clan options without a prop, such as secrets, vars, templates and specialArgs",
      remedy: `use ${by}`,
    };
  }
}

function has(clan: Settings, path: readonly string[]): boolean {
  let value: Setting | undefined = clan;
  for (const name of path)
    value = value !== undefined && isSettings(value) ? value[name] : undefined;
  return value !== undefined;
}
