import { FleetApp, FleetError } from "../constructs";
import { formatProblem } from "../constructs/problem";
import { nixTree } from "../nix-modules/tree";
import { apply, plan, planLines, reportLines } from "../nix-modules/writer";
import { declareFleet } from "./user-error";

/** What `main.ts` exports: declares the fleet and its stacks in an app. */
export type Main = (app: FleetApp) => void;

export interface OutputOptions {
  /** Output folder. @default - the one that holds CDKTF_OUTDIR, or else "nix-config" */
  readonly out?: string;
  /** Whether to overwrite generated files that somebody edited. @default false */
  readonly force?: boolean;
  /** Whether to say what would be written, and write nothing. @default false */
  readonly dryRun?: boolean;
}

/** The fleet's app with both generators and the writer, everything declared. */
export function createApp(
  main: Main,
  { out, force = false, dryRun = false }: OutputOptions = {},
): FleetApp {
  const app = new FleetApp({
    ...(out !== undefined && { outdir: `${out}/terraform` }),
    siblings: [nixTree],
    write: (root, files) => {
      const intended = plan(root, files, { force });
      const lines = dryRun ? planLines(intended) : reportLines(apply(intended));
      for (const line of lines) console.log(line);
      for (const { path, message } of app.warnings) console.error(`warning: ${path}: ${message}`);
    },
  });
  const returned: unknown = declareFleet(() => main(app));
  if (returned instanceof Promise) throw new FleetError(NOT_ASYNC);
  if (app.node.children.length === 0) throw new FleetError(NOTHING_DECLARED);
  return app;
}

const NOT_ASYNC = formatProblem({
  what: "main is asynchronous, so it has not declared the fleet yet",
  value: "async function main",
  allowed: "a function that has declared everything when it returns",
  remedy: "read what it waits for before, or synchronously",
});

const NOTHING_DECLARED = formatProblem({
  what: "main declares nothing, and all generated files would be removed",
  value: "an empty app",
  allowed: "a Fleet or a stack in the app that main is given",
  remedy: "pass the app on: new Fleet(app, …), new HetznerStack(app, …)",
});
