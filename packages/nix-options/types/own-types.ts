import type { ModuleClass } from "../list/class-options";
import { listName, type OptionList } from "../list/option-list";
import { IMPORTED, interfacesOf } from "./option-types";

const ROOTS: Readonly<Record<ModuleClass, string>> = {
  nixos: "OwnNixosList",
  darwin: "OwnDarwinList",
  homeManager: "OwnHomeList",
};

/**
 * A TypeScript module of the options of a list, in place of the package's own list for a class of modules.
 * It only has to be part of the program: it adds itself to `OwnOptionLists`.
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
  return `// Generated from ${listName(list)} of options. Do not edit.
import type { ${imported.sort().join(", ")} } from "@nix-fleet/nix-options";

declare module "@nix-fleet/nix-options" {
  interface OwnOptionLists {
    readonly ${moduleClass}: ${root};
  }
}

${interfaces}
`;
}
