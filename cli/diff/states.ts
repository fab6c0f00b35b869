import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Files, readConfiguration, readState, resourceOf, type State } from "../../changes";
import { FleetError } from "../../constructs";
import { valueAt } from "../../constructs/terraform/json";
import { stateFileText } from "../state-file";

const STACK_FILE = /^(terraform\/stacks\/([^/]+))\/cdk\.tf\.json$/;

/**
 * The available states: the named ones and, for the other stacks, the state files in their folders.
 *
 * @param root - the output folder
 * @param before - the files of the last synth, which contain the backends
 * @param named - `FILE` for the only stack, or `STACK=FILE`; `-` is standard input
 * @throws FleetError for a file that is missing or is not a state, and for an unknown stack
 */
export function statesAtHand(
  root: string,
  before: Files,
  named: readonly string[],
): ReadonlyMap<string, State> {
  const states = new Map<string, State>();
  const stacks = [...before.keys()].flatMap((path) => STACK_FILE.exec(path)?.[2] ?? []);
  for (const [path, text] of before) {
    const [, folder = "", stack = ""] = STACK_FILE.exec(path) ?? [];
    const state = stack === "" ? undefined : localState(join(root, folder), text);
    if (state !== undefined) states.set(stack, state);
  }
  for (const argument of named) {
    const { stack, file } = stackAndFile(argument, stacks);
    const state = namedState(file);
    refuseForeign(state, file, stack, before);
    states.set(stack, state);
  }
  return states;
}

/** The state in the file of a local backend; `undefined` if the file is missing or the backend is not local. */
function localState(folder: string, configuration: string): State | undefined {
  const backend = readConfiguration(configuration)?.backend;
  if (backend?.kind !== "local") return undefined;
  const path = valueAt(backend.settings, ["path"]) ?? "terraform.tfstate";
  try {
    return readState(readFileSync(join(folder, String(path)), "utf8"));
  } catch {
    return undefined;
  }
}

function stackAndFile(
  argument: string,
  stacks: readonly string[],
): { readonly stack: string; readonly file: string } {
  const [first = "", ...rest] = argument.split("=");
  const [only, ...others] = stacks;
  if (rest.length > 0 && stacks.includes(first)) return { stack: first, file: rest.join("=") };
  if (only !== undefined && others.length === 0) return { stack: only, file: argument };
  throw new FleetError(
    [
      `--state does not name a stack: ${JSON.stringify(argument)}`,
      `  allowed: STACK=FILE with a stack of the last synth: ${stacks.join(", ") || "none yet"}`,
      "  remedy: name the stack, such as --state hetzner=terraform.tfstate",
    ].join("\n"),
  );
}

/** What each stack with servers has under the same address. */
const ALIKE = /^(hcloud_ssh_key|tls_private_key|local_sensitive_file)\./;

/** A state with resources, but none of the stack's resources, belongs to another stack. */
function refuseForeign(state: State, file: string, stack: string, before: Files): void {
  const configuration = readConfiguration(before.get(`terraform/stacks/${stack}/cdk.tf.json`));
  if (configuration === undefined) return;
  const { resources, moved, removed } = configuration;
  const own = new Set([...resources.keys(), ...moved.keys(), ...removed.keys()]);
  const addresses = [...state.keys()].map(resourceOf).filter((address) => !ALIKE.test(address));
  if (own.size === 0 || addresses.length === 0) return;
  if (addresses.some((address) => own.has(address) || address.startsWith("module."))) return;
  throw new FleetError(
    [
      `state is not that of stack ${stack}: ${file} has none of its resources`,
      `  allowed: a state with some of ${[...own].slice(0, 3).join(", ")}, …; it has ${addresses.slice(0, 3).join(", ")}`,
      "  remedy: name the stack that it belongs to, --state STACK=FILE, or leave it out",
    ].join("\n"),
  );
}

function namedState(file: string): State {
  const state = readState(stateFileText(file));
  if (state !== undefined) return state;
  throw new FleetError(
    [
      `file is not a Terraform state: ${file}`,
      "  allowed: an unencrypted state file of version 4, or the output of terraform show -json",
      "  remedy: run terraform show -json > FILE in the folder of the stack; tofu for an encrypted state",
    ].join("\n"),
  );
}
