import { RECORD_FILE } from "../../changes";
import type { Machine } from "../../constructs";
import { filePatch, type Plan, type PlannedChange, plannedChanges } from "../../writer";
import type { RenderedApp } from "../compiled";

/** A generated file that differs. */
export interface FileDiff extends PlannedChange {
  /** The machines whose configuration depends on it; absent if unknown, for example for removed files. */
  readonly machines?: readonly string[];
  /** The unified diff. */
  readonly diff: string;
}

/** Terraform's files and the record, which are compared by their meaning. */
export function isComparedByMeaning(path: string): boolean {
  return path.startsWith("terraform/") || path === RECORD_FILE;
}

/**
 * The generated files that differ, sorted.
 *
 * @param isShown - selects files by their path
 */
export function fileDiffs(
  { app, filesOf }: RenderedApp,
  plan: Plan,
  isShown: (path: string) => boolean,
): readonly FileDiff[] {
  const machines = app.fleets.flatMap((fleet) => fleet.machines);
  const reach = machinesByFile(machines, filesOf);
  const texts = [...plan.create, ...plan.update, ...plan.remove, ...plan.keep];
  const changes = new Map(plannedChanges(plan).map((change) => [change.path, change]));
  return texts
    .filter(({ path }) => isShown(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((text): readonly FileDiff[] => {
      const change = changes.get(text.path);
      if (change === undefined) return [];
      const reached = reachOf(text.path, reach, machines, change.change === "remove");
      return [{ ...change, ...(reached && { machines: reached }), diff: filePatch(text) }];
    });
}

function reachOf(
  path: string,
  reach: ReadonlyMap<string, readonly string[]>,
  machines: readonly Machine[],
  isRemoved: boolean,
): readonly string[] | undefined {
  const known = reach.get(path);
  if (known !== undefined) return known;
  // All machines use the same versions of the flake inputs.
  if (path === "flake.nix") return machines.map(({ name }) => name);
  return isRemoved ? undefined : [];
}

function machinesByFile(
  machines: readonly Machine[],
  filesOf: RenderedApp["filesOf"],
): ReadonlyMap<string, readonly string[]> {
  const reach = new Map<string, string[]>();
  for (const machine of machines) {
    for (const file of filesOf(machine)) {
      const names = reach.get(file);
      if (names === undefined) reach.set(file, [machine.name]);
      else names.push(machine.name);
    }
  }
  return reach;
}
