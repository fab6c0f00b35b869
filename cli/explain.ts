import "../changes/codes";
import "../nix-modules/codes";
import "./codes";
import { type CodeDefinition, codeDefinition, definedCodes, FleetError } from "../constructs";
import { nearestCodes } from "../constructs/diagnostics/acceptance";
import { isAcceptable, summaryOf } from "../constructs/diagnostics/codes";

/**
 * Prints the meanings of diagnostic codes, each with an example and its correction; without codes, one line for each
 * code.
 *
 * @throws FleetError if there is no such code
 */
export function explain(codes: readonly string[]): void {
  const texts = [...new Set(codes)].map((code) => {
    const definition = codeDefinition(code);
    if (definition === undefined) throw new FleetError(unknownCode(code));
    return explained(code, definition);
  });
  console.log(texts.length === 0 ? allCodes() : texts.join("\n\n\n"));
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
