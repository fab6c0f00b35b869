import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import { cyclesIn } from "../graph";
import { onceLocked } from "../once-locked";
import { ClanGenerator } from "./clan-generator";
import { fileProblems } from "./file-problems";
import { scriptProblems } from "./script-problems";
import { VarsGenerator } from "./vars-generator";

const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9_'-]*(\.[A-Za-z0-9_][A-Za-z0-9_'-]*)*$/;

/** What is wrong with what a generator makes, and with what it makes it of. */
export function* generatorProblems(generator: VarsGenerator): Iterable<Finding> {
  yield* fileProblems(generator);
  yield* scriptProblems(generator);
  for (const input of generator.runtimeInputs) {
    if (typeof input !== "string" || PACKAGE.test(input)) continue;
    yield {
      code: "generator-package-invalid",
      summary: `runtime input of ${generator.name} is not the name of a package`,
      value: input,
      allowed: "names in pkgs, such as openssh or python3Packages.requests",
      remedy: "write its attribute in nixpkgs, such as openssh",
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
    allowed: "dependencies that lead to no generator twice",
    remedy: "make one of them first, or make both in one script",
  };
}

function* dependencyProblems(generator: VarsGenerator): Iterable<Finding> {
  for (const dependency of generator.dependencies) {
    if (!generator.share || ClanGenerator.isClanGenerator(dependency) || dependency.share) continue;
    yield {
      code: "generator-share-mismatch",
      summary: `shared generator ${generator.name} depends on one that each machine has of its own`,
      value: dependency.name,
      allowed: "dependencies with `share: true`: whose files would it read?",
      remedy: `share ${dependency.name} too, or do not share ${generator.name}; clan then generates new values`,
    };
  }
}

const dependencyCycles = onceLocked((fleet: Fleet) => cyclesIn(fleet.generators, dependenciesOf));

function dependenciesOf({ dependencies }: VarsGenerator): readonly VarsGenerator[] {
  return dependencies.filter(VarsGenerator.isVarsGenerator);
}
