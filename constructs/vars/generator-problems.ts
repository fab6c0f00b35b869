import type { Problem } from "../problem";
import { ClanGenerator } from "./clan-generator";
import { fileProblems } from "./file-problems";
import { scriptProblems } from "./script-problems";
import type { VarsGenerator } from "./vars-generator";

const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9_'-]*(\.[A-Za-z0-9_][A-Za-z0-9_'-]*)*$/;

/** What is wrong with what a generator makes, and with what it makes it of. */
export function* generatorProblems(generator: VarsGenerator): Iterable<Problem> {
  yield* fileProblems(generator);
  yield* scriptProblems(generator);
  for (const input of generator.runtimeInputs.filter((name) => !PACKAGE.test(name))) {
    yield {
      what: `runtime input of ${generator.name} is not the name of a package`,
      value: input,
      allowed: "names in pkgs, such as openssh or python3Packages.requests",
      remedy: "write the name as `nix search` prints it, without pkgs",
    };
  }
  yield* dependencyProblems(generator);
}

function* dependencyProblems(generator: VarsGenerator): Iterable<Problem> {
  const cycle = pathTo(generator, generator, [generator.name]);
  if (cycle !== undefined) {
    yield {
      what: "generators depend on each other in a cycle",
      value: cycle.join(" -> "),
      allowed: "dependencies that lead to no generator twice",
      remedy: "make one of them first, or make both in one script",
    };
  }
  for (const dependency of generator.dependencies) {
    if (!generator.share || dependency instanceof ClanGenerator || dependency.share) continue;
    yield {
      what: `shared generator ${generator.name} depends on one that each machine has of its own`,
      value: dependency.name,
      allowed: "dependencies with `share: true`: whose files would it read?",
      remedy: `share ${dependency.name} too, or do not share ${generator.name}`,
    };
  }
}

function pathTo(
  target: VarsGenerator,
  from: VarsGenerator,
  trail: readonly string[],
): readonly string[] | undefined {
  for (const dependency of from.dependencies) {
    if (dependency instanceof ClanGenerator) continue;
    const next = [...trail, dependency.name];
    if (dependency === target) return next;
    if (trail.includes(dependency.name)) continue;
    const found = pathTo(target, dependency, next);
    if (found !== undefined) return found;
  }
  return undefined;
}
