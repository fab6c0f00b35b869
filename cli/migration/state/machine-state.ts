import { FleetError } from "../../../constructs";

/** State of a service; `idle`: starts on demand. */
export type ServiceState = "running" | "idle" | "failed";

/** Versions by name; `""` without a version. */
export type Versions = Readonly<Record<string, string>>;

/** The state of a machine. */
export interface MachineState {
  /** Output of `uname -s`: `Darwin`, `Linux`. */
  readonly system: string;
  /** Output of `uname -n`. */
  readonly host: string;
  /** Nix packages of the system and of the user. */
  readonly packages: Versions;
  /** All Homebrew formulae. */
  readonly formulae: Versions;
  /** Formulae that no other formula depends on. */
  readonly leaves: readonly string[];
  readonly casks: Versions;
  readonly taps: readonly string[];
  readonly services: Readonly<Record<string, ServiceState>>;
  /** File name of the login shell: `fish`. */
  readonly shell: string;
  /** Values by domain and key. */
  readonly preferences: Readonly<Record<string, string>>;
}

/** The text of a saved state, in a stable order. */
export function printState(state: MachineState): string {
  return `${JSON.stringify({ version: 1, ...sorted(state) }, undefined, 2)}\n`;
}

/**
 * Reads a saved state.
 *
 * @throws FleetError if it is not a saved state
 */
export function readState(text: string, path: string): MachineState {
  const state = parsed(text);
  if (state?.version === 1) return state as unknown as MachineState;
  throw new FleetError(
    `${path} is not a saved baseline\n  allowed: a file that \`fleet migration baseline\` wrote, of version 1\n  remedy: restore the file from git`,
  );
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): object {
  return Object.fromEntries(
    Object.entries(value as object)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, sortedValue(inner)]),
  );
}

function sortedValue(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  return typeof value === "object" && value !== null ? sorted(value) : value;
}
