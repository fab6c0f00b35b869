import type { StackVariable } from "../../constructs";

/**
 * Shell lines that export the environment variables for OpenTofu or Terraform. A secret that is already set is kept,
 * for example in CI, which cannot decrypt clan secrets.
 */
export function environmentLines(variables: readonly StackVariable[]): readonly string[] {
  return variables.flatMap(({ name, value }) =>
    typeof value === "string"
      ? [`export ${name}=${value}`]
      : [`${name}=\${${name}:-$(clan secrets get ${value.clanSecret})}`, `export ${name}`],
  );
}
