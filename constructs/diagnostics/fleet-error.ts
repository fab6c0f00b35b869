import type { Diagnostic } from "./finding";
import { formatDiagnostics } from "./format";

const FLEET_ERROR = Symbol.for("nix-fleet.FleetError");

/** A mistake in the fleet, not in this library: printed without a stack trace, exit code 1. */
export class FleetError extends Error {
  /** Whether a value is a FleetError, also from another copy of this library. */
  static isFleetError(value: unknown): value is FleetError {
    return typeof value === "object" && value !== null && FLEET_ERROR in value;
  }

  override readonly name: string = "FleetError";

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, FLEET_ERROR, { value: true });
  }
}

/** All errors of a fleet, collected before anything is written. */
export class ValidationError extends FleetError {
  override readonly name: string = "ValidationError";

  /** @param diagnostics - all errors and warnings */
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(formatDiagnostics(diagnostics));
  }
}
