import { isObject, valueAt } from "../constructs/terraform/json";
import { shellWord } from "../constructs/terraform/shell";
import type { Configuration } from "./terraform/configuration";

/** Where the state of a stack lies. */
export interface StatePlace {
  /** Id of the stack. */
  readonly stack: string;
  readonly configuration: Configuration | undefined;
}

const LOCAL = { kind: "local", settings: undefined };

export function backendOf({ configuration }: StatePlace): Configuration["backend"] {
  return configuration?.backend ?? LOCAL;
}

/** The folder of a stack in the output folder. */
export function folderOf({ stack }: StatePlace): string {
  return `terraform/stacks/${stack}`;
}

/** The state file of a stack with a local backend, from the folder of the stack. */
export function localPath(place: StatePlace): string {
  const path = valueAt(backendOf(place).settings, ["path"]);
  return typeof path === "string" ? path : "terraform.tfstate";
}

/** The state file of a stack in the output folder; undefined if its backend is not local. */
export function localStateFile(place: StatePlace): string | undefined {
  return backendOf(place).kind === "local" ? `${folderOf(place)}/${localPath(place)}` : undefined;
}

/**
 * Shell commands for states, run in the output folder. Other users cannot read their temporary files, which
 * are removed at the end. Each state gets a temporary folder with only its backend, because the folder of its
 * stack can be missing.
 */
export function onStates(
  places: readonly StatePlace[],
  commands: readonly string[],
): readonly string[] {
  const tofu = places.some(({ configuration }) => configuration?.encryption !== undefined);
  const programs = tofu ? "tofu" : "$(command -v tofu || command -v terraform)";
  return [
    "(",
    "set -eu; umask 077; unset TF_DATA_DIR",
    ...(places.some(isOtherS3) ? ["export AWS_REQUEST_CHECKSUM_CALCULATION=when_required"] : []),
    `terraform=\${TERRAFORM:-${programs}}`,
    "states=$(mktemp -d); trap 'rm -rf \"$states\"' EXIT",
    ...places.flatMap(opened),
    ...commands,
    ")",
  ];
}

function opened(place: StatePlace): readonly string[] {
  const { stack } = place;
  const folder = `"$states/${stack}"`;
  const isLocal = backendOf(place).kind === "local";
  const source = folderOf(place);
  return [
    `mkdir ${folder}`,
    ...(isLocal ? [`mkdir -p ${source}; ln -s "$PWD/${source}" "$states/${stack}/stack"`] : []),
    `printf '%s\\n' ${shellWord(JSON.stringify(onlyState(place)))} > "$states/${stack}/main.tf.json"`,
    `"$terraform" -chdir=${folder} init -input=false > "$states/log" || { cat "$states/log"; exit 1; }`,
    `"$terraform" -chdir=${folder} state pull > "$states/${stack}.tfstate"`,
  ];
}

/** A configuration that has a state, and nothing to manage. */
function onlyState(place: StatePlace): unknown {
  const { kind, settings } = backendOf(place);
  const { encryption, variables } = place.configuration ?? {};
  const local = { path: `stack/${localPath(place)}` };
  return {
    terraform: {
      backend: { [kind]: kind === "local" ? local : (settings ?? {}) },
      ...(encryption !== undefined && { encryption }),
    },
    ...(encryption !== undefined && isObject(variables) && { variable: variables }),
  };
}

/** Whether the state is in a store that is not Amazon's. */
function isOtherS3(place: StatePlace): boolean {
  const { kind, settings } = backendOf(place);
  return kind === "s3" && valueAt(settings, ["skip_s3_checksum"]) === true;
}

export function pushed({ stack }: StatePlace, from = stack): string {
  return `"$terraform" -chdir="$states/${stack}" state push "$states/${from}.tfstate"`;
}
