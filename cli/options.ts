import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  convertOptionList,
  listText,
  type ModuleClass,
  OptionListError,
  optionTypes,
} from "@nix-fleet/nix-options";
import { FleetError } from "../constructs";

/** Files with the options of each class, as Nix writes them. */
type ListFiles = { readonly [C in ModuleClass]?: string };

export interface UpdateOptions extends ListFiles {
  /** The folder that `nix build .#option-list` makes: a file for each class, and the release. */
  readonly from?: string;
  /** As messages print it: `25.11`. @default - what `from` says */
  readonly release?: string;
}

const NAMES: Readonly<Record<ModuleClass, string>> = {
  nixos: "NixOS",
  darwin: "nix-darwin",
  homeManager: "home-manager",
};

/** Below the folder of `main.ts`. */
const FOLDER = "options";

const REMEDY =
  "nix build ./nix-config#option-list, with the folder of flake.nix, then fleet options update --from result; or give a file: --release 25.11 --nixos options.json";

/**
 * Writes option lists and types for the fleet's own versions to `options/`. Lists of other classes are kept.
 *
 * @throws FleetError if a file cannot be read or is not an option list; then nothing is written
 */
export function updateOptions({ from, release, ...files }: UpdateOptions): void {
  const given = Object.entries({ ...listsIn(from), ...files }) as [ModuleClass, string][];
  if (given.length === 0) throw notGiven("no option list is given", from);
  const version = release ?? releaseIn(from);
  const written = given.flatMap(([moduleClass, file]) => {
    const list = converted(file, { name: NAMES[moduleClass], version });
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

function listsIn(folder: string | undefined): ListFiles {
  if (folder === undefined) return {};
  const files = Object.keys(NAMES).map((moduleClass) => [
    moduleClass,
    join(folder, `${moduleClass}.json`),
  ]);
  return Object.fromEntries(files.filter(([, file = ""]) => existsSync(file)));
}

function releaseIn(folder: string | undefined): string {
  const file = folder && join(folder, "release");
  if (!file || !existsSync(file)) throw notGiven("no release is given", folder);
  return readFileSync(file, "utf8").trim();
}

function notGiven(what: string, folder: string | undefined): FleetError {
  const where = folder === undefined ? "" : `, and ${folder} has none`;
  return new FleetError(`${what}${where}\n  remedy: ${REMEDY}`);
}

function use(moduleClass: ModuleClass): string {
  return `add to main.ts: import "./${FOLDER}/${moduleClass}"; and new Fleet(…, { optionLists: { ${moduleClass}: "${FOLDER}/${moduleClass}.json" } })`;
}

function converted(file: string, source: { readonly name: string; readonly version: string }) {
  try {
    return convertOptionList(JSON.parse(readFileSync(file, "utf8")), source);
  } catch (error) {
    if (!(error instanceof OptionListError || error instanceof SyntaxError || isMissing(error))) {
      throw error;
    }
    throw new FleetError(
      `${file} is not an option list: ${(error as Error).message}\n  remedy: give the options.json that Nix writes`,
    );
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error;
}
