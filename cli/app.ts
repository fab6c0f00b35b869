import { join } from "node:path";
import { Fleet, FleetApp, FleetError, Migration, ValidationError } from "../constructs";
import { checkTree } from "../constructs/app/check-tree";
import { diagnose } from "../constructs/app/diagnose";
import type { Diagnostic } from "../constructs/diagnostics/finding";
import { authorLocation, captured } from "../constructs/diagnostics/source";
import { findingOfThrown } from "../constructs/diagnostics/thrown";
import { LEDGER_PATH } from "../constructs/migration/ledger-text";
import { type Repository, setRepository } from "../constructs/repository";
import { RepositoryFiles, readTextFile } from "../writer";
import { configuredFolder } from "./cdktf-json";

/** The function that `main.ts` exports. It declares the fleet and its stacks in an app. */
export type Main = (app: FleetApp) => void;

/** Loads `main.ts`; an ES module cannot be loaded synchronously. */
export type LoadMain = () => Promise<Main>;

export interface AppOptions {
  /** Output folder. @default - the parent of CDKTF_OUTDIR or of `output` in cdktf.json; otherwise "nix-config" */
  readonly out?: string;
  /** The hand-written files of the repository. @default - the files in the output folder */
  readonly repository?: Repository;
}

/** Codes that are unreliable if `main` threw: a later line may declare what is missing. */
const NEEDS_COMPLETE_FLEET: ReadonlySet<string> = new Set([
  "accept-unused",
  "generator-dependency-missing",
  "generator-input-undeclared",
  "home-without-account",
  "input-follows-undeclared",
  "input-undeclared",
  "role-machine-count",
  "role-without-machines",
  "server-without-stack",
  "service-without-machines",
  "sshd-without-nixos-server",
  "tag-unused",
  "vars-reference-missing",
  "vars-unused",
]);

/** Length of a stack trace: the author's line can be in an outer frame. */
const FRAMES = 50;

/**
 * The first stage: declares everything in an app.
 *
 * @throws FleetError if `main` declares no fleet
 * @throws ValidationError if `main` throws; it includes the diagnostics that constructors reported before
 */
export function createApp(main: Main, { out, repository }: AppOptions = {}): FleetApp {
  const app = emptyApp(out);
  setRepository(app, repository ?? new RepositoryFiles(app.root));
  const returned = declare(app, main);
  if (returned instanceof Promise) {
    // An unhandled rejection would end the process before the message is printed.
    returned.catch(() => undefined);
    throw new FleetError(NOT_ASYNC);
  }
  if (!app.node.findAll().some(Fleet.isFleet)) throw new FleetError(NO_FLEET);
  const migration = app.node.findAll().find(Migration.isMigration);
  const ledger = migration && readTextFile(join(app.root, LEDGER_PATH));
  if (ledger !== undefined) migration?.readLedger(ledger);
  return app;
}

/** The output folder, for callers that need it when the fleet cannot be declared. */
export function outputFolder(out?: string): string {
  return emptyApp(out).root;
}

function emptyApp(out: string | undefined): FleetApp {
  const outdir = out === undefined ? configuredFolder() : `${out}/terraform`;
  return new FleetApp(outdir === undefined ? {} : { outdir });
}

function declare(app: FleetApp, main: Main): unknown {
  try {
    return captured(() => main(app), FRAMES) as unknown;
  } catch (error) {
    throw new ValidationError(declarationDiagnostics(app, error));
  }
}

/** The diagnostics of everything declared before the error, then the error itself. */
function declarationDiagnostics(app: FleetApp, error: unknown): readonly Diagnostic[] {
  const source = error instanceof Error ? authorLocation(error.stack ?? "") : undefined;
  const thrown = { path: "", finding: findingOfThrown(error), ...(source && { source }) };
  app.node.lock();
  const found = diagnose(app, checkTree(app)).open.filter(
    ({ code }) => !NEEDS_COMPLETE_FLEET.has(code),
  );
  return [...found, ...diagnose(app, [thrown]).open.filter(({ path }) => path === "(app)")];
}

const NOT_ASYNC = [
  "main is asynchronous, so the fleet is not declared when it returns",
  "  allowed: a synchronous function",
  "  remedy: await before main is called, or use synchronous functions",
].join("\n");

const NO_FLEET = [
  "main declares no fleet, so all generated Nix files would be removed",
  "  allowed: a Fleet in the app that main receives",
  "  remedy: create it in that app: new Fleet(app, …)",
].join("\n");
