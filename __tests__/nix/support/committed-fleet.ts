import { join } from "node:path";
import { createApp } from "../../../cli/app";
import { Fleet, type FleetApp, FleetStack } from "../../../constructs";
import { main } from "../../../main";
import { renderedFiles } from "../../support/diagnostics";
import { REPOSITORY } from "../../support/run-fleet";

/** The folder of the committed output. */
export const NIX_CONFIG = join(REPOSITORY, "nix-config");

/** The fleet of phase 0, with its output in the folder of its `main.ts`. */
export const TEST_CLAN = join(REPOSITORY, "test-clan");

/** The fleet of `main.ts`. */
export function committedFleet(): {
  readonly fleet: Fleet;
  readonly stacks: readonly FleetStack[];
} {
  const app: FleetApp = createApp(main, { out: NIX_CONFIG });
  renderedFiles(app);
  const fleet = app.node.children.find((child): child is Fleet => child instanceof Fleet);
  if (fleet === undefined) throw new Error("main.ts declares no fleet");
  return { fleet, stacks: app.stacks.filter((stack) => stack instanceof FleetStack) };
}
