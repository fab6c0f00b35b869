import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printJson } from "../../../constructs/terraform/json";
import { renderedFiles } from "../../support/diagnostics";
import { oneMachine } from "../../support/fleets";
import { StandIns } from "../../support/stand-ins";
import { startProviderDouble } from "../provider-double/provider-double";
import type { Outcome } from "../support/run-program";
import { Terraform } from "../support/terraform";
import { clan, type Fault, FRESH, LIVING, type Scene } from "./faults";

/** What was observed of a fault. */
export interface Observed {
  /** Exit code of the apply that met it. */
  readonly exitCode: number | null;
  /** What that apply said last: the install, or Terraform. */
  readonly said: string;
  /** Exit code of the apply after the remedy. */
  readonly next: number | null;
  /** How often clan installed after the fault. */
  readonly installs: number;
  /** What a plan changes then. */
  readonly changes: readonly string[];
}

/** Plays a fault on the real core of Terraform, or of OpenTofu. */
export async function play(fault: Fault, binary?: string): Promise<Observed> {
  const world = await startProviderDouble();
  try {
    const standIns = new StandIns();
    mend(standIns);
    const terraform = new Terraform(
      folderIn(world.directory),
      world,
      { PATH: standIns.path },
      binary,
    );
    await terraform.init();
    const scene: Scene = { world, standIns, terraform };
    if (fault.isInstalled) {
      await terraform.apply();
      standIns.add("ssh", LIVING);
    }
    const before = installsOf(standIns);
    await fault.happens(scene);
    const met =
      fault.signal === undefined
        ? await terraform.apply()
        : await terraform.applyUntil(
            () => existsSync(join(world.directory, "installing")),
            fault.signal,
          );
    if (fault.isInstalled !== true) mend(standIns);
    await fault.remedy?.done(scene);
    const next = await terraform.apply();
    const plan = await terraform.plan();
    return {
      exitCode: met.exitCode,
      said: lastWordsOf(met),
      next: next.exitCode,
      installs: installsOf(standIns) - before,
      changes: plan.exitCode === 1 ? ["refused"] : Object.keys(plan.changes),
    };
  } finally {
    world.stop();
  }
}

/** The programs as they are where nothing is wrong. */
function mend(standIns: StandIns): void {
  standIns.add("ssh", FRESH);
  standIns.add("clan", clan("exit 0"));
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.addSleep();
}

function folderIn(root: string): string {
  const path = "terraform/stacks/hetzner/cdk.tf.json";
  const text = renderedFiles(oneMachine().app).find((file) => file.path === path)?.text ?? "";
  const folder = join(root, "terraform/stacks/hetzner");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(JSON.parse(text)));
  return folder;
}

function installsOf(standIns: StandIns): number {
  return standIns.calls.filter(([name, noun]) => name === "clan" && noun === "machines").length;
}

function lastWordsOf({ stdout, stderr }: Outcome): string {
  const ofInstall = [...stdout.matchAll(/^null_resource\S+ \(local-exec\): (install .*)$/gm)];
  const ofTerraform = /Error: (.*)/.exec(stderr)?.[1] ?? "nothing";
  return (
    ofInstall
      .map(([, words = ""]) => words)
      .findLast((words) => /failed|refused|skipped/.test(words)) ??
    (stderr.includes("prevent_destroy") ? "prevent_destroy refuses to replace it" : ofTerraform)
  )
    .replace(/^install cinnabar: /, "")
    .replace(/root@[\d.]+/g, "the server")
    .replace(/ with \S*deploy-key/g, " with the deploy key")
    .replace(/\S+\.terraform-deploy-key/g, "the deploy key");
}
