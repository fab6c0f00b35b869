/**
 * What is wrong with one value of the fleet, in the four parts that every message of this library has.
 * The construct's path is added where the message is reported.
 */
export interface Problem {
  /** What is wrong, lower case, without a full stop: `server type is deprecated`. */
  readonly what: string;
  /** The value that was given. Printed as JSON; a secret must be shortened before. */
  readonly value: unknown;
  /** The values that would be accepted. */
  readonly allowed: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Writes a problem the way every error of this library reads: one line for each part. */
export function formatProblem(problem: Problem): string {
  return [
    `${problem.what}: ${JSON.stringify(problem.value) ?? String(problem.value)}`,
    `  allowed: ${problem.allowed}`,
    `  remedy: ${problem.remedy}`,
  ].join("\n");
}
