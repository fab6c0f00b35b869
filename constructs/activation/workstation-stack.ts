import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectIn } from "../diagnostics/objects";
import type { MachineOf } from "../inventory/machine-of";
import { DarwinMachine } from "../machine/darwin-machine";
import { Machine } from "../machine/machine";
import { isRecord, kind, listOf, number, oneOf, ownCheck, text } from "../props/kinds";
import { readProps, reportProps, shapeOf } from "../props/read-props";
import { FleetStack, type FleetStackProps, STACK_PROPS } from "../terraform/fleet-stack";
import { limitProblems } from "../terraform/time-limit";
import type { ActivationSpec } from "./activation-spec";
import { DarwinActivation } from "./darwin-activation";

export interface WorkstationStackProps extends FleetStackProps, ActivationSpec {
  /** The Mac. */
  readonly machine: MachineOf<"darwin">;
  /** The stacks to apply before this one. @default - none */
  readonly after?: readonly TerraformStack[];
  /**
   * Folder of the flake with the Mac's configuration, relative to the stack's folder.
   *
   * @default "../../.." - the folder that holds `terraform/stacks/<stack>`
   */
  readonly flake?: string;
}

const PROPS = shapeOf<WorkstationStackProps>("WorkstationStack", {
  ...STACK_PROPS,
  machine: ownCheck,
  after: listOf(kind("a stack", (value) => isRecord(value) && TerraformStack.isStack(value))),
  via: oneOf("local", "remote"),
  mode: oneOf("switch", "build"),
  limitMinutes: number,
  logicalId: text,
  flake: text,
});

const WORKSTATION_STACK = Symbol.for("nix-fleet.WorkstationStack");

/**
 * The Terraform stack that activates one Mac. Each Mac has a separate stack, since a failed precondition fails the
 * plan of the whole stack.
 */
export class WorkstationStack extends FleetStack {
  /** Whether a value is the stack of a Mac, of another copy of this library included. */
  static isWorkstationStack(value: unknown): value is WorkstationStack {
    return hasBrand(value, WORKSTATION_STACK);
  }

  readonly machine!: DarwinMachine;
  readonly activation!: DarwinActivation;

  /** @param id - the Mac's name, so that `cdktf deploy <name>` deploys that Mac */
  constructor(scope: Construct, id: string, given: WorkstationStackProps) {
    const props = readProps(PROPS, given);
    super(scope, id, props);
    reportProps(this, props);
    const { after = [], flake = "../../.." } = props;
    for (const stack of after) this.addDependency(stack);
    const machine = objectIn(
      this,
      "machine of stack",
      props.machine,
      Machine.isMachine,
      "new DarwinMachine(…)",
    );
    // Without a machine, `isWorkstationStack` is false.
    if (machine === undefined) return;
    brand(this, WORKSTATION_STACK);
    this.machine = props.machine;
    stacksOf(this.machine).push(this);
    new NullProvider(this, "null");
    this.activation = new DarwinActivation(this, "activation", {
      machine: this.machine,
      flake,
      ...(props.via !== undefined && { via: props.via }),
      ...(props.mode !== undefined && { mode: props.mode }),
      ...(props.limitMinutes !== undefined && { limitMinutes: props.limitMinutes }),
      ...(props.logicalId !== undefined && { logicalId: props.logicalId }),
    });
    addCheck(this, () => this.check());
    addCheck(this, () => limitProblems(props.limitMinutes));
  }

  private *check(): Iterable<Finding> {
    const { name } = this.machine;
    if (!DarwinMachine.isDarwinMachine(this.machine)) {
      yield {
        code: "workstation-stack-not-a-mac",
        summary: "machine of a WorkstationStack is not a Mac",
        value: name,
        allowed: "a DarwinMachine",
        remedy: "remove the stack: a HetznerStack installs NixOS, and clan updates it",
      };
    }
    const first = stacksOf(this.machine).find(isInTree);
    if (first !== this) {
      yield {
        code: "workstation-stack-duplicate",
        summary: "Mac has two stacks",
        value: name,
        allowed: `one WorkstationStack for each Mac; the first is ${first?.node.path}`,
        remedy: "remove one of them",
      };
    } else if (this.node.id !== name) {
      yield {
        code: "workstation-stack-id",
        summary: "stack id of a Mac differs from its name",
        value: this.node.id,
        allowed: name,
        remedy: `new WorkstationStack(app, "${name}", { … })`,
      };
    }
  }
}

const stacks = new WeakMap<DarwinMachine, WorkstationStack[]>();

/** The stacks of a Mac in the order of their declaration. */
function stacksOf(machine: DarwinMachine): WorkstationStack[] {
  const known = stacks.get(machine) ?? [];
  stacks.set(machine, known);
  return known;
}

/** Whether the stack is still in the construct tree: `node.tryRemoveChild` may have removed it. */
function isInTree(stack: WorkstationStack): boolean {
  return stack.node.scope?.node.tryFindChild(stack.node.id) === stack;
}
