import { Fleet, FleetApp, FleetError } from "../constructs";
import { formatProblem } from "../constructs/problem";
import { nixTree } from "../nix-modules/tree";
import { declareFleet } from "./user-error";

/** What `main.ts` exports: declares the fleet and its stacks in an app. */
export type Main = (app: FleetApp) => void;

export interface AppOptions {
  /** Output folder. @default - the one that holds CDKTF_OUTDIR, or else "nix-config" */
  readonly out?: string;
}

/**
 * The fleet's app with the Nix side, everything declared. It renders; only a command that writes does.
 *
 * @throws FleetError if `main` declares no fleet
 */
export function createApp(main: Main, { out }: AppOptions = {}): FleetApp {
  const app = new FleetApp({
    ...(out !== undefined && { outdir: `${out}/terraform` }),
    siblings: [nixTree],
  });
  const returned: unknown = declareFleet(() => main(app));
  if (returned instanceof Promise) throw new FleetError(NOT_ASYNC);
  if (!app.node.children.some((child) => child instanceof Fleet)) throw new FleetError(NO_FLEET);
  return app;
}

const NOT_ASYNC = formatProblem({
  what: "main is asynchronous, so it has not declared the fleet yet",
  value: "async function main",
  allowed: "a function that has declared everything when it returns",
  remedy: "read what it waits for before, or synchronously",
});

const NO_FLEET = formatProblem({
  what: "main declares no fleet, and all generated Nix files would be removed",
  value: "an app without a Fleet",
  allowed: "a Fleet in the app that main is given, beside its stacks",
  remedy: "pass the app on: new Fleet(app, …)",
});
