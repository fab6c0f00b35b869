import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import { secretFindings } from "../secrets";
import type { VarsGenerator } from "./vars-generator";

/** Checks the script and prompts of a generator. */
export function* scriptProblems(generator: VarsGenerator): Iterable<Finding> {
  const { name, files, prompts } = generator;
  const script = scriptText(generator);
  yield* promptProblems(generator);
  for (const file of script.trim() === "" ? Object.keys(files) : []) {
    if (prompts[file]?.persist === true) continue;
    yield {
      code: "generator-without-script",
      summary: `generator ${name} has a file without a script or prompt`,
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

/** Undeclared files below `$in` or `$prompts` that the script reads. */
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
      summary: `script of generator ${name} reads an undeclared ${kind}`,
      value: found,
      allowed: declared.length === 0 ? "none" : declared.join(", "),
      remedy: `add it to \`${variable === "in" ? "dependencies" : "prompts"}\`, or correct the name`,
    };
  }
}

/** Secrets in plain text in the script. */
function* literalProblems(script: string): Iterable<Finding> {
  for (const { finding } of secretFindings(script, ["script"])) yield finding;
}

/** The script as text; of a Nix expression only the literal parts, with gaps between them. */
function scriptText({ script = "" }: VarsGenerator): string {
  if (typeof script === "string") return script;
  return [...partsOf(script)]
    .flatMap(({ value }) => (typeof value === "string" ? [value] : []))
    .join(" ");
}
