import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { failureOf } from "./compiled-library";

const REPOSITORY = join(__dirname, "../..");
const SOURCES = ["bench", "changes", "cli", "constructs", "fleet", "nix-modules", "writer"];
const STATIC_FILES = "nix-modules/static/modules";

/** In node_modules, so that the library resolves its packages, and is a package to its users. */
const CACHE = join(REPOSITORY, "node_modules/.cache/nix-fleet-tests");
const DAY = 24 * 60 * 60 * 1000;

/**
 * Compiles the library, as `npm run build` does, in the background: most tests do not need it. Its folder is named
 * by a hash of the sources, so that a later run finds it, and a run beside this one does not replace it.
 */
export default function setup(project: TestProject): () => Promise<void> {
  let stop = start(project);
  project.onTestsRerun(async () => {
    await stop();
    stop = start(project);
  });
  return () => stop();
}

/** Starts the compiler, unless an earlier run did. Returns how to stop it. */
function start(project: TestProject): () => Promise<void> {
  const folder = join(CACHE, hashOfSources());
  project.provide("compiledLibrary", folder);
  removeOld();
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
    return async () => undefined;
  }
  rmSync(failureOf(folder), { force: true });
  const unfinished = mkdtempSync(join(CACHE, "unfinished-"));
  const compiler = new AbortController();
  const compiled = compile(unfinished, compiler.signal).then(
    () => rename(unfinished, folder),
    (error: Error & { readonly stdout?: string }) => {
      if (compiler.signal.aborted) return;
      writeFileSync(failureOf(folder), `${error.message}\n${error.stdout ?? ""}`);
    },
  );
  return async () => {
    compiler.abort();
    await compiled;
    // The compiler may be writing its last file.
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
  };
}

async function compile(out: string, signal: AbortSignal): Promise<void> {
  const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
  const project = join(REPOSITORY, "tsconfig.build.json");
  const args = [tsc, "-p", project, "--noCheck", "--declaration", "--outDir", out];
  await promisify(execFile)(process.execPath, args, { signal });
  cpSync(join(REPOSITORY, STATIC_FILES), join(out, STATIC_FILES), { recursive: true });
}

/** Another run may have been faster. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  const inside = SOURCES.flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" }).map((path) =>
      join(folder, path),
    ),
  );
  const files = [...inside, "main.ts", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  for (const file of files.sort()) {
    if (!statSync(join(REPOSITORY, file)).isFile()) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(REPOSITORY, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** Removes what no run of the last day used. */
function removeOld(): void {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}
