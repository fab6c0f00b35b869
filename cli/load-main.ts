import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { FleetError } from "../constructs";
import { setMainFile } from "../constructs/diagnostics/source";
import type { Main } from "./app";
import { loadOwnCode } from "./user-error";

/**
 * Loads the fleet's entry, `main.ts` of the current folder.
 *
 * @throws FleetError if there is none, if it fails to load, or if it does not export `main`
 */
export function loadMain(): Main {
  const file = resolve("main.ts");
  if (!existsSync(file)) {
    throw new FleetError(
      `there is no main.ts in ${process.cwd()}\n  remedy: run fleet in the folder of the fleet's main.ts`,
    );
  }
  setMainFile(file);
  const entry: { readonly main?: unknown } = loadOwnCode(() => require(file));
  if (!isMain(entry.main)) {
    throw new FleetError(
      `main.ts exports no function main\n  remedy: export function main(app: FleetApp): void { … }`,
    );
  }
  return entry.main;
}

function isMain(value: unknown): value is Main {
  return typeof value === "function";
}
