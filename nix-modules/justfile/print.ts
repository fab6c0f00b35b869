import type { Dependency, Justfile, OptionalImport, Parameter, Recipe, Variable } from "./justfile";

const INDENT = "    ";

/** The text of a justfile, in the format of `just --fmt`. */
export function printJustfile({ optionalImport, variables, recipes }: Justfile): string {
  const blocks = [
    ...(optionalImport === undefined ? [] : [importLines(optionalImport)]),
    ...variables.map(variableLines),
    ...recipes.map(recipeLines),
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

function importLines(optional: OptionalImport): readonly string[] {
  return [comment(optional.comment), `import? ${string(optional.path)}`];
}

function variableLines(variable: Variable): readonly string[] {
  return [comment(variable.comment), `export ${variable.name} := \`${variable.command}\``];
}

function recipeLines(recipe: Recipe): readonly string[] {
  const { name, parameters = [], dependencies = [] } = recipe;
  const lines = recipe.body.split("\n");
  const before = dependencies.length === 0 ? "" : ` ${dependencies.map(dependency).join(" ")}`;
  return [
    ...(recipe.comment === undefined ? [] : [comment(recipe.comment)]),
    ...parameters.map(allowedValues).sort(),
    ...(recipe.private === true ? ["[private]"] : []),
    ...(lines.length > 1 ? ["[script]"] : []),
    `${[name, ...parameters.map(parameter)].join(" ")}:${before}`,
    ...lines.map((line) => (line === "" ? "" : `${INDENT}${escaped(line)}`)),
  ];
}

function allowedValues({ name, oneOf }: Parameter): string {
  const pattern = oneOf.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return `[arg(${string(name)}, pattern=${string(pattern)})]`;
}

function parameter({ name, default: value }: Parameter): string {
  return value === undefined ? `$${name}` : `$${name}=${string(value)}`;
}

function dependency({ recipe, arguments: given }: Dependency): string {
  if (given.length === 0) return recipe.name;
  const values = given.map((value) => (typeof value === "string" ? string(value) : value.name));
  return `(${recipe.name} ${values.join(" ")})`;
}

/** A string literal of just: in single quotes there are no escapes. */
function string(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** A line of shell code: `{{` starts an interpolation in just. */
function escaped(line: string): string {
  return line.replaceAll("{{", "{{{{");
}

function comment(text: string): string {
  return `# ${text}`;
}
