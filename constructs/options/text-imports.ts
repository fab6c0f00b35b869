import { isList } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { AnySettings, Setting } from "./nix-value";
import { isSettings, settingAt } from "./setting-kinds";

/** Reports modules that are imported by strings, in a module and its homes. */
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
        summary: "settings import a module with a string, which is not a Nix path",
        value: text,
        allowed: "modules in the prop `imports`, and nix expressions",
        remedy:
          "add new NixFile(fleet, …, { path: …, classes: […] }) to `imports`, with a path relative to flake.nix",
      };
    }
  }
}
