import { NullProvider } from "@cdktf/provider-null/lib/provider";
import type { TerraformStack } from "cdktf";
import { DarwinMachine } from "../darwin-machine";
import type { FleetApp } from "../fleet-app";
import type { Problem } from "../problem";
import type { MachineOf } from "../service/machine-of";
import { FleetStack, type FleetStackProps } from "../terraform/fleet-stack";
import { addCheck } from "../validation";
import type { ActivationSpec } from "./activation-spec";
import { DarwinActivation } from "./darwin-activation";

export interface WorkstationStackProps extends FleetStackProps, ActivationSpec {
  /** The Mac. */
  readonly machine: MachineOf<"darwin">;
  /** The stacks that are applied before this one. @default - none */
  readonly after?: readonly TerraformStack[];
  /**
   * Folder of the flake that the Mac is activated from, relative to the stack's folder.
   *
   * @default "../../.." - the folder that holds `terraform/stacks/<stack>`
   */
  readonly flake?: string;
}

/**
 * The Terraform stack of one Mac: its activation. Each Mac has a stack of its own, since a condition that
 * is not met fails the plan of the whole stack.
 */
export class WorkstationStack extends FleetStack {
  readonly machine: DarwinMachine;
  readonly activation: DarwinActivation;

  constructor(
    private readonly app: FleetApp,
    /** The Mac's name, so that `cdktf deploy <name>` is about that Mac. */
    id: string,
    props: WorkstationStackProps,
  ) {
    super(app, id, props);
    const { machine, after = [], flake = "../../.." } = props;
    this.machine = machine;
    new NullProvider(this, "null");
    this.activation = new DarwinActivation(this, "activation", {
      ...props,
      flake,
      sources: () => app.sourcesOf(machine),
    });
    for (const stack of after) this.addDependency(stack);
    addCheck(this, () => this.problems());
  }

  private *problems(): Iterable<Problem> {
    const { name } = this.machine;
    if (!(this.machine instanceof DarwinMachine)) {
      yield {
        what: "machine of a WorkstationStack is no Mac",
        value: name,
        allowed: "a DarwinMachine",
        remedy: "remove the stack: a HetznerStack installs NixOS, and clan updates it",
      };
    }
    if (this.node.id !== name) {
      yield {
        what: "stack of a Mac has another id than the Mac",
        value: this.node.id,
        allowed: name,
        remedy: `new WorkstationStack(app, "${name}", { … })`,
      };
    }
    const first = this.app.node.children.find(
      (child) => child instanceof WorkstationStack && child.machine === this.machine,
    );
    if (first !== undefined && first !== this) {
      yield {
        what: "Mac has two stacks",
        value: name,
        allowed: `one WorkstationStack for each Mac; ${first.node.path} is the first`,
        remedy: "remove one of the two",
      };
    }
  }
}
