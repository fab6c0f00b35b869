import "../changes/codes";
import "../nix-modules/codes";
import "./codes";
import { type CodeDefinition, codeDefinition, definedCodes, FleetError } from "../constructs";
import { nearestCodes } from "../constructs/diagnostics/acceptance";
import { isAcceptable, summaryOf } from "../constructs/diagnostics/codes";

/**
 * Prints the meaning of a diagnostic code, an example and its correction; without a code, one line for each code.
 *
 * @throws FleetError if there is no such code
 */
export function explain(code: string | undefined): void {
  if (code === undefined) {
    console.log(allCodes());
    return;
  }
  const definition = codeDefinition(code);
  if (definition === undefined) throw new FleetError(unknownCode(code));
  console.log(explained(code, definition));
}

function explained(
  code: string,
  { severity, meaning, example, corrected }: CodeDefinition,
): string {
  const accepted = isAcceptable(code)
    ? [
        `Or accept it by name, with a reason:\n  fleet.accept("${code}", { at: construct, because: "…" });`,
      ]
    : [];
  return [
    `${severity}[${code}]`,
    meaning,
    `Example:\n${indented(example)}`,
    `Remedy:\n${indented(corrected)}`,
    ...accepted,
  ].join("\n\n");
}

/** One line for each code: the code, its severity and the first sentence of its meaning. */
function allCodes(): string {
  const codes = definedCodes();
  const width = Math.max(...codes.map(({ length }) => length));
  const lines = codes.flatMap((code) => {
    const definition = codeDefinition(code);
    if (definition === undefined) return [];
    const { severity } = definition;
    return [
      `${code.padEnd(width)}  ${severity.padEnd("warning".length)}  ${summaryOf(definition)}`,
    ];
  });
  return lines.join("\n");
}

function unknownCode(code: string): string {
  const near = nearestCodes(code);
  return [
    `there is no diagnostic code ${JSON.stringify(code)}`,
    `  allowed: ${near.length > 0 ? `${near.join(", ")}, and others` : "the codes that `fleet explain` lists"}`,
    `  remedy: ${near.length > 0 ? `fleet explain ${near[0]}` : "use a code that a diagnostic shows in brackets"}`,
  ].join("\n");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
