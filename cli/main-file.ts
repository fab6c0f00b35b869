import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { FleetError } from "../constructs";

const TYPESCRIPT = ["main.ts", "main.mts", "main.cts"];
const JAVASCRIPT = ["main.js", "main.mjs", "main.cjs"];

/** What the entry of a fleet can be called. Beside TypeScript, JavaScript is what it was compiled to. */
export const MAIN_FILES: readonly string[] = [...TYPESCRIPT, ...JAVASCRIPT];

/**
 * The fleet's entry in a folder: `main.ts`, or one of the other {@link MAIN_FILES}.
 *
 * @throws FleetError if there is none, or if two are equally right
 */
export function findMain(folder: string): string {
  for (const names of [TYPESCRIPT, JAVASCRIPT]) {
    const [name, other] = names.filter((each) => existsSync(join(folder, each)));
    if (other !== undefined) throw new FleetError(ambiguous(folder, `${name} and ${other}`));
    if (name !== undefined) return join(folder, name);
  }
  throw new FleetError(
    [
      `there is no main.ts in ${folder}`,
      `  allowed: one of ${MAIN_FILES.join(", ")}`,
      "  remedy: run fleet in the folder of the fleet's main.ts; fleet init writes a new one",
    ].join("\n"),
  );
}

/** Whether Node takes a file for an ES module: by its extension, or else by the nearest package.json. */
export function isEsModule(file: string): boolean {
  const extension = extname(file);
  if ([".mts", ".mjs"].includes(extension)) return true;
  return [".ts", ".js"].includes(extension) && typeOfPackage(dirname(file)) === "module";
}

function typeOfPackage(folder: string): unknown {
  const file = join(folder, "package.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")).type;
  const parent = dirname(folder);
  return parent === folder ? undefined : typeOfPackage(parent);
}

function ambiguous(folder: string, names: string): string {
  return [
    `two files in ${folder} can be the fleet's entry: ${names}`,
    `  allowed: one of ${MAIN_FILES.join(", ")}`,
    "  remedy: rename the one that is not the entry, or move it to another folder",
  ].join("\n");
}
