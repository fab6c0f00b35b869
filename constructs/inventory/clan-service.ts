import {
  checkSettings,
  type PartialServiceSettings,
  type RoleClass,
  type RoleName,
  roleNames,
  type ServiceName,
  type SettingsProblem,
  service,
  serviceNames,
} from "@nix-fleet/clan-services";
import type { Construct } from "constructs";
import type { Finding } from "../diagnostics/finding";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import type { Machine } from "../machine/machine";
import type { AnySettings } from "../options/nix-value";
import { isOpaque, isSettings, type OpaqueSetting } from "../options/setting-kinds";
import { objectOrFunction, oneOf, recordOf, required } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import type { MachineOf } from "./machine-of";
import { machinesBySettings, mergedSettings } from "./merged-settings";
import { type LazyRole, Role, type RoleProps } from "./role";
import { type RoleFacts, Service, type ServiceModule } from "./service";

/** Settings are split between a role, its tags and machines, so a missing one is checked only after merging. */
type ClanRoleProps<S extends ServiceName, R extends RoleName<S>> = RoleProps<
  MachineOf<RoleClass<S, R>>,
  PartialServiceSettings<OpaqueSetting>[S][R]
>;

export interface ClanServiceProps<S extends ServiceName> extends FleetElementProps {
  /** Name of one of clan-core's services. */
  readonly service: S;
  /** The roles of the instance. */
  readonly roles: { readonly [R in RoleName<S>]?: LazyRole<ClanRoleProps<S, R>> };
}

const PROPS = shapeOf<ClanServiceProps<ServiceName>>("ClanService", {
  ...ELEMENT_PROPS,
  service: required(oneOf(...serviceNames), "importer"),
  roles: required(recordOf(objectOrFunction), {}),
});

/** Settings of roles that refer to a machine, and the required role of that machine. */
const MACHINE_SETTINGS: {
  readonly [role: string]: { readonly setting: string; readonly role: string } | undefined;
} = { "wireguard.peer": { setting: "controller", role: "controller" } };

/**
 * An instance of a clan-core service. Settings are checked as in clan-core; settings that clan-core would ignore
 * are an error.
 */
export class ClanService<S extends ServiceName> extends Service {
  readonly module: ServiceModule;
  protected readonly declaredRoles: readonly Role[];
  private readonly service: S;
  private readonly named: readonly string[];

  constructor(scope: Construct, id: string, given: ClanServiceProps<S>) {
    const props = readProps(PROPS, given);
    super(scope, id, props);
    this.service = props.service;
    this.module = { name: props.service, input: "clan-core" };
    // The roles of an unknown service, which is reported, are unknown as well.
    const roles: ClanServiceProps<S>["roles"] = props.service === given.service ? props.roles : {};
    this.named = Object.keys(roles);
    this.declaredRoles = roleNames(props.service).flatMap((name) => {
      const role = roles[name];
      return role === undefined ? [] : [new Role(this, name, role as LazyRole<RoleProps>)];
    });
  }

  /** A role of an unknown name is one all the same, and reported by its name. */
  protected override get hasNoRoles(): boolean {
    return this.named.length === 0;
  }

  override factsOf(role: Role): RoleFacts {
    return service(this.service).roles[role.name as RoleName<S>];
  }

  protected override *check(): Iterable<Finding> {
    if (this.isVacant) return;
    yield* super.check();
    yield* this.roleNameProblems();
    yield* this.importerProblems();
    yield* this.machineNameProblems();
    for (const role of this.roles) {
      const reported = new Set<string>();
      for (const [place, settings] of role.allSettings) {
        for (const problem of this.settingsProblems(role, settings, true)) {
          reported.add(problem.message);
          // Every service reports undefined, for which Nix has no value.
          if (problem.value !== undefined) yield settingInvalid(role, place, problem);
        }
      }
      for (const { machines, places } of machinesBySettings(role)) {
        yield* this.mergeProblems(role, namesOf(machines), places, reported);
      }
    }
  }

