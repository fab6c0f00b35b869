import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck, reportedAt } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { FleetElement, type FleetElementProps, requireUniqueName } from "../fleet-element";
import type { MachineClass } from "../machine/machine";
import { inputProblems } from "../module/import-problems";
import { ROLE_VARS, settingsProblems } from "../options/settings-problems";
import type { Role } from "./role";
import { roleProblems } from "./role-problems";

/** The specification of a service's role. */
export interface RoleFacts {
  /** Minimum and maximum number of machines in the role of an instance. */
  readonly min: number;
  readonly max: number;
  /** The machine classes on which the role has an effect; clan silently ignores it on others. */
  readonly classes: readonly MachineClass[];
  /** Reason for these classes. @default - none */
  readonly note?: string;
}

/** The implementation of a service: `module.name` and `module.input` of an instance. */
export interface ServiceModule {
  readonly name: string;
  /** Name of its flake input; `self` for this flake. */
  readonly input: string;
}

// import-tree skips a file whose name starts with `_`.
const INSTANCE_NAME = /^[A-Za-z0-9@][A-Za-z0-9_.@+-]*$/;

const SERVICE = Symbol.for("nix-fleet.Service");

/** An instance of a clan service: which machines have which of its roles. */
export abstract class Service extends FleetElement {
  /** Whether a value is an instance of a service, also from another copy of this library. */
  static isService(value: unknown): value is Service {
    return hasBrand(value, SERVICE);
  }

  abstract readonly module: ServiceModule;
  /** All declared roles. */
  protected abstract readonly declaredRoles: readonly Role[];

  /** @param id - name of the instance in the inventory, and of its file, unless `name` is given */
  constructor(scope: Construct, id: string, props: FleetElementProps = {}) {
    super(scope, "service", id, props);
    brand(this, SERVICE);
    requireUniqueName(this, "service instance");
    addCheck(this, () => this.check());
  }

  /** The specification of a role. */
  abstract factsOf(role: Role): RoleFacts;

  /** Its roles, without lazy ones that have no members. */
  get roles(): readonly Role[] {
    return this.declaredRoles.filter((role) => !role.isVacant);
  }

  override get isInOutput(): boolean {
    return !this.isVacant;
  }

  /** Whether all its roles are lazy and have no members, so that it is omitted. */
  get isVacant(): boolean {
    return this.declaredRoles.length > 0 && this.roles.length === 0;
  }

  /** Whether it was declared without any role. */
  protected get hasNoRoles(): boolean {
    return this.declaredRoles.length === 0;
  }

  protected *check(): Iterable<Finding> {
    if (this.isVacant) return;
    if (!INSTANCE_NAME.test(this.name)) {
      yield {
        code: "service-name-invalid",
        summary: "service instance name is invalid",
        value: this.name,
        allowed: "a letter or digit, then letters, digits, '-', '_', '.', '@' and '+'",
        remedy: "rename the instance",
      };
    }
    // Wrong roles are already reported.
    if (this.hasNoRoles && reportedAt(this).length === 0) {
      yield {
        code: "service-without-roles",
        summary: "service instance has no roles, so it has no effect",
        value: this.name,
        allowed: "at least one role with machines",
        remedy: "add roles, or remove the instance",
      };
    }
    const { input } = this.module;
    if (input !== "self" && !this.fleet.hasInput(input)) {
      yield {
        code: "input-undeclared",
        summary: `service ${this.name} comes from an undeclared flake input`,
        value: input,
        allowed: ["self", ...this.fleet.inputNames].join(", "),
        remedy: "correct the name, or declare the input as a FlakeInput",
      };
    }
    for (const role of this.roles) {
      yield* inputProblems(role.extraModules, this.fleet);
      yield* roleProblems(this, role);
      for (const [place, settings] of role.allSettings) {
        const at = [this.name, `${role.name}${place}`];
        yield* settingsProblems(settings, { at, withoutVars: ROLE_VARS });
      }
    }
  }
}
