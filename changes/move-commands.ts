import { valueAt } from "../constructs/terraform/json";
import type { FleetChanges } from "./compare";
import type { MachinePair } from "./machines";
import type { Configuration } from "./terraform/configuration";

/** The commands that move the state of a stack to the folder of its new id; they run in the output folder. */
export function moveCommands(
  configuration: Configuration | undefined,
  from: string,
  to: string,
): readonly string[] {
  const { kind, settings } = configuration?.backend ?? { kind: "local", settings: undefined };
  const [old, now] = [`terraform/stacks/${from}`, `terraform/stacks/${to}`];
  if (kind === "local") {
    const path = valueAt(settings, ["path"]);
    const file = typeof path === "string" ? path : "terraform.tfstate";
    return [
      `mkdir -p ${now} && mv ${old}/${file} ${now}/${file}`,
      `mv ${old}/.terraform-deploy-key ${now}/   # if it exists`,
    ];
  }
  return [
    `terraform -chdir=${old} state pull > moved.tfstate   # before fleet synth`,
    `terraform -chdir=${now} init`,
    `terraform -chdir=${now} state push "$PWD/moved.tfstate" && rm moved.tfstate   # if its state is empty`,
  ];
}

/** The commands that move the resources of a machine to the state of another stack; they run in the output folder. */
export function machineMoveCommands({ before, after }: MachinePair): readonly string[] {
  const [from, to] = [before?.stack, after?.stack];
  const moved = after?.server?.addresses ?? [];
  const options = `-state=terraform/stacks/${from}/terraform.tfstate -state-out=terraform/stacks/${to}/terraform.tfstate`;
  return (before?.server?.addresses ?? []).map(
    (address, index) => `terraform state mv ${options} ${address} ${moved[index] ?? address}`,
  );
}

/** The steps required before the next apply, one per line; commands are indented. */
export function moveNotes({ stacks, pairs }: FleetChanges): readonly string[] {
  const renamed = stacks.flatMap(({ stack, movedFrom, before }) =>
    movedFrom === undefined
      ? []
      : [
          `stack ${stack} was ${movedFrom}: move its state before the next apply`,
          ...moveCommands(before, movedFrom, stack).map((line) => `  ${line}`),
        ],
  );
  const moved = pairs.flatMap((pair) => {
    const { name, before, after } = pair;
    const from = after?.movedFrom?.stack;
    if (from === undefined || before?.stack !== from || after?.stack === from) return [];
    return [
      `machine ${name} was in stack ${from}: move its state before the next apply`,
      ...machineMoveCommands(pair).map((line) => `  ${line}`),
    ];
  });
  return [...renamed, ...moved];
}