  /** Reports unknown roles, which TypeScript also rejects, and missing required roles. */
  private *roleNameProblems(): Iterable<Finding> {
    const known: readonly string[] = roleNames(this.service);
    const unknown = this.named.filter((role) => !known.includes(role));
    for (const name of unknown) {
      yield {
        code: "role-unknown",
        summary: `service ${this.service} has no role with this name`,
        value: name,
        allowed: known.join(", "),
        remedy: "correct the name of the role",
      };
    }
    // The missing role may be the misspelt one.
    for (const name of unknown.length > 0 ? [] : roleNames(this.service)) {
      const { min } = service(this.service).roles[name];
      if (min === 0 || this.named.includes(name)) continue;
      yield {
        code: "role-missing",
        summary: `service ${this.service} requires a role that ${this.name} does not have`,
        value: this.named,
        allowed: `${name} with at least ${min} machines, and other roles`,
        remedy: `add the role ${name}`,
      };
    }
  }

  /** The importer has no module of its own; it only imports `extraModules`. */
  private *importerProblems(): Iterable<Finding> {
    if (this.service !== "importer") return;
    for (const { name, extraModules } of this.roles) {
      if (extraModules.length > 0) continue;
      yield {
        code: "importer-empty",
        summary: `role ${this.name}.${name} of the importer imports nothing`,
        value: [],
        allowed: "at least one module in `extraModules`",
        remedy: "add modules to `extraModules`, or remove the instance",
      };
    }
  }

  /** Reports settings with the name of a machine that is not in the role, which clan may not detect. */
  private *machineNameProblems(): Iterable<Finding> {
    for (const role of this.roles) {
      const named = MACHINE_SETTINGS[`${this.service}.${role.name}`];
      if (named === undefined) continue;
      const known = this.roles
        .filter(({ name }) => name === named.role)
        .flatMap(({ allMachines }) => allMachines.map(({ name }) => name));
      for (const [place, settings] of role.allSettings) {
        const value = isSettings(settings) ? settings[named.setting] : undefined;
        if (typeof value !== "string" || known.includes(value)) continue;
        yield {
          code: "setting-machine-unknown",
          summary: `setting ${named.setting} of ${role.path}${place} refers to a machine that is not in role ${named.role}`,
          value,
          allowed: known.join(", "),
          remedy: "correct the name, or use `machine.name` of the machine object",
        };
      }
    }
  }

  /**
   * Checks the merged settings of a role, its tags and a machine.
   *
   * @param reported - the messages about the settings before the merge
   */
  private *mergeProblems(
    role: Role,
    who: string,
    places: readonly AnySettings[],
    reported: ReadonlySet<string>,
  ): Iterable<Finding> {
    // Only Nix knows the value of an expression.
    if (!places.every(isSettings)) return;
    const { settings, conflicts } = mergedSettings(places);
    for (const { path, values } of conflicts) {
      yield {
        code: "setting-conflict",
        summary: `setting ${path} of ${role.path} has conflicting values for ${who}`,
        value: values,
        allowed: "the same value in the settings of the role, its tags and the machine",
        remedy: "set it in one place, or override it with nix.apply('lib.mkForce', value)",
      };
    }
    for (const problem of this.settingsProblems(role, settings, false)) {
      if (problem.value == null && !reported.has(problem.message)) {
        yield settingInvalid(role, ` for ${who}`, problem);
      }
    }
  }

  private settingsProblems(
    role: Role,
    settings: AnySettings,
    partial: boolean,
  ): readonly SettingsProblem[] {
    if (!isSettings(settings)) return [];
    return checkSettings(this.service, role.name as RoleName<S>, settings, { isOpaque, partial });
  }
}

function settingInvalid(
  role: Role,
  place: string,
  { path, value, allowed, message }: SettingsProblem,
): Finding {
  return {
    code: "setting-invalid",
    summary: `setting of ${role.path}${place}: ${message}`,
    value: value ?? null,
    allowed,
    remedy: `correct or remove ${path}`,
  };
}

function namesOf([first, ...others]: readonly Machine[]): string {
  const name = first?.name ?? "no machine";
  return others.length === 0 ? name : `${name} and ${others.length} more with the same settings`;
}
