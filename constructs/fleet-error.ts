/** A mistake in the fleet, not in this library: printed without a stack trace, exit code 1. */
export class FleetError extends Error {
  override readonly name: string = "FleetError";
}

/** One error of one construct. */
export interface ValidationIssue {
  /** Path of the construct in the tree; `(app)` for the root. */
  readonly path: string;
  readonly message: string;
}

/** All errors of a fleet, collected before anything is written. */
export class ValidationError extends FleetError {
  override readonly name: string = "ValidationError";

  constructor(readonly issues: readonly ValidationIssue[]) {
    super(describe(issues));
  }
}

function describe(issues: readonly ValidationIssue[]): string {
  const count = issues.length === 1 ? "1 error" : `${issues.length} errors`;
  const lines = issues.map(({ path, message }) => `  ${path}: ${message.replaceAll("\n", "\n  ")}`);
  return [`the fleet has ${count}; nothing was written`, "", ...lines].join("\n");
}
