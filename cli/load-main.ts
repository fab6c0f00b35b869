import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { FleetError } from "../constructs";
import { setMainFile } from "../constructs/diagnostics/source";
import type { Main } from "./app";
import { isEsModule, mainFile } from "./main-file";
import { loadOwnCode } from "./user-error";

/**
 * Loads the fleet's entry, `--main` or that of the current folder, as CommonJS or as an ES module, or plain JavaScript.
 *
 * @throws FleetError if there is none, if it fails to load, or if it does not export `main`
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
    throw isWaiting ? new FleetError(waits(error.message)) : error;
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

function waits(message: string): string {
  return [
    `await outside a function: ${message}`,
    "  allowed: only in ES modules",
    '  remedy: call the entry main.mts, or set "type": "module" in package.json',
  ].join("\n");
}

function exportsNoMain(name: string): string {
  return [
    `${name} exports no function main`,
    "  remedy: export function main(app: FleetApp): void { … }",
  ].join("\n");
}
