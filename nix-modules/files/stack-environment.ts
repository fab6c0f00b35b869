import type { StackVariable } from "../../constructs";

/**
 * Shell that exports what has to be in the environment of OpenTofu or Terraform, a line each. A secret that is
 * there already stays, as in CI, which has no key of clan's.
 */
export function environmentLines(variables: readonly StackVariable[]): readonly string[] {
  return variables.flatMap(({ name, value }) =>
    typeof value === "string"
      ? [`export ${name}=${value}`]
      : [`${name}=\${${name}:-$(clan secrets get ${value.clanSecret})}`, `export ${name}`],
  );
}
