import type { Machine } from "../machine";
import type { Problem } from "../problem";
import { ClanGenerator } from "./clan-generator";
import { type Grant, grantsOf } from "./machine-vars";
import { missingProblems } from "./missing-problems";
import type { VarsGenerator } from "./vars-generator";

/** What is wrong with the generators and secrets that a machine has, taken together. */
export function* machineVarsProblems(machine: Machine): Iterable<Problem> {
  const generators = grantsOf(machine, machine.generators, ({ vars }) => vars);
  yield* twiceProblems("generator", generators);
  const secrets = grantsOf(machine, machine.secrets, (module) => module.secrets);
  yield* twiceProblems("secret", secrets);
  for (const { granted } of generators) {
    yield* dependencyProblems(machine, granted, generators);
    yield* darwinProblems(machine, granted);
  }
  yield* missingProblems(
    machine,
    generators.map(({ granted }) => granted),
    secrets.map(({ granted }) => granted),
  );
}

function* twiceProblems(
  kind: "generator" | "secret",
  grants: readonly Grant<{ readonly name: string }>[],
): Iterable<Problem> {
  for (const [index, { granted, through }] of grants.entries()) {
    const first = grants.slice(0, index).find((other) => other.granted.name === granted.name);
    if (first === undefined) continue;
    const same = first.granted === granted;
    yield {
      what: same ? `machine has a ${kind} twice` : `machine has two ${kind}s of one name`,
      value: `${granted.name}, through ${first.through} and ${through}`,
      allowed: `each ${kind} once, under a name of its own`,
      remedy: same ? "give it in one of the two places only" : `rename one of the two ${kind}s`,
    };
  }
}

function* dependencyProblems(
  machine: Machine,
  generator: VarsGenerator,
  present: readonly Grant<VarsGenerator>[],
): Iterable<Problem> {
  for (const dependency of generator.dependencies) {
    if (dependency instanceof ClanGenerator) continue;
    if (present.some(({ granted }) => granted === dependency)) continue;
    yield {
      what: `generator ${generator.name} depends on one that ${machine.name} does not have`,
      value: dependency.name,
      allowed: present.map(({ granted }) => granted.name).join(", "),
      remedy: `add ${dependency.name} to \`vars\` beside ${generator.name}`,
    };
  }
}

function* darwinProblems(machine: Machine, { name, files }: VarsGenerator): Iterable<Problem> {
  if (machine.machineClass !== "darwin") return;
  for (const [file, { neededFor, restartUnits = [] }] of Object.entries(files)) {
    if (neededFor === "partitioning") {
      yield {
        what: `${name}/${file} is needed for partitioning, which no Mac does`,
        value: machine.name,
        allowed: "NixOS machines",
        remedy: "give the generator to NixOS machines only",
      };
    }
    if (restartUnits.length > 0) {
      yield {
        what: `${name}/${file} restarts systemd units, which no Mac has`,
        value: restartUnits,
        allowed: "none on nix-darwin",
        remedy: "remove restartUnits, or give the generator to NixOS machines only",
      };
    }
  }
}
