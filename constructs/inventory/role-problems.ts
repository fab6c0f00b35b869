import { reportedAt } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { Machine, MachineClass } from "../machine/machine";
import { moduleName } from "../module/import-problems";
import { Tag } from "../tag";
import { darwinAlternative } from "./darwin-services";
import type { Role } from "./role";
import type { Service } from "./service";

/** Reports mistakes in a role, including those that clan-core ignores or finds only when it deploys. */
export function* roleProblems(service: Service, role: Role): Iterable<Finding> {
  const where = role.path;
  const foreign = [...foreignProblems(service, role, where)];
  yield* foreign;
  yield* repeatedProblems(role, where);
  const machines = role.allMachines;
  // Invalid members are reported separately.
  const areMembersRight = foreign.length === 0 && reportedAt(service).length === 0;
  if (areMembersRight) yield* countProblems(service, role, where, machines);
  yield* classProblems(service, role, where, machines);
  yield* extraModuleProblems(role, where, machines);
}

function* foreignProblems({ fleet }: Service, role: Role, where: string): Iterable<Finding> {
  for (const machine of role.machines.keys()) {
    if (machine.fleet === fleet) continue;
    yield {
      code: "role-foreign-machine",
      summary: `role ${where} has a machine of another fleet`,
      value: machine.node.path,
      allowed: fleet.machines.map(({ name }) => name).join(", "),
      remedy: "use a machine of the service's own fleet",
    };
  }
  for (const tag of role.tags.keys()) {
    if (Tag.isPredefinedTag(tag) || tag.fleet === fleet) continue;
    yield {
      code: "role-foreign-tag",
      summary: `role ${where} has a tag of another fleet`,
      value: tag.node.path,
      allowed: ["all", "nixos", "darwin", ...fleet.tags.map(({ name }) => name)].join(", "),
      remedy: "use a tag of the service's own fleet",
    };
  }
}

/** Of two entries one would be lost, with its settings. */
function* repeatedProblems({ repeated }: Role, where: string): Iterable<Finding> {
  for (const { name } of repeated) {
    yield {
      code: "role-member-repeated",
      summary: `role ${where} has a duplicate machine or tag`,
      value: name,
      allowed: "one entry for each machine and tag, with all its settings",
      remedy: "merge the two entries",
    };
  }
}

function* countProblems(
  service: Service,
  role: Role,
  where: string,
  machines: readonly Machine[],
): Iterable<Finding> {
  const { min, max } = service.factsOf(role);
  const least = Math.max(min, 1);
  if (machines.length >= least && machines.length <= max) return;
  yield {
    code: machines.length === 0 && min === 0 ? "role-without-machines" : "role-machine-count",
    summary: `role ${where} has ${machines.length} machines`,
    value: machines.map(({ name }) => name),
    allowed: max === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${max}`,
    remedy:
      machines.length < least
        ? "add machines, or tags that machines have, or remove the role"
        : "remove machines from the role, or declare another instance",
  };
}

function* classProblems(
  service: Service,
  role: Role,
  where: string,
  machines: readonly Machine[],
): Iterable<Finding> {
  const { classes, note } = service.factsOf(role);
  // A role without an effect of its own may be used only for its extra modules.
  const hasAlternative = darwinAlternative(service.module.name) !== undefined;
  const reaches = (machineClass: MachineClass) =>
    !hasAlternative && role.extraModules.some(({ provides }) => provides[machineClass]);
  const ignored = machines.filter(
    ({ machineClass }) => !classes.includes(machineClass) && !reaches(machineClass),
  );
  if (ignored.length === 0) return;
  yield {
    code: "role-without-effect",
    summary: `role ${where} has no effect on ${[...new Set(ignored.map(({ machineClass }) => machineClass))].join(", ")}`,
    value: ignored.map(({ name }) => name),
    allowed: classes.length > 0 ? `machines of class ${classes.join(", ")}` : "no machine",
    remedy: remedyFor(service, classes) + (note === undefined ? "" : ` (${note})`),
  };
}

function remedyFor({ module }: Service, classes: readonly MachineClass[]): string {
  const alternative = darwinAlternative(module.name);
  if (alternative !== undefined) return `use ${alternative}, which acts on Macs too`;
  return classes.length > 0
    ? `name Tag.${classes[0]?.toUpperCase()} or single machines; for a Mac, macOS or a module of yours has to do it`
    : "remove the role";
}

function* extraModuleProblems(
  role: Role,
  where: string,
  machines: readonly Machine[],
): Iterable<Finding> {
  const classes = [...new Set(machines.map(({ machineClass }) => machineClass))];
  for (const module of role.extraModules) {
    if (classes.every((machineClass) => module.provides[machineClass])) continue;
    yield {
      code: "role-module-class",
      summary: `extra module of role ${where} has the wrong class for some of its machines`,
      value: moduleName(module),
      allowed: `a module for ${classes.join(" and ")}`,
      remedy:
        "remove the machines of another class from the role, or use a module with both classes",
    };
  }
}
