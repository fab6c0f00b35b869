import { isList } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { AnySettings, Setting } from "./nix-value";
import { isSettings, settingAt } from "./setting-kinds";

/** Modules that are imported by texts, in a module and in the homes that it has. */
export function* textImportProblems(settings: AnySettings): Iterable<Finding> {
  if (!isSettings(settings)) return;
  const users = settingAt(settings, ["home-manager", "users"]);
  const homes =
    users !== undefined && isSettings(users) ? Object.values(users).filter(isSettings) : [];
  for (const { imports } of [settings, ...homes]) {
    const texts = (isList<Setting>(imports) ? imports : [imports]).filter(
      (one) => typeof one === "string",
    );
    for (const text of texts) {
      yield {
        code: "import-as-text",
        summary: "settings import a module by a text, which is no path to Nix",
        value: text,
        allowed: "modules in the prop `imports`, and expressions of nix",
        remedy:
          "give new NixFile(fleet, …, { path: …, classes: […] }) in `imports`, with the path from the folder of flake.nix",
      };
    }
  }
}
