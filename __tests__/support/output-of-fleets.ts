import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Aspects } from "cdktf";
import { createApp, type Main } from "../../cli/app";
import { type CompareOptions, type Comparison, compareWithOutput } from "../../cli/diff/compare";
import { renderFleet } from "../../cli/stages";
import type { Diagnostic } from "../../constructs";
import { planOutput, writeOutput } from "../../writer";
import { acceptNoAccess } from "./fleets";

/** An output folder, to which one fleet after the other is written. */
export class OutputOfFleets {
  /** @param root - the output folder */
  constructor(readonly root = mkdtempSync(join(tmpdir(), "fleet-changes-"))) {}

  /** Writes a fleet if it has no errors, and returns its errors or warnings. */
  synth(main: Main, options: CompareOptions = {}): readonly Diagnostic[] {
    const { refused, warnings } = this.compare(main, options);
    if (refused.length === 0) this.write(main);
    return [...refused, ...warnings];
  }

  /** Writes a fleet, whatever it destroys. */
  write(main: Main): void {
    writeOutput(this.root, this.rendered(main).files);
  }

  /** Compares a fleet with what was written last. */
  compare(main: Main, options: CompareOptions = {}): Comparison {
    const rendered = this.rendered(main);
    return compareWithOutput(rendered, planOutput(this.root, rendered.files), options);
  }

  /** What synth refuses and warns of. */
  codes(main: Main, options: CompareOptions = {}): readonly string[] {
    const { refused, warnings } = this.compare(main, options);
    return [...refused, ...warnings].map(({ code }) => code);
  }

  private rendered(main: Main) {
    const app = createApp(
      (root) => {
        Aspects.of(root).add({ visit: acceptNoAccess });
        main(root);
      },
      { out: this.root },
    );
    return { app, ...renderFleet(app) };
  }
}
