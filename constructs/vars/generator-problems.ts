import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import { cyclesIn } from "../graph";
import { onceLocked } from "../once-locked";
import { ClanGenerator } from "./clan-generator";
import { fileProblems } from "./file-problems";
import { scriptProblems } from "./script-problems";
import { VarsGenerator } from "./vars-generator";

const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9_'-]*(\.[A-Za-z0-9_][A-Za-z0-9_'-]*)*$/;

/** Checks the files, inputs and dependencies of a generator. */
export function* generatorProblems(generator: VarsGenerator): Iterable<Finding> {
  yield* fileProblems(generator);
  yield* scriptProblems(generator);
  for (const input of generator.runtimeInputs) {
    if (typeof input !== "string" || PACKAGE.test(input)) continue;
    yield {
      code: "generator-package-invalid",
      summary: `runtime input of ${generator.name} is not a package name`,
      value: input,
      allowed: "attributes of pkgs, such as openssh or python3Packages.requests",
      remedy: "use its attribute in nixpkgs, such as openssh",
    };
  }
  yield* cycleProblems(generator);
  yield* dependencyProblems(generator);
}

function* cycleProblems(generator: VarsGenerator): Iterable<Finding> {
  const cycle = dependencyCycles(generator.fleet).get(generator);
  if (cycle === undefined) return;
  yield {
    code: "generator-cycle",
    summary: "generators depend on each other in a cycle",
    value: cycle.map(({ name }) => name).join(" -> "),
    allowed: "dependencies without a cycle",
    remedy: "remove one of the dependencies, or generate both in one script",
  };
}

function* dependencyProblems(generator: VarsGenerator): Iterable<Finding> {
  for (const dependency of generator.dependencies) {
    if (!generator.share || ClanGenerator.isClanGenerator(dependency) || dependency.share) continue;
    yield {
      code: "generator-share-mismatch",
      summary: `shared generator ${generator.name} depends on a generator that is not shared`,
      value: dependency.name,
      allowed: "dependencies with `share: true`",
      remedy: `share ${dependency.name} as well, or do not share ${generator.name}; clan then generates new values`,
    };
  }
}

const dependencyCycles = onceLocked((fleet: Fleet) => cyclesIn(fleet.generators, dependenciesOf));

function dependenciesOf({ dependencies }: VarsGenerator): readonly VarsGenerator[] {
  return dependencies.filter(VarsGenerator.isVarsGenerator);
}
