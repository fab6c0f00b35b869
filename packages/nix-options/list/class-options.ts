import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseListText } from "./list-text";
import { ANY_NAME, listName, type OptionList, type OptionNode } from "./option-list";
import { overlaid, withSets } from "./overlay";

/** The class of a module, as in `flake.modules.<class>`. */
export type ModuleClass = "nixos" | "darwin" | "homeManager";

type ListFile =
  | "clan"
  | "disko"
  | "home-manager"
  | "home-manager-system"
  | "nix-darwin"
  | "nix-fleet"
  | "nixos"
  | "sops-nix";

/** The options of srvos, which are not in any list. */
const UNLISTED: OptionNode = { t: ["any"], o: 1 };

const loaded = new Map<ListFile, OptionList>();
const classOptions = new Map<ModuleClass, OptionNode>();

/** All options of a module class in the lists of the package. Reads each list once. */
export function optionsOf(moduleClass: ModuleClass): OptionNode {
  const known = classOptions.get(moduleClass);
  if (known !== undefined) return known;
  const options = assembled(moduleClass);
  classOptions.set(moduleClass, options);
  return options;
}

function assembled(moduleClass: ModuleClass): OptionNode {
  const shared = {
    clan: rootOf("clan"),
    "home-manager": homeManagerOfSystem(),
    sops: rootOf("sops-nix"),
    srvos: UNLISTED,
  };
  switch (moduleClass) {
    case "nixos":
      return overlaid(
        withSets(rootOf("nixos"), { ...shared, disko: rootOf("disko"), roles: UNLISTED }),
        listIn("nix-fleet").options,
      );
    case "darwin":
      return withSets(rootOf("nix-darwin"), shared);
    case "homeManager":
      return rootOf("home-manager");
  }
}

/** `home-manager` of a machine, with the options of a home below `users.<name>`. */
function homeManagerOfSystem(): OptionNode {
  const users: OptionNode = {
    c: {
      get [ANY_NAME]() {
        return optionsOf("homeManager");
      },
    },
    t: ["attrsOf", ["sub"]],
    o: 1,
  };
  return withSets(rootOf("home-manager-system"), { users });
}

function rootOf(file: ListFile): OptionNode {
  const list = listIn(file);
  return { ...list.options, list: listName(list) };
}

/** A list of the package. */
export function listIn(file: ListFile): OptionList {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  // The files are ASCII, and latin1 needs no decoding.
  const list = parseListText(readFileSync(join(__dirname, `../../schema/${file}.json`), "latin1"));
  loaded.set(file, list);
  return list;
}
