import { valueAt } from "../constructs/terraform/json";
import type { Configuration } from "./terraform/configuration";

/** The commands that bring the state of a stack to the folder of its new id, in the output folder. */
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
      `mv ${old}/.terraform-deploy-key ${now}/   # if there is one`,
    ];
  }
  return [
    `terraform -chdir=${old} state pull > moved.tfstate   # before fleet synth`,
    `terraform -chdir=${now} init`,
    `terraform -chdir=${now} state push "$PWD/moved.tfstate" && rm moved.tfstate   # if its state is empty`,
  ];
}
