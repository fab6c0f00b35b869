import type { Problem } from "../problem";
import { secretLiterals } from "../secrets";
import type { VarsGenerator } from "./vars-generator";

/** What is wrong with how a generator makes its files. */
export function* scriptProblems(generator: VarsGenerator): Iterable<Problem> {
  const { name, files, prompts, script = "" } = generator;
  yield* promptProblems(generator);
  for (const file of script.trim() === "" ? Object.keys(files) : []) {
    if (prompts[file]?.persist === true) continue;
    yield {
      what: `generator ${name} has neither a script nor a prompt for a file`,
      value: file,
      allowed: "a script that writes $out/<file>, or a prompt of that name with `persist: true`",
      remedy: "add one of the two",
    };
  }
  yield* undeclaredProblems(
    generator,
    "in",
    "generator",
    generator.dependencies.map((dependency) => dependency.name),
  );
  yield* undeclaredProblems(generator, "prompts", "prompt", Object.keys(prompts));
  yield* literalProblems(script);
}

function* promptProblems({ name, files, prompts }: VarsGenerator): Iterable<Problem> {
  for (const [prompt, { persist = false }] of Object.entries(prompts)) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(prompt)) {
      yield {
        what: `prompt of generator ${name} has an invalid name`,
        value: prompt,
        allowed: "a letter or digit, then letters, digits, '.', '_' and '-'",
        remedy: "rename it, and put the question into its description",
      };
    }
    if (!persist || files[prompt] !== undefined) continue;
    yield {
      what: `prompt of generator ${name} persists, but there is no file of its name`,
      value: prompt,
      allowed: Object.keys(files).join(", "),
      remedy: "declare the file, or give the prompt the name of one",
    };
  }
}

/** What the script reads below `$in` or `$prompts`, and is not declared. */
function* undeclaredProblems(
  { name, script = "" }: VarsGenerator,
  variable: "in" | "prompts",
  kind: string,
  declared: readonly string[],
): Iterable<Problem> {
  const read = script.matchAll(new RegExp(`\\$\\{?${variable}\\}?"?/([\\w.-]+)`, "g"));
  const names = new Set([...read].map(([, found = ""]) => found));
  for (const found of [...names].filter((candidate) => !declared.includes(candidate))) {
    yield {
      what: `script of generator ${name} reads a ${kind} that it does not declare`,
      value: found,
      allowed: declared.length === 0 ? "none" : declared.join(", "),
      remedy: `add it to \`${variable === "in" ? "dependencies" : "prompts"}\`, or correct the name`,
    };
  }
}

/** The first secret that stands in the script. */
function* literalProblems(script: string): Iterable<Problem> {
  const [first] = secretLiterals(script, ["script"]);
  if (first !== undefined) yield first.problem;
}
