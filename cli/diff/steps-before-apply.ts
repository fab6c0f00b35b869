import { statSync } from "node:fs";
import { join } from "node:path";
import {
  type FleetChanges,
  localStateFile,
  moveCommands,
  moveNotes,
  placeOf,
  type StatePlace,
} from "../../changes";
import { type FleetApp, FleetStack } from "../../constructs";

/** The steps before the next apply, one per line; commands are indented. */
export function stepsBeforeApply(app: FleetApp, changes: FleetChanges): readonly string[] {
  return [...moveNotes(changes, app.root), ...leftStates(app, changes)];
}

/**
 * The steps for renamed stacks whose local state is still in the folder of the former id, although an earlier synth
 * wrote the new one: the next apply would start with an empty state.
 */
function leftStates(app: FleetApp, changes: FleetChanges): readonly string[] {
  const justRenamed = changes.stacks.filter(({ movedFrom }) => movedFrom !== undefined);
  return app.stacks.filter(FleetStack.isFleetStack).flatMap(({ movedFrom, node: { id } }) => {
    if (movedFrom === undefined || justRenamed.some(({ stack }) => stack === id)) return [];
    const now = placeOf(id, changes);
    const from = { ...now, stack: movedFrom };
    if (!hasState(app, from) || hasState(app, now)) return [];
    return [
      `the state of stack ${id} is still in the folder of ${movedFrom}: run this in ${app.root} before the next apply`,
      ...moveCommands(from, now).map((line) => `  ${line}`),
    ];
  });
}

/** Whether there is a local state. Terraform leaves an empty file when it moves a state to another backend. */
function hasState({ root }: FleetApp, place: StatePlace): boolean {
  const file = localStateFile(place);
  if (file === undefined) return false;
  return (statSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0) > 0;
}
