import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import { secretFindings } from "../secrets";
import type { VarsGenerator } from "./vars-generator";

/** What is wrong with how a generator makes its files. */
export function* scriptProblems(generator: VarsGenerator): Iterable<Finding> {
  const { name, files, prompts } = generator;
  const script = scriptText(generator);
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
    script,
    "in",
    "generator",
    generator.dependencies.map((dependency) => dependency.name),
  );
  yield* undeclaredProblems(generator, script, "prompts", "prompt", Object.keys(prompts));
  yield* literalProblems(script);
}

function* promptProblems({ name, prompts }: VarsGenerator): Iterable<Finding> {
  for (const prompt of Object.keys(prompts)) {
    if (!/^(?!\.{1,2}$)[A-Za-z0-9._-]+$/.test(prompt)) {
      yield {
        code: "prompt-name-invalid",
        summary: `prompt of generator ${name} has an invalid name`,
        value: prompt,
        allowed: "letters, digits, '.', '_' and '-'",
        remedy: "rename it, and put the question into its description",
      };
    }
  }
}

/** What the script reads below `$in` or `$prompts`, and is not declared. */
function* undeclaredProblems(
  { name }: VarsGenerator,
  script: string,
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

/** Secrets that stand in the script. */
function* literalProblems(script: string): Iterable<Finding> {
  for (const { finding } of secretFindings(script, ["script"])) yield finding;
}

/** The script as text. Of an expression the parts that are written down, with a gap where Nix computes one. */
function scriptText({ script = "" }: VarsGenerator): string {
  if (typeof script === "string") return script;
  return [...partsOf(script)]
    .flatMap(({ value }) => (typeof value === "string" ? [value] : []))
    .join(" ");
}
