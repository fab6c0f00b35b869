import type { Finding } from "../diagnostics/finding";
import type { FleetElement } from "../fleet-element";
import type { Machine } from "../machine/machine";
import { ClanGenerator } from "./clan-generator";
import { type Given, givenTo } from "./machine-vars";
import { missingProblems } from "./missing-problems";
import type { VarsGenerator } from "./vars-generator";

/** Checks all generators and secrets of a machine. */
export function* machineVarsProblems(machine: Machine): Iterable<Finding> {
  const generators = givenTo(machine, machine.generators, ({ vars }) => vars);
  yield* twiceProblems("generator", generators);
  const secrets = givenTo(machine, machine.secrets, (module) => module.secrets);
  yield* twiceProblems("secret", secrets);
  const present = new Set(generators.map(({ item }) => item));
  for (const item of present) {
    yield* dependencyProblems(machine, item, present);
    yield* darwinProblems(machine, item);
  }
  yield* missingProblems(machine, present, new Set(secrets.map(({ item }) => item)));
}

function* twiceProblems(
  kind: "generator" | "secret",
  given: readonly Given<FleetElement>[],
): Iterable<Finding> {
  const firsts = new Map<string, Given<{ readonly name: string }>>();
  for (const one of given) {
    const { item, through } = one;
    const first = firsts.get(item.name);
    if (first === undefined) {
      firsts.set(item.name, one);
      continue;
    }
    const same = first.item === item;
    if (!same && isDeclaredTwice(kind, item)) continue;
    yield {
      code: same ? "vars-given-twice" : "vars-name-conflict",
      summary: same
        ? `machine has a duplicate ${kind}`
        : `machine has two ${kind}s with the same name`,
      value: `${item.name}, through ${first.through} and ${through}`,
      allowed: `each ${kind} once, with a unique name`,
      remedy: same ? "remove it from one of the two places" : `rename one of the two ${kind}s`,
    };
  }
}

/** Whether the declaration itself is reported: names of secrets are unique in the whole fleet. */
function isDeclaredTwice(kind: "generator" | "secret", { node }: FleetElement): boolean {
  return kind === "secret" || node.id.includes("#");
}

function* dependencyProblems(
  machine: Machine,
  generator: VarsGenerator,
  present: ReadonlySet<VarsGenerator>,
): Iterable<Finding> {
  for (const dependency of generator.dependencies) {
    if (ClanGenerator.isClanGenerator(dependency)) continue;
    if (present.has(dependency)) continue;
    yield {
      code: "generator-dependency-missing",
      summary: `generator ${generator.name} depends on a generator that ${machine.name} does not have`,
      value: dependency.name,
      allowed: [...present].map(({ name }) => name).join(", "),
      remedy: `add ${dependency.name} to \`vars\` next to ${generator.name}`,
    };
  }
}

function* darwinProblems(machine: Machine, { name, files }: VarsGenerator): Iterable<Finding> {
  if (machine.machineClass !== "darwin") return;
  for (const [file, { neededFor, restartUnits = [] }] of Object.entries(files)) {
    if (neededFor === "partitioning") {
      yield {
        code: "vars-partitioning-on-mac",
        summary: `${name}/${file} has neededFor partitioning, which does not exist on a Mac`,
        value: machine.name,
        allowed: "NixOS machines",
        remedy: "use the generator on NixOS machines only",
      };
    }
    if (restartUnits.length > 0) {
      yield {
        code: "vars-units-on-mac",
        summary: `${name}/${file} has restartUnits, but a Mac has no systemd`,
        value: restartUnits,
        allowed: "none on nix-darwin",
        remedy: "remove restartUnits, or use the generator on NixOS machines only",
      };
    }
  }
}
