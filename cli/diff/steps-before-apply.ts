import { existsSync } from "node:fs";
import { join } from "node:path";
import { type FleetChanges, moveCommands, moveNotes } from "../../changes";
import { type FleetApp, FleetStack } from "../../constructs";

/** The steps before the next apply, one per line; commands are indented. */
export function stepsBeforeApply(app: FleetApp, changes: FleetChanges): readonly string[] {
  return [...moveNotes(changes, app.root), ...leftStates(app, changes)];
}

/**
 * The steps for renamed stacks whose local state is still in the folder of the former id, although an earlier synth
 * wrote the new one: the next apply would start with an empty state.
 */
function leftStates(app: FleetApp, { stacks }: FleetChanges): readonly string[] {
  const justRenamed = stacks.filter(({ movedFrom }) => movedFrom !== undefined);
  return app.stacks.filter(FleetStack.isFleetStack).flatMap(({ movedFrom, node: { id } }) => {
    if (movedFrom === undefined || justRenamed.some(({ stack }) => stack === id)) return [];
    if (!hasState(app, movedFrom) || hasState(app, id)) return [];
    const commands = moveCommands(
      { stack: movedFrom, configuration: undefined },
      { stack: id, configuration: undefined },
    );
    return [
      `the state of stack ${id} is still in the folder of ${movedFrom}: run this in ${app.root} before the next apply`,
      ...commands.map((line) => `  ${line}`),
    ];
  });
}

function hasState(app: FleetApp, stack: string): boolean {
  return existsSync(join(app.root, "terraform/stacks", stack, "terraform.tfstate"));
}
