import { FleetError } from "../constructs";
import { createApp, type Main, type OutputOptions } from "./app";
import { reportUserErrors } from "./user-error";

/** Validates, renders and writes the fleet. */
export function synthesize(main: Main, options: OutputOptions = {}): void {
  createApp(main, options).synth();
}

/** What `node main.ts` runs, for cdktf's CLI: `fleet synth` without options. */
export function runMain(main: Main): void {
  reportUserErrors(() => {
    const [unknown] = process.argv.slice(2);
    if (unknown !== undefined) {
      throw new FleetError(
        `main.ts takes no options: ${unknown}\n  remedy: npx fleet synth ${unknown}`,
      );
    }
    synthesize(main);
  });
}
