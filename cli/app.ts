import { FleetApp } from "../constructs";
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
    },
  });
  declareFleet(() => main(app));
  return app;
}
