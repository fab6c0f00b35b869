import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, parse, resolve } from "node:path";
import { FleetError } from "../constructs";
import type { Compiler } from "./typescript-compiler";

/** The tsconfig.json that applies in a folder: its own, or the nearest one above, as for `tsc`. */
export function findTsconfig(folder: string): string | undefined {
  return findUp(folder, "tsconfig.json");
}

/**
 * Writes a project that contains only the fleet's entry, with the options of the user's tsconfig.json, or strict
 * options if there is none. The user's own project may omit the entry, or include files that the fleet does not import.
 *
 * @param main the fleet's entry
 * @returns the path of the project's tsconfig.json, in `node_modules/.cache`
 * @throws FleetError if it cannot be written
 */
export async function writeProject(
  compiler: Compiler,
  main: string,
  tsconfig: string | undefined,
): Promise<string> {
  const folder = dirname(main);
  // The name includes a hash of the path: several folders can share one node_modules.
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const cache = join(folder, "node_modules/.cache/nix-fleet", `typecheck-${key}`);
  const declarations = tsconfig === undefined ? [] : await declarationFiles(compiler, tsconfig);
  const text = JSON.stringify({
    ...(tsconfig !== undefined && { extends: tsconfig }),
    files: [main, ...declarations],
    include: [],
    compilerOptions: {
      ...(tsconfig === undefined && strictOptions(folder)),
      // The output options of the user's build do not matter here, and can conflict with `noEmit`.
      noEmit: true,
      ...(/js$/.test(main) && { allowJs: true }),
      emitDeclarationOnly: false,
      composite: false,
      rootDir: parse(folder).root,
      incremental: true,
      tsBuildInfoFile: join(cache, "main.tsbuildinfo"),
    },
  });
  const project = join(cache, "tsconfig.json");
  try {
    mkdirSync(cache, { recursive: true });
    // Renamed into place, because the compiler of another run may be reading it.
    writeFileSync(`${project}.${process.pid}`, text);
    renameSync(`${project}.${process.pid}`, project);
  } catch (error) {
    throw new FleetError(cannotWrite(cache, error));
  }
  return project;
}

/** The declaration files of a project. No import refers to them if they declare global types. */
async function declarationFiles(compiler: Compiler, tsconfig: string): Promise<readonly string[]> {
  const { failed, output } = await compiler.run("-p", tsconfig, "--showConfig");
  // It also fails for a project without files. The main run reports errors in tsconfig.json.
  const { files = [] }: { readonly files?: readonly string[] } = failed ? {} : JSON.parse(output);
  return files
    .filter((file) => /\.d\.[cm]?ts$/.test(file))
    .map((file) => resolve(dirname(tsconfig), file));
}

function strictOptions(folder: string): object {
  return {
    strict: true,
    module: "nodenext",
    skipLibCheck: true,
    resolveJsonModule: true,
    // Node's types replace those of a browser, whose globals, such as `name`, would hide a missing declaration.
    ...(findUp(folder, "node_modules/@types/node") !== undefined && {
      lib: ["esnext"],
      types: ["node"],
    }),
  };
}

function findUp(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : findUp(parent, path);
}

function cannotWrite(cache: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return [
    `types cannot be checked: the compiler's cache cannot be written: ${reason}`,
    `  allowed: a folder that this user can write to: ${cache}`,
    "  remedy: make it writable, or skip the type check with --no-typecheck",
  ].join("\n");
}
