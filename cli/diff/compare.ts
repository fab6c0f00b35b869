import "../../changes/codes";
import {
  compareFleets,
  type Files,
  type FleetChanges,
  isDestructive,
  type Loss,
  losses,
  RECORD_FILE,
  readRecord,
} from "../../changes";
import { type FleetApp, FleetError } from "../../constructs";
import { diagnose } from "../../constructs/app/diagnose";
import type { Diagnostic, PlacedFinding } from "../../constructs/diagnostics/finding";
import type { Plan } from "../../writer";
import type { RenderedApp } from "../compiled";
import { fleetRecord } from "./fleet-record";
import { statesAtHand } from "./states";

export interface CompareOptions {
  /** State files, as `FILE` or `STACK=FILE`, in addition to those in the stacks' folders. @default - none */
  readonly state?: readonly string[];
  /** Names of machines and stacks that were never applied. @default - none */
  readonly neverApplied?: readonly string[];
}

/** The differences between the last synth and the fleet. */
export interface Comparison {
  readonly changes: FleetChanges;
  /** The destructive changes that the fleet does not declare explicitly. */
  readonly refused: readonly Diagnostic[];
  /** Effects that the fleet's author may not expect. */
  readonly warnings: readonly Diagnostic[];
  /** Whether something is destroyed, declared explicitly or not. */
  readonly isDestructive: boolean;
}

/**
 * Compares an output folder with the fleet.
 *
 * @param plan - what a synth would change in the output folder
 */
export function compareWithOutput(
  { app }: RenderedApp,
  plan: Plan,
  { state = [], neverApplied = [] }: CompareOptions,
): Comparison {
  const before = filesBefore(plan);
  const after = new Map(plan.files.map(({ path, text }) => [path, text]));
  const changes = compareFleets(
    { files: before, record: readRecord(before.get(RECORD_FILE)) },
    { files: after, record: fleetRecord(app) },
    statesAtHand(app.root, before, state),
  );
  refuseUnreadable(changes);
  refuseUnknown(neverApplied, changes);
  const found = diagnosticsOf(app, losses(changes, new Set(neverApplied)));
  const refused = found.filter(({ severity }) => severity === "error");
  return {
    changes,
    refused,
    warnings: found.filter(({ severity }) => severity === "warning"),
    isDestructive: refused.length > 0 || isDestructive(changes),
  };
}

/** The generated files on the disk. */
function filesBefore({ files, update, remove, keep, unchanged }: Plan): Files {
  const same = new Set(unchanged);
  return new Map([
    ...files.filter(({ path }) => same.has(path)).map(({ path, text }) => [path, text] as const),
    ...[...update, ...remove, ...keep].map(({ path, before = "" }) => [path, before] as const),
  ]);
}

/** Without the file and the record, it is unknown what an apply would destroy. */
function refuseUnreadable({ unreadable: [path] }: FleetChanges): void {
  if (path === undefined) return;
  throw new FleetError(
    [
      `file of the last synth cannot be read, and ${RECORD_FILE} neither: ${path}`,
      "  allowed: the files as a synth wrote them, since what is lost follows from them",
      `  remedy: restore them, as after a merge conflict: git checkout HEAD -- ${path} ${RECORD_FILE}`,
    ].join("\n"),
  );
}

function refuseUnknown(names: readonly string[], { before, pairs, stacks }: FleetChanges): void {
  const known = [
    ...new Set([
      ...Object.keys(before.machines),
      ...pairs.map(({ name }) => name),
      ...stacks.map(({ stack }) => stack),
    ]),
  ].sort();
  for (const name of names.filter((one) => !known.includes(one))) {
    throw new FleetError(
      [
        `--never-applied names an unknown machine or stack: ${JSON.stringify(name)}`,
        `  allowed: ${known.join(", ")}`,
        "  remedy: correct the name",
      ].join("\n"),
    );
  }
}

function diagnosticsOf(app: FleetApp, found: readonly Loss[]): readonly Diagnostic[] {
  const placed = found.map(
    (loss): PlacedFinding => ({ path: placeOf(app, loss), finding: loss.finding }),
  );
  const codes = new Set(found.map(({ finding }) => finding.code));
  return diagnose(app, placed).open.filter(({ code }) => codes.has(code));
}

/** The path of the machine or stack that a loss is about; otherwise the path of the fleet. */
function placeOf(app: FleetApp, { machine, stack }: Loss): string {
  const [fleet] = app.fleets;
  const ofMachine = machine === undefined ? undefined : fleet?.firstNamed("machine", machine);
  const ofStack = app.stacks.find(({ node }) => node.id === stack);
  return (ofMachine ?? ofStack ?? fleet)?.node.path ?? "";
}
