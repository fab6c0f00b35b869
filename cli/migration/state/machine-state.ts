import { FleetError } from "../../../constructs";

/** How a service is: `idle` starts when it is needed. */
export type ServiceState = "running" | "idle" | "failed";

/** Versions by name; `""` for what has none. */
export type Versions = Readonly<Record<string, string>>;

/** What a machine has. */
export interface MachineState {
  /** What `uname -s` prints: `Darwin`, `Linux`. */
  readonly system: string;
  /** What `uname -n` prints. */
  readonly host: string;
  /** Of the system and of the user, by Nix. */
  readonly packages: Versions;
  /** All formulae of Homebrew. */
  readonly formulae: Versions;
  /** Those of the formulae that no other one needs: what somebody asked for. */
  readonly leaves: readonly string[];
  readonly casks: Versions;
  readonly taps: readonly string[];
  readonly services: Readonly<Record<string, ServiceState>>;
  /** The file of the login shell, without its folder: `fish`. */
  readonly shell: string;
  /** Values by domain and key. */
  readonly preferences: Readonly<Record<string, string>>;
}

/** The text of a saved state: the same state has the same text. */
export function printState(state: MachineState): string {
  return `${JSON.stringify({ version: 1, ...sorted(state) }, undefined, 2)}\n`;
}

/**
 * Reads a saved state.
 *
 * @throws FleetError if it is none
 */
export function readState(text: string, path: string): MachineState {
  const state = parsed(text);
  if (state?.version === 1) return state as unknown as MachineState;
  throw new FleetError(
    `${path} is not a saved baseline\n  allowed: a file that \`fleet migration baseline\` wrote, of version 1\n  remedy: take the file back from git`,
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
