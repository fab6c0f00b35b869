import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderDouble } from "../provider-double/provider-double";
import { type Outcome, runProgram } from "./run-program";
import type { JsonDiagnostic, JsonPlan, JsonState, StateEntry } from "./terraform-json";

export interface Plan extends Outcome {
  /** What Terraform would do, by resource address; unchanged resources are left out. */
  readonly changes: { readonly [address: string]: Action };
  /** The whole plan as `terraform show -json` prints it, null if planning failed. */
  readonly json: JsonPlan | null;
}

export type Action = "create" | "update" | "replace" | "delete";

export interface Validation {
  readonly valid: boolean;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/**
 * The real Terraform in a folder, with the providers of `world`. The folder gets nothing but the
 * state; no setting of the person or machine running the test reaches Terraform.
 *
 * ```ts
 * const world = await startProviderDouble();
 * const terraform = new Terraform(stackFolder, world, { PATH: standIns.path });
 * await terraform.init(); // needed once a folder, and only if the stack names a backend
 * expect((await terraform.plan()).changes).toEqual({ "hcloud_server.cinnabar": "create" });
 * expect(await terraform.apply()).toMatchObject({ exitCode: 0 });
 * expect((await terraform.plan()).exitCode).toBe(0); // nothing left to do; 2 with changes
 * world.cloud.servers.remove("cinnabar"); // out of band
 * (await terraform.state()).get("hcloud_server.cinnabar")?.values.ipv4_address;
 * world.stop();
 * ```
 *
 * A failing command is no exception but an exit code: look at `exitCode` and `stderr`. Only `state`,
 * `show` and `validate` throw if Terraform itself does not answer. TERRAFORM_BINARY names another
 * binary, such as `tofu`; the default is `terraform`.
 */
export class Terraform {
  private readonly dataDirectory: string;

  /**
   * @param env variables that Terraform, its provisioners and its providers see besides ours
   * @param binary a program other than that of TERRAFORM_BINARY
   */
  constructor(
    private readonly directory: string,
    private readonly world: ProviderDouble,
    private readonly env: { readonly [name: string]: string } = {},
    private readonly binary = process.env.TERRAFORM_BINARY ?? "terraform",
  ) {
    this.dataDirectory = mkdtempSync(join(world.directory, "data-"));
    writeFileSync(this.path("cli.tfrc"), "");
  }

  init(...options: string[]): Promise<Outcome> {
    return this.run("init", "-input=false", ...options);
  }

  async validate(): Promise<Validation> {
    return this.json(["validate", "-json"]);
  }

  async plan(...options: string[]): Promise<Plan> {
    const file = this.path("plan");
    const run = await this.run("plan", "-detailed-exitcode", `-out=${file}`, ...options);
    if (run.exitCode === 1) return { ...run, changes: {}, json: null };
    const json: JsonPlan = await this.json(["show", "-json", file]);
    return { ...run, json, changes: changesOf(json) };
  }

  apply(...options: string[]): Promise<Outcome> {
    return this.run("apply", "-auto-approve", ...options);
  }

  destroy(...options: string[]): Promise<Outcome> {
    return this.run("destroy", "-auto-approve", ...options);
  }

  /** The state as `terraform show -json` prints it. */
  async show(): Promise<JsonState> {
    return this.json(["show", "-json"]);
  }

  /** The resources and data sources in the state, by address. */
  async state(): Promise<Map<string, StateEntry>> {
    const entries = (await this.show()).values?.root_module.resources ?? [];
    return new Map(entries.map((entry) => [entry.address, entry]));
  }

  /** Applies, and sends Terraform alone a signal once `when` comes true. */
  applyUntil(when: () => boolean, signal: NodeJS.Signals): Promise<Outcome> {
    return this.start(["apply", "-auto-approve"], (kill) => {
      const waiting = setInterval(() => {
        if (!when()) return;
        clearInterval(waiting);
        kill(signal);
      }, 20);
    });
  }

  /** Any other command, without colour and questions. */
  run(command: string, ...options: string[]): Promise<Outcome> {
    return this.start([command, ...options]);
  }

  private start(
    words: readonly string[],
    onStart: (kill: (signal: NodeJS.Signals) => void) => void = () => {},
  ): Promise<Outcome> {
    const env = this.environment();
    return this.world.within({ directory: this.directory, env }, () =>
      runProgram([this.binary, ...words], { cwd: this.directory, env, onStart }),
    );
  }

  private async json<Document>([command = "", ...options]: string[]): Promise<Document> {
    const { stdout, stderr } = await this.run(command, ...options);
    if (stdout === "") throw new Error(`terraform ${command} says nothing: ${stderr}`);
    return JSON.parse(stdout);
  }

  private environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(TF|TOFU|HCLOUD|HETZNER)_/.test(name),
    );
    return {
      ...Object.fromEntries(inherited),
      ...this.env,
      CHECKPOINT_DISABLE: "1",
      // Collecting garbage takes a third of the time of these short runs.
      GOGC: "off",
      TF_CLI_ARGS: "-no-color",
      TF_CLI_CONFIG_FILE: this.path("cli.tfrc"),
      TF_DATA_DIR: this.dataDirectory,
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      TF_REATTACH_PROVIDERS: this.world.reattach,
    };
  }

  private path(name: string): string {
    return join(this.dataDirectory, name);
  }
}

function changesOf(plan: JsonPlan): { [address: string]: Action } {
  const changes: { [address: string]: Action } = {};
  for (const { address, change } of plan.resource_changes ?? []) {
    const [first, second] = change.actions;
    if (first === "create" || first === "update" || first === "delete") {
      changes[address] = second === undefined ? first : "replace";
    }
  }
  return changes;
}
