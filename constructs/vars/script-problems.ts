import type { Finding } from "../diagnostics/finding";
import { secretLiterals } from "../secret-literals";
import type { VarsGenerator } from "./vars-generator";

const ASSIGNMENT = /([A-Za-z_]\w*)=(?:"([^"]*)"|'([^']*)'|([^\s"';|&]+))/g;

/** What is wrong with how a generator makes its files. */
export function* scriptProblems(generator: VarsGenerator): Iterable<Finding> {
  const { name, files, prompts, script = "" } = generator;
  yield* promptProblems(generator);
  for (const file of script.trim() === "" ? Object.keys(files) : []) {
    if (prompts[file]?.persist === true) continue;
    yield {
      code: "generator-without-script",
      summary: `generator ${name} has neither a script nor a prompt for a file`,
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

function* promptProblems({ name, files, prompts }: VarsGenerator): Iterable<Finding> {
  for (const [prompt, { persist = false }] of Object.entries(prompts)) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(prompt)) {
      yield {
        code: "prompt-name-invalid",
        summary: `prompt of generator ${name} has an invalid name`,
        value: prompt,
        allowed: "a letter or digit, then letters, digits, '.', '_' and '-'",
        remedy: "rename it, and put the question into its description",
      };
    }
    if (!persist || files[prompt] !== undefined) continue;
    yield {
      code: "prompt-without-file",
      summary: `prompt of generator ${name} persists, but there is no file of its name`,
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
): Iterable<Finding> {
  const read = script.matchAll(new RegExp(`\\$\\{?${variable}\\}?"?/([\\w.-]+)`, "g"));
  const names = new Set([...read].map(([, found = ""]) => found));
  for (const found of [...names].filter((candidate) => !declared.includes(candidate))) {
    yield {
      code: "generator-input-undeclared",
      summary: `script of generator ${name} reads a ${kind} that it does not declare`,
      value: found,
      allowed: declared.length === 0 ? "none" : declared.join(", "),
      remedy: `add it to \`${variable === "in" ? "dependencies" : "prompts"}\`, or correct the name`,
    };
  }
}

/** The first secret that stands in the script, known by its form or by the name of its variable. */
function* literalProblems(script: string): Iterable<Finding> {
  const assigned = [...script.matchAll(ASSIGNMENT)].flatMap(([, variable = "", a, b, c]) => {
    const text = a ?? b ?? c ?? "";
    return /[$`]/.test(text) ? [] : [[variable, text] as const];
  });
  const [first] = [
    ...secretLiterals(Object.fromEntries(assigned), ["script"]),
    ...secretLiterals(script, ["script"]),
  ];
  if (first !== undefined) yield first.problem;
}
