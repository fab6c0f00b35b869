import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import * as library from "../../constructs";
import { FleetError, type OwnFile } from "../../constructs";
import { GIVES_WAY } from "../../constructs/own-files";
import { createFiles } from "../../writer";
import { createApp } from "../app";
import { MAIN_FILES } from "../main-file";
import { renderFleet } from "../stages";
import { answersOf, type InitOptions } from "./answers";
import { survey } from "./found";
import { type ProgramText, programOf } from "./program-text";
import { type NewFile, projectFiles } from "./project";

/**
 * Writes a small fleet to a folder, and prints what the folder already contains. Overwrites nothing.
 *
 * @throws FleetError if the folder already has a fleet, or if an option is invalid
 * @throws ValidationError if the new fleet has errors; then nothing is written
 */
export async function init(folder: string, options: InitOptions): Promise<void> {
  const main = MAIN_FILES.find((name) => existsSync(join(folder, name)));
  if (main !== undefined) throw new FleetError(hasFleet(folder, main));
  const answers = answersOf(folder, options);
  const { lines, ownFiles } = survey(join(folder, answers.out));
  const program = programOf(answers, ownFiles);
  tryOut(program);
  const all = projectFiles(folder, answers, program, options.module);
  const isThere = ({ path }: NewFile) => existsSync(join(folder, path));
  const fresh = all.filter((file) => !isThere(file));

  print("found, not changed:", lines);
  print(
    "already exists, not changed:",
    all
      .filter(isThere)
      .map(({ path, otherwise }) => (otherwise === undefined ? path : `${path}: ${otherwise}`)),
  );
  print(
    options.dryRun === true ? "would write:" : "writes:",
    fresh.map(({ path }) => path),
  );
  if (options.dryRun === true || !(await isWanted(options))) return;
  createFiles(folder, fresh);
  const isNew = fresh.some(({ path }) => path === "package.json");
  print("next:", [
    ...(isNew ? ["npm install"] : []),
    ...nextSteps(ownFiles, answers.key === undefined, answers.user),
  ]);
}

/** Runs the program, so that an invalid name or key is reported before anything is written. */
function tryOut({ imports, body }: ProgramText): void {
  const values: Readonly<Record<string, unknown>> = library;
  const run = new Function("app", ...imports, body);
  renderFleet(createApp((app) => void run(app, ...imports.map((name) => values[name]))));
}

/** Asks for confirmation on a terminal, unless `yes` is set. */
async function isWanted({ yes = false }: InitOptions): Promise<boolean> {
  if (yes || !process.stdin.isTTY || !process.stdout.isTTY) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question("Write these files? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}

/** How a hand-written file uses the generated file that replaces it. */
const TO_DO: { readonly [file in OwnFile]?: string } = {
  "flake.nix": `flake.nix: pass { imports = [ ./${GIVES_WAY["flake.nix"]} ]; } to mkFlake, and copy missing inputs from flake-inputs.nix`,
  justfile: `your justfile: import '${GIVES_WAY.justfile}', and set allow-duplicate-recipes if recipe names collide`,
  ".github/workflows/ci.yml": `your workflow: add a job with uses: ./${GIVES_WAY[".github/workflows/ci.yml"]}`,
  "modules/flake-parts/dev-shell.nix":
    "your devShell: set inputsFrom = [ config.devShells.fleet ], or run nix develop .#fleet",
};

function nextSteps(
  ownFiles: readonly OwnFile[],
  hasNoKey: boolean,
  user: string,
): readonly string[] {
  return [
    "npx fleet synth, then run the git add command that it prints",
    ...ownFiles.flatMap((file) => TO_DO[file] ?? []),
    ...(hasNoKey ? [`add a key to sshKeys of ${user}: nobody can log in yet`] : []),
  ];
}

function print(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log([title, ...lines.map((line) => `  ${line}`)].join("\n"));
}

function hasFleet(folder: string, main: string): string {
  return [
    `${folder} already has a fleet: ${main}`,
    "  allowed: a folder without a fleet",
    `  remedy: run fleet synth there, or choose another folder`,
  ].join("\n");
}
