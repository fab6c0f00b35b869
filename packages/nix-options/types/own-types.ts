import type { ModuleClass } from "../list/class-options";
import { listName, type OptionList } from "../list/option-list";
import { IMPORTED, interfacesOf } from "./option-types";

const ROOTS: Readonly<Record<ModuleClass, string>> = {
  nixos: "OwnNixosList",
  darwin: "OwnDarwinList",
  homeManager: "OwnHomeList",
};

/**
 * A TypeScript module with the options of a list. It replaces the list of the package for a module class: it
 * extends `OwnOptionLists`, so the program only has to include it.
 */
export function optionTypes(list: OptionList, moduleClass: ModuleClass): string {
  const root = ROOTS[moduleClass];
  const interfaces = interfacesOf(list.options, {
    root,
    others: { "home-manager.users.<name>": "HomeOptions" },
  });
  const imported = [...IMPORTED, "HomeOptions"].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(interfaces),
  );
  return `// Generated from ${listName(list)}. Do not edit.
import type { ${imported.sort().join(", ")} } from "@nix-fleet/nix-options";

declare module "@nix-fleet/nix-options" {
  interface OwnOptionLists {
    readonly ${moduleClass}: ${root};
  }
}

${interfaces}
`;
}
