import type { Severity } from "./finding";

/** What a diagnostic code means, as `fleet explain` prints it. */
export interface CodeDefinition {
  readonly severity: Severity;
  /**
   * Whether a fleet can accept it by name, with a reason: for policy, or a guess.
   *
   * @default - true for a warning, false for an error
   */
  readonly acceptable?: boolean;
  /**
   * Why it is wrong, and what would happen without the check. Full sentences; lists show the first one, so
   * it has to fit on a line.
   */
  readonly meaning: string;
  /** TypeScript that causes it: the body of `(app: FleetApp, fleet: Fleet) => { … }`. */
  readonly example: string;
  /** The same, corrected. */
  readonly corrected: string;
}

/** Codes with their definitions. */
export interface CodeDefinitions {
  readonly [code: string]: CodeDefinition;
}

const definitions = new Map<string, CodeDefinition>();
const areas = new Map<string, readonly string[]>();

/**
 * Defines diagnostic codes. A check then yields findings with these codes.
 *
 * @param area - their topic, by which the page of all codes groups them
 * @throws Error if a code is defined twice
 */
export function defineCodes(area: string, codes: CodeDefinitions): void {
  for (const [code, definition] of Object.entries(codes)) {
    if (definitions.has(code)) throw new Error(`diagnostic code ${code} is defined twice`);
    definitions.set(code, definition);
  }
  areas.set(area, [...(areas.get(area) ?? []), ...Object.keys(codes)].sort());
}

/** The definition of a code; none for one that a check outside this library made up. */
export function codeDefinition(code: string): CodeDefinition | undefined {
  return definitions.get(code);
}

/** All defined codes, sorted. */
export function definedCodes(): readonly string[] {
  return [...definitions.keys()].sort();
}

/** All defined codes by topic; both sorted. */
export function codesByArea(): readonly (readonly [area: string, codes: readonly string[]])[] {
  return [...areas].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether a fleet can accept findings of a code. */
export function isAcceptable(code: string): boolean {
  const definition = definitions.get(code);
  return definition === undefined || (definition.acceptable ?? definition.severity === "warning");
}

/** The first sentence of what a code means. */
export function summaryOf({ meaning }: CodeDefinition): string {
  const [summary = ""] = /^.*?[.](?=\s|$)/s.exec(meaning) ?? [];
  return summary;
}
