import { realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { FleetError } from "../constructs";
import { mainFile } from "./main-file";
import { Compiler, compilerErrors } from "./typescript-compiler";
import { findTsconfig, writeProject } from "./typescript-project";

/** A type error in the user's own files. */
export interface TypeProblem {
  /** Relative to the fleet's folder. An error without a position is at the start of tsconfig.json or of the entry. */
  readonly file: string;
  /** Counted from 1, as is the column. */
  readonly line: number;
  readonly column: number;
  /** The compiler's code: `TS2322`. */
  readonly code: string;
  /** The compiler's message; details follow on indented lines. */
  readonly message: string;
}

/** The type errors of a fleet or, if TypeScript is not installed, a note with the command that installs it. */
export type TypecheckResult =
  | { readonly compiled: true; readonly problems: readonly TypeProblem[] }
  | { readonly compiled: false; readonly note: string };

/**
 * Compiles the fleet's entry and its imports, and writes no JavaScript. It uses the TypeScript that is installed in
 * the folder, and the options of the nearest tsconfig.json, or strict options if there is none. A cache in
 * `node_modules/.cache` makes the next run faster. In JavaScript files it checks only the syntax, unless
 * tsconfig.json sets `checkJs`.
 *
 * @param folder the folder of the entry
 * @throws FleetError if there is no entry, if the cache cannot be written, or the compiler crashes
 */
export async function typecheck(folder: string = process.cwd()): Promise<TypecheckResult> {
  const root = realpathSync(folder);
  const compiler = Compiler.of(root);
  if (compiler === undefined) return { compiled: false, note: NOT_INSTALLED };
  const main = mainFile(root);
  const tsconfig = findTsconfig(root);
  const project = await writeProject(compiler, main, tsconfig);
  const { failed, output } = await compiler.run("-p", project, "--pretty", "false");
  const errors = compilerErrors(output);
  if (failed && errors.length === 0) throw new FleetError(crashed(output));
  const nowhere = { file: relative(root, tsconfig ?? main), line: 1, column: 1 };
  const problems = errors.map(({ place = nowhere, code, message }) => {
    // TypeScript reports conflicting options of the user's tsconfig.json in the project that extends it.
    const inProject = resolve(root, place.file) === project;
    return { ...(inProject ? nowhere : place), code, message };
  });
  return { compiled: true, problems: problems.filter(({ file }) => isUsers(file, root)) };
}

const NOT_INSTALLED = `types were not checked: TypeScript is not installed
  remedy: npm install --save-dev typescript`;

const LIBRARY = realpathSync(join(__dirname, ".."));

/** Whether a file is the user's: not of a package, and not of this library unless the fleet is inside it. */
function isUsers(file: string, root: string): boolean {
  if (file.split("/").includes("node_modules")) return false;
  return !isInside(resolve(root, file), LIBRARY) || isInside(root, LIBRARY);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function crashed(output: string): string {
  return `the TypeScript compiler crashed: ${output.trim() || "it printed nothing"}
  remedy: reinstall it with npm ci, or skip the type check with --no-typecheck`;
}
