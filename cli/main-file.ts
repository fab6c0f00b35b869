import { readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { FleetError } from "../constructs";

const TYPESCRIPT = ["main.ts", "main.mts", "main.cts"];
const JAVASCRIPT = ["main.js", "main.mjs", "main.cjs"];

/** Allowed names of a fleet's entry. If a TypeScript file exists, JavaScript files are taken as its compiled output. */
export const MAIN_FILES: readonly string[] = [...TYPESCRIPT, ...JAVASCRIPT];

let chosen: string | undefined;

/**
 * Selects the fleet's entry and changes to its folder, which contains the other files of the fleet.
 *
 * @param file - `undefined` for the one in the current folder
 */
export function chooseMain(file: string | undefined): void {
  chosen = file && resolve(file);
  if (chosen !== undefined) process.chdir(dirname(chosen));
}

/**
 * The fleet's entry: the selected one, or the one in a folder.
 *
 * @throws FleetError as {@link findMain}
 */
export function mainFile(folder: string): string {
  return chosen ?? findMain(folder);
}

/** Whether a path is a file with the extension of an entry; its name does not matter. */
export function isMainFile(path: string): boolean {
  return isFile(path) && MAIN_FILES.some((name) => extname(name) === extname(path));
}

/**
 * The fleet's entry in a folder: `main.ts`, or one of the other {@link MAIN_FILES}.
 *
 * @throws FleetError if there is none, or if there are two candidates
 */
export function findMain(folder: string): string {
  for (const names of [TYPESCRIPT, JAVASCRIPT]) {
    const [name, other] = names.filter((each) => isFile(join(folder, each)));
    if (other !== undefined) throw new FleetError(ambiguous(folder, `${name} and ${other}`));
    if (name !== undefined) return join(folder, name);
  }
  throw new FleetError(
    [
      `there is no main.ts in ${folder}`,
      `  allowed: one of ${MAIN_FILES.join(", ")}`,
      "  remedy: run fleet in the folder of the fleet's main.ts, or name it with --main; fleet init writes a new one",
    ].join("\n"),
  );
}

/** Whether Node loads a file as an ES module: by its extension, otherwise by the nearest package.json. */
export function isEsModule(file: string): boolean {
  const extension = extname(file);
  if ([".mts", ".mjs"].includes(extension)) return true;
  return [".ts", ".js"].includes(extension) && typeOfPackage(dirname(file)) === "module";
}

function typeOfPackage(folder: string): unknown {
  const file = join(folder, "package.json");
  if (isFile(file)) return JSON.parse(readFileSync(file, "utf8")).type;
  const parent = dirname(folder);
  return parent === folder ? undefined : typeOfPackage(parent);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function ambiguous(folder: string, names: string): string {
  return [
    `two files in ${folder} can be the fleet's entry: ${names}`,
    `  allowed: one of ${MAIN_FILES.join(", ")}`,
    "  remedy: rename the one that is not the entry, or move it to another folder",
  ].join("\n");
}
