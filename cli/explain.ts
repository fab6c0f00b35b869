import { codeDefinition, definedCodes, FleetError } from "../constructs";
import { nearestCodes } from "../constructs/diagnostics/acceptance";

/** Prints what a diagnostic code means, an example, and the same corrected; without a code, all of them. */
export function explain(code: string | undefined): void {
  if (code === undefined) {
    for (const known of definedCodes()) console.log(known);
    return;
  }
  const definition = codeDefinition(code);
  if (definition === undefined) throw new FleetError(unknownCode(code));
  const { severity, acceptable, meaning, example, corrected } = definition;
  const accepted =
    severity === "warning" || acceptable
      ? [`A fleet can accept it: fleet.accept("${code}", { at: construct, because: "…" })`]
      : [];
  const parts = [
    `${severity}[${code}]`,
    meaning,
    `Wrong:\n${indented(example)}`,
    `Right:\n${indented(corrected)}`,
    ...accepted,
  ];
  console.log(parts.join("\n\n"));
}

function unknownCode(code: string): string {
  const near = nearestCodes(code);
  return [
    `there is no diagnostic code ${JSON.stringify(code)}`,
    `  allowed: ${near.length > 0 ? `${near.join(", ")}, and others` : "the codes that `fleet explain` lists"}`,
    "  remedy: give the code that is printed in brackets",
  ].join("\n");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
