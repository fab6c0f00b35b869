import { Construct } from "constructs";
import type { Fleet } from "../fleet";
import type { Machine, MachineClass } from "../machine";
import { inputProblems } from "../module/import-problems";
import type { Problem } from "../problem";
import { ROLE_VARS, settingsProblems } from "../settings-problems";
import { addCheck, freeId, isDuplicate } from "../validation";
import type { Role } from "./role";
import { roleProblems } from "./role-problems";

/** What is known of a role of a service. */
export interface RoleFacts {
  /** The fewest and most machines that an instance may have in the role. */
  readonly min: number;
  readonly max: number;
  /** The machine classes on which the role does anything; on others clan ignores it silently. */
  readonly classes: readonly MachineClass[];
  /** Why these classes, where that is not plain. @default - plain */
  readonly note?: string;
}

/** The implementation of a service: `module.name` and `module.input` of an instance. */
export interface ServiceModule {
  readonly name: string;
  /** Name of the flake input that has it; `self` for one of this flake. */
  readonly input: string;
}

const INSTANCE_NAME = /^[a-z][a-z0-9-]*$/;

/** An instance of a clan service: who has which of its roles. */
export abstract class Service extends Construct {
  abstract readonly module: ServiceModule;
  abstract readonly roles: readonly Role[];

  constructor(
    readonly fleet: Fleet,
    /** Name of the instance in the inventory, and of its file. */
    readonly instanceName: string,
  ) {
    super(fleet, freeId(fleet, `service:${instanceName}`));
    addCheck(this, () => this.problems());
  }

  /** What is known of a role. */
  abstract factsOf(role: Role): RoleFacts;

  /** Whether a machine is in a role, by name or by tag. */
  hasIn(role: Role, machine: Machine): boolean {
    return role.machines.has(machine) || [...role.tags.keys()].some((tag) => machine.carries(tag));
  }

  /** The machines in a role in the order of their declaration. */
  machinesIn(role: Role): readonly Machine[] {
    return this.fleet.machines.filter((machine) => this.hasIn(role, machine));
  }

  protected *problems(): Iterable<Problem> {
    if (!INSTANCE_NAME.test(this.instanceName)) {
      yield {
        what: "name of service instance is invalid",
        value: this.instanceName,
        allowed: "a-z, then a-z, 0-9 and '-'",
        remedy: "rename the instance",
      };
    }
    if (isDuplicate(this, this.instanceName)) {
      yield {
        what: "name of service instance is used twice",
        value: this.instanceName,
        allowed: "one instance for each name",
        remedy: "rename one of the two",
      };
    }
    if (this.roles.length === 0) {
      yield {
        what: "service instance has no roles, so it does nothing",
        value: this.instanceName,
        allowed: "at least one role with machines",
        remedy: "give it roles, or remove it",
      };
    }
    const inputs = ["self", ...this.fleet.inputNames];
    if (!inputs.includes(this.module.input)) {
      yield {
        what: `service ${this.instanceName} is of a flake input that there is not`,
        value: this.module.input,
        allowed: inputs.join(", "),
        remedy: "correct the name, or declare the input as a FlakeInput",
      };
    }
    for (const role of this.roles) {
      yield* inputProblems(role.extraModules, this.fleet.inputNames);
      yield* roleProblems(this, role);
      for (const [place, settings] of role.allSettings) {
        const at = [this.instanceName, `${role.name}${place}`];
        yield* settingsProblems(settings, { at, withoutVars: ROLE_VARS });
      }
    }
  }
}
