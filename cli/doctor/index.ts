import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readState, type State } from "../../changes/terraform/state";
import { FleetError } from "../../constructs";
import { parseJson, valueAt } from "../../constructs/terraform/json";
import { shellWord } from "../../constructs/terraform/shell";
import { stateFileText } from "../state-file";
import { readCloud } from "./hetzner-api";
import { type Situation, situationsIn } from "./situations";

export interface DoctorOptions {
  /** Id of the stack. */
  readonly stack: string;
  /** A state file, or the output of `terraform show -json`; `-` is standard input. @default - the stack's own state */
  readonly state?: string;
  /** The output folder. @default "nix-config" */
  readonly out?: string;
}

/**
 * Prints the problems that a failed apply left in a stack, with the commands that repair them. It reads the state and,
 * with HCLOUD_TOKEN, the Hetzner API. It changes nothing.
 *
 * @returns whether there are no problems
 * @throws FleetError if the stack or its state does not exist, or if the API does not respond
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
      `there is no stack ${JSON.stringify(stack)} in ${out}\n  remedy: name a stack of that folder, or select the folder with --out`,
    );
  }
  const configuration: unknown = parseJson(readFileSync(file, "utf8"));
  const program =
    valueAt(configuration, ["terraform", "encryption"]) === undefined ? "terraform" : "tofu";
  const terraform = `${program} -chdir=${shellWord(relative(process.cwd(), folder) || ".")}`;
  const { HCLOUD_TOKEN: token } = process.env;
  const resources = stateOf(folder, program, state);
  const situations = [
    ...ofFiles(folder, terraform),
    ...situationsIn({
      terraform,
      configuration,
      state: resources,
      ...(token && { cloud: await readCloud(token) }),
    }),
  ];
  for (const { address, what, why, commands } of situations) {
    console.log(
      `${address}: ${what}\n  ${why}\n${commands.map((line) => `    ${line}\n`).join("")}`,
    );
  }
  if (!token)
    console.log(
      "HCLOUD_TOKEN is not set: resources that are missing from the state were not searched for",
    );
  if (situations.length === 0) {
    const empty = "; its state has no resources: nothing was applied, or the state is elsewhere";
    console.log(`stack ${stack}: no problems found${resources.size === 0 ? empty : ""}`);
  }
  return situations.length === 0;
}

/** Problems that show as files in the folder of the stack. */
function* ofFiles(folder: string, terraform: string): Iterable<Situation> {
  const lock = join(folder, ".terraform.tfstate.lock.info");
  if (existsSync(lock)) {
    const id = /"ID":"([^"]+)"/.exec(readFileSync(lock, "utf8"))?.[1] ?? "LOCK_ID";
    yield {
      address: "state",
      what: "is locked",
      why: "Terraform is running, or was killed; after a kill the next command takes over a local lock, but a lock in another backend remains",
      commands: ["# only if Terraform is not running:", `${terraform} force-unlock ${id}`],
    };
  }
  if (existsSync(join(folder, "errored.tfstate"))) {
    yield {
      address: "state",
      what: "could not be saved to the backend at the end of an apply; it is in errored.tfstate",
      why: "without it Terraform does not know the resources that this apply created",
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
    `cannot find the state of the stack\n  allowed: a state file of version 4, or the output of ${program} show -json\n  remedy: run ${program} show -json > FILE in the folder of the stack, then add --state FILE`,
  );
}

function shown(folder: string, program: string): string {
  const { stdout, status } = spawnSync(program, ["show", "-json"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  // With a local backend, a missing state means that nothing was applied yet.
  return existsSync(join(folder, ".terraform", "terraform.tfstate")) ? "{}" : "";
}
