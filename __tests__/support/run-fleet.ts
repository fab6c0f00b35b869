import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { compiledCommand, compiledLibrary } from "./compiled-library";
import { type FleetRun, FleetRuns } from "./fleet-runs";

/** The root of the repository. */
export const REPOSITORY = join(__dirname, "../..");

/**
 * Runs the command `fleet` in a folder, compiled, as users have it; without the start of a process, which takes four
 * fifths of the time of a run. For an ES module, and for tests of the process itself, see {@link runFleetProcess}.
 */
export function runFleet(folder: string, ...args: readonly string[]): FleetRun {
  runs ??= new FleetRuns();
  try {
    return runs.run(folder, args);
  } catch (error) {
    runs = undefined;
    throw error;
  }
}

let runs: FleetRuns | undefined;

/** Runs the command `fleet` in a process of its own: for tests of the process, and for fleets that are ES modules. */
export function runFleetProcess(folder: string, ...args: readonly string[]): FleetRun {
  return spawnSync(process.execPath, [compiledCommand(), ...args], {
    cwd: folder,
    encoding: "utf8",
  });
}

/** A new folder with a `main.ts`, see {@link writeMain}. */
export function folderWithMain(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-main-"));
  // Synth warns of an output folder that no git repository contains.
  mkdirSync(join(folder, ".git"));
  writeMain(folder, text);
  return folder;
}

/** A new folder with a `main.ts` and what `fleet synth` writes for it; that runs once for each text. */
export function synthesizedFolder(text: string): string {
  const synthesized = synthesizedFolders.get(text) ?? folderWithMain(text);
  if (!synthesizedFolders.has(text)) {
    const { status, stderr } = runFleet(synthesized, "synth");
    if (status !== 0) throw new Error(stderr);
    synthesizedFolders.set(text, synthesized);
  }
  const folder = mkdtempSync(join(tmpdir(), "fleet-main-"));
  cpSync(synthesized, folder, { recursive: true });
  return folder;
}

const synthesizedFolders = new Map<string, string>();

/** Writes the `main.ts` of a folder; `CONSTRUCTS` in its text is replaced with the path of the compiled library. */
export function writeMain(
  folder: string,
  text: string,
  constructs = join(compiledLibrary(), "constructs"),
): void {
  writeFileSync(join(folder, "main.ts"), text.replaceAll("CONSTRUCTS", JSON.stringify(constructs)));
}

/** Every file below a folder with its text. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
  return Object.fromEntries(
    paths.sort().map((path) => [relative(folder, path), readFileSync(path, "utf8")]),
  );
}
