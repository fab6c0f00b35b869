import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Aspects } from "cdktf";
import { createApp, type Main } from "../../cli/app";
import type { RenderedApp } from "../../cli/compiled";
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
    const rendered = this.rendered(main);
    const { refused, warnings } = this.comparison(rendered, options);
    if (refused.length === 0) writeOutput(this.root, rendered.files);
    return [...refused, ...warnings];
  }

  /** Writes a fleet, whatever it destroys. */
  write(main: Main): void {
    writeOutput(this.root, this.rendered(main).files);
  }

  /** Compares a fleet with what was written last. */
  compare(main: Main, options: CompareOptions = {}): Comparison {
    return this.comparison(this.rendered(main), options);
  }

  /** What synth refuses and warns of. */
  codes(main: Main, options: CompareOptions = {}): readonly string[] {
    const { refused, warnings } = this.compare(main, options);
    return [...refused, ...warnings].map(({ code }) => code);
  }

  private comparison(rendered: RenderedApp, options: CompareOptions): Comparison {
    return compareWithOutput(rendered, planOutput(this.root, rendered.files), options);
  }

  private rendered(main: Main): RenderedApp {
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
