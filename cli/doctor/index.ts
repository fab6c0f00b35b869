import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readState, type State } from "../../changes/terraform/state";
import { FleetError } from "../../constructs";
import { valueAt } from "../../constructs/terraform/json";
import { shellWord } from "../../constructs/terraform/shell";
import { stateFileText } from "../state-file";
import { readCloud } from "./hetzner-api";
import { type Situation, situationsIn } from "./situations";

export interface DoctorOptions {
  /** Id of the stack. */
  readonly stack: string;
  /** A state file, or what `terraform show -json` prints; `-` is standard input. @default - the stack's own */
  readonly state?: string;
  /** The output folder. @default "nix-config" */
  readonly out?: string;
}

/**
 * Prints what faults left behind in a stack, and the commands that lead out: from its state and, with HCLOUD_TOKEN,
 * from Hetzner's API. It changes nothing.
 *
 * @returns whether nothing is left
 * @throws FleetError if there is no such stack, no state, or the API does not answer
 */
export async function doctor({
  stack,
  state,
  out = "nix-config",
}: DoctorOptions): Promise<boolean> {
  const folder = join(out, "terraform", "stacks", stack);
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) {
    throw new FleetError(
      `there is no stack ${JSON.stringify(stack)} in ${out}\n  remedy: name one that is written there, or the folder with --out`,
    );
  }
  const configuration: unknown = JSON.parse(readFileSync(file, "utf8"));
  const program =
    valueAt(configuration, ["terraform", "encryption"]) === undefined ? "terraform" : "tofu";
  const terraform = `${program} -chdir=${shellWord(relative(process.cwd(), folder) || ".")}`;
  const { HCLOUD_TOKEN: token } = process.env;
  const situations = [
    ...ofFiles(folder, terraform),
    ...situationsIn({
      terraform,
      configuration,
      state: stateOf(folder, program, state),
      ...(token && { cloud: await readCloud(token) }),
    }),
  ];
  for (const { address, what, why, commands } of situations) {
    console.log(
      `${address}: ${what}\n  ${why}\n${commands.map((line) => `    ${line}\n`).join("")}`,
    );
  }
  if (!token)
    console.log("HCLOUD_TOKEN is not set: what the state does not know was not looked for");
  if (situations.length === 0) console.log(`stack ${stack}: nothing is left behind`);
  return situations.length === 0;
}

/** What Terraform leaves in the folder of the stack when it is ended. */
function* ofFiles(folder: string, terraform: string): Iterable<Situation> {
  const lock = join(folder, ".terraform.tfstate.lock.info");
  if (existsSync(lock)) {
    const id = /"ID":"([^"]+)"/.exec(readFileSync(lock, "utf8"))?.[1] ?? "LOCK_ID";
    yield {
      address: "state",
      what: "it is locked",
      why: "a Terraform works on it at this moment, or was killed; after a kill the next command takes the lock over, and only a lock in another backend stays",
      commands: ["# only if no Terraform runs:", `${terraform} force-unlock ${id}`],
    };
  }
  if (existsSync(join(folder, "errored.tfstate"))) {
    yield {
      address: "state",
      what: "the backend did not take it at the end of an apply, so it lies in errored.tfstate",
      why: "without it Terraform does not know what it made in that apply",
      commands: [`${terraform} state push errored.tfstate`],
    };
  }
}

function stateOf(folder: string, program: string, given: string | undefined): State {
  const own = join(folder, "terraform.tfstate");
  const state = readState(
    given !== undefined || existsSync(own) ? stateFileText(given ?? own) : shown(folder, program),
  );
  if (state !== undefined) return state;
  throw new FleetError(
    `no state of the stack is at hand\n  allowed: a state file of version 4, or what ${program} show -json prints\n  remedy: ${program} show -json > FILE, in the folder of the stack, and --state FILE`,
  );
}

function shown(folder: string, program: string): string {
  const { stdout, status } = spawnSync(program, ["show", "-json"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  // Nothing was applied yet where the state would be a file.
  return existsSync(join(folder, ".terraform", "terraform.tfstate")) ? "{}" : "";
}
