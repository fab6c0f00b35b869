import { plan, unifiedDiff } from "../writer";
import { createApp, type Main } from "./app";

/**
 * Compares the output folder with what the fleet says, and writes nothing. Prints a unified diff from the
 * files to the fleet, and exits with 1 if there is one.
 */
export function check(main: Main, out?: string): void {
  const app = createApp(main, out === undefined ? {} : { out });
  const intended = plan(app.root, app.render());
  const diff = unifiedDiff(intended);
  if (diff === "") {
    console.error(`${app.root}: up to date`);
    return;
  }
  process.stdout.write(diff);
  console.error(`${app.root}: not what the fleet says; run npm run synth`);
  for (const { path } of intended.edited) {
    console.error(
      `${app.root}/${path} was edited by hand: move the change into the fleet, or drop it with npm run synth -- --force`,
    );
  }
  process.exitCode = 1;
}
