import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  convertOptionList,
  listText,
  type ModuleClass,
  OptionListError,
  optionTypes,
} from "@nix-fleet/nix-options";
import { FleetError } from "../constructs";

/** Files with the options of each class, as Nix writes them, and the release that they are of. */
export interface UpdateOptions {
  readonly nixos?: string;
  readonly darwin?: string;
  readonly homeManager?: string;
  /** As messages print it: `25.11`. */
  readonly release: string;
}

const NAMES: Readonly<Record<ModuleClass, string>> = {
  nixos: "NixOS",
  darwin: "nix-darwin",
  homeManager: "home-manager",
};

/** Below the folder of `main.ts`. */
const FOLDER = "options";

/**
 * Writes lists for the fleet's own versions, with types, below `options/`. Those of other classes stay.
 *
 * @throws FleetError if a file cannot be read, or is no list of options; nothing is written then
 */
export function updateOptions({ release, ...files }: UpdateOptions): void {
  const given = Object.entries(files) as [ModuleClass, string][];
  if (given.length === 0) {
    throw new FleetError(
      "no list of options is given\n  remedy: fleet options update --release 25.11 --nixos options.json",
    );
  }
  const written = given.flatMap(([moduleClass, file]) => {
    const list = converted(file, { name: NAMES[moduleClass], version: release });
    return [
      [`${moduleClass}.json`, listText(list)],
      [`${moduleClass}.ts`, optionTypes(list, moduleClass)],
    ] as const;
  });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of written) {
    writeFileSync(join(FOLDER, name), text);
    console.log(`wrote ${FOLDER}/${name}`);
  }
  for (const [moduleClass] of given) console.log(use(moduleClass));
}

function use(moduleClass: ModuleClass): string {
  return `use it in main.ts: import "./${FOLDER}/${moduleClass}"; and new Fleet(…, { optionLists: { ${moduleClass}: "${FOLDER}/${moduleClass}.json" } })`;
}

function converted(file: string, source: { readonly name: string; readonly version: string }) {
  try {
    return convertOptionList(JSON.parse(readFileSync(file, "utf8")), source);
  } catch (error) {
    if (!(error instanceof OptionListError || error instanceof SyntaxError || isMissing(error))) {
      throw error;
    }
    throw new FleetError(
      `${file} is no list of options: ${(error as Error).message}\n  remedy: give the options.json that Nix writes`,
    );
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error;
}
