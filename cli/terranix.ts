import { FleetError, FleetStack } from "../constructs";
import { printJson } from "../constructs/terraform/json";
import { createApp, type Main } from "./app";
import { renderFleet } from "./stages";

/**
 * Prints the JSON of a stack like terranix: `jq -S .` prints the same text for both.
 *
 * @throws FleetError if the fleet has errors, or if the stack does not exist
 */
export function terranix(main: Main, stackId: string): void {
  const app = createApp(main);
  renderFleet(app);
  const stacks = app.stacks.filter(FleetStack.isFleetStack);
  const stack = stacks.find(({ node }) => node.id === stackId);
  if (stack === undefined) {
    const ids = stacks.map(({ node }) => node.id).join(", ");
    throw new FleetError(
      `there is no stack ${JSON.stringify(stackId)}\n  allowed: ${ids}\n  remedy: correct the name`,
    );
  }
  process.stdout.write(printJson(stack.toTerranix()));
}
