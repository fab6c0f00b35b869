import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { brand, hasBrand } from "../brand";
import type { Judged } from "../diagnostics/acceptance";
import { FleetError } from "../diagnostics/fleet-error";
import type { Fleet } from "../fleet";
import { isFleet } from "../fleet-of";
import { disableTokenStackTraces, resolveOnlyTokens } from "../terraform/cdktf-internals";
import { renderStacks } from "../terraform/render-stacks";
import { checkTree } from "./check-tree";
import { diagnose } from "./diagnose";
import { prepare } from "./prepare";

export interface FleetAppProps {
  /**
   * Folder for the Terraform JSON; the output folder of the whole fleet is the one above.
   *
   * @default - CDKTF_OUTDIR, which the cdktf CLI sets; otherwise "nix-config/terraform"
   */
  readonly outdir?: string;
}

const FLEET_APP = Symbol.for("nix-fleet.FleetApp");

/**
 * The root of the construct tree: a cdktf app that writes no files. The `fleet` commands validate and render it,
 * and `fleet synth` writes the files.
 */
export class FleetApp extends App {
  /** Whether a value is a fleet's app, also from another copy of this library. */
  static isFleetApp(value: unknown): value is FleetApp {
    return hasBrand(value, FLEET_APP);
  }

  override readonly outdir: string;
  private prepared: ReturnType<typeof prepare> | undefined;

  constructor({ outdir }: FleetAppProps = {}) {
    disableTokenStackTraces();
    resolveOnlyTokens();
    // cdktf creates its folders immediately. Here, nothing is written until everything is valid.
    const scratch = mkdtempSync(join(tmpdir(), "fleet-"));
    super({ outdir: scratch, stackTraces: false });
    rmdirSync(join(scratch, "stacks"));
    rmdirSync(scratch);
    brand(this, FLEET_APP);
    this.outdir = outdir ?? process.env.CDKTF_OUTDIR ?? "nix-config/terraform";
    if (outdir === undefined && basename(this.outdir) !== "terraform") {
      throw new FleetError(misplacedOutput(this.outdir));
    }
  }

  /** The output folder of the whole fleet. */
  get root(): string {
    return dirname(this.outdir);
  }

  /** The fleets below the app, in tree order. */
  get fleets(): readonly Fleet[] {
    return this.prepared?.fleets ?? this.node.findAll().filter(isFleet);
  }

  /** The app's Terraform stacks in tree order. */
  get stacks(): readonly TerraformStack[] {
    return this.prepared?.stacks ?? this.node.findAll().filter(TerraformStack.isStack);
  }

  /**
   * Runs aspects and resolves references between stacks, once, and locks the tree.
   *
   * @returns the findings
   */
  prepare(): ReturnType<typeof prepare> {
    this.prepared ??= prepare(this);
    return this.prepared;
  }

  /** All diagnostics of the tree and its Terraform stacks, with accepted ones separate. */
  diagnostics(): Judged {
    const { findings, stacks } = this.prepare();
    const checked = [...findings, ...checkTree(this)];
    return diagnose(this, [...checked, ...renderStacks(stacks, checked).findings]);
  }

  /**
   * Not supported: `fleet check` runs the same program and must not write files.
   *
   * @throws FleetError always
   */
  override synth(): never {
    throw new FleetError(
      "main calls app.synth(), but `fleet synth` renders and writes the fleet\n  remedy: remove app.synth()",
    );
  }
}

function misplacedOutput(outdir: string): string {
  return [
    `output folder of the Terraform JSON is not called terraform: ${JSON.stringify(outdir)}`,
    "  allowed: a folder called terraform, since the Nix files are written next to it",
    '  remedy: set "output": "nix-config/terraform" in cdktf.json, or CDKTF_OUTDIR',
  ].join("\n");
}
