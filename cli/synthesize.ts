import { createApp, type Main, type OutputOptions } from "./app";
import { reportUserErrors } from "./user-error";

/** Validates, renders and writes the fleet: what `npm run synth`, `fleet synth` and cdktf's CLI run. */
export function synthesize(main: Main, options: OutputOptions = {}): void {
  reportUserErrors(() => createApp(main, options).synth());
}
