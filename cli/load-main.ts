import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { FleetError } from "../constructs";
import { setMainFile } from "../constructs/diagnostics/source";
import type { Main } from "./app";
import { isEsModule, mainFile } from "./main-file";
import { loadOwnCode } from "./user-error";

/**
 * Loads the fleet's entry, given by `--main` or found in the current folder: CommonJS or an ES module, in TypeScript
 * or JavaScript.
 *
 * @throws FleetError if there is no entry, if it fails to load, or if it does not export `main`
 */
export async function loadMain(): Promise<Main> {
  const file = mainFile(process.cwd());
  setMainFile(file);
  const entry = await loadOwnCode(() =>
    isEsModule(file) ? importModule(file) : requireFile(file),
  );
  const { main } = entry;
  if (!isMain(main)) throw new FleetError(exportsNoMain(basename(file)));
  return main;
}

interface Exports {
  readonly main?: unknown;
}

/** tsx lets Node run TypeScript. */
async function requireFile(file: string): Promise<Exports> {
  require("tsx/cjs");
  try {
    return require(file);
  } catch (error) {
    const isWaiting = error instanceof Error && error.message.includes("Top-level await");
    throw isWaiting ? new FleetError(topLevelAwait(error.message)) : error;
  }
}

async function importModule(file: string): Promise<Exports> {
  const { register } = await import("tsx/esm/api");
  register();
  return import(pathToFileURL(file).href);
}

function isMain(value: unknown): value is Main {
  return typeof value === "function";
}

function topLevelAwait(message: string): string {
  return [
    `top-level await in a CommonJS module: ${message}`,
    "  allowed: only in ES modules",
    '  remedy: rename the entry to main.mts, or set "type": "module" in package.json',
  ].join("\n");
}

function exportsNoMain(name: string): string {
  return [
    `${name} does not export a function main`,
    "  remedy: export function main(app: FleetApp): void { … }",
  ].join("\n");
}
