import type { Severity } from "./finding";

/** What a diagnostic code means, as `fleet explain` prints it. */
export interface CodeDefinition {
  readonly severity: Severity;
  /**
   * Whether the code is about policy: a fleet can accept it by name, with a reason. Every warning can be
   * accepted.
   *
   * @default false
   */
  readonly acceptable?: true;
  /** Why it is wrong, and what would happen without the check. Full sentences. */
  readonly meaning: string;
  /** TypeScript that causes it. */
  readonly example: string;
  /** The same, corrected. */
  readonly corrected: string;
}

const definitions = new Map<string, CodeDefinition>();

/**
 * Defines diagnostic codes. A check then yields findings with these codes.
 *
 * @throws Error if a code is defined twice
 */
export function defineCodes(codes: { readonly [code: string]: CodeDefinition }): void {
  for (const [code, definition] of Object.entries(codes)) {
    if (definitions.has(code)) throw new Error(`diagnostic code ${code} is defined twice`);
    definitions.set(code, definition);
  }
}

/** The definition of a code; none for one that a check outside this library made up. */
export function codeDefinition(code: string): CodeDefinition | undefined {
  return definitions.get(code);
}

/** All defined codes, sorted. */
export function definedCodes(): readonly string[] {
  return [...definitions.keys()].sort();
}

/** Whether a fleet can accept findings of a code. */
export function isAcceptable(code: string): boolean {
  const definition = definitions.get(code);
  return definition === undefined || definition.severity === "warning" || !!definition.acceptable;
}
