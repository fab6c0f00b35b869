/** What a ledger records. */
export type LedgerEvent =
  | DeployedEvent
  | RolledBackEvent
  | IncidentEvent
  | ResolvedEvent
  | AttestedEvent
  | MeasuredEvent
  | BaselineEvent
  | CaughtEvent;

interface EventBase {
  /** Identifies the event: a second one with the same id, as after a merge, is ignored. */
  readonly id: string;
  /** When it happened. */
  readonly at: Date;
  /** Who recorded it. */
  readonly by: string;
  /** Where it can be looked up: a path, a commit, an address. */
  readonly evidence?: string;
  readonly note?: string;
}

/** The machine runs the configuration of the fleet: after its install, and after each activation. */
export interface DeployedEvent extends EventBase {
  readonly kind: "deployed";
  readonly machine: string;
}

/** The machine runs what it ran before the migration. Its next deployment counts as the first one. */
export interface RolledBackEvent extends EventBase {
  readonly kind: "rolled-back";
  readonly machine: string;
}

/** Something critical broke on a machine. Its stability starts anew when it is resolved. */
export interface IncidentEvent extends EventBase {
  readonly kind: "incident";
  readonly machine: string;
}

/** An incident is over. */
export interface ResolvedEvent extends EventBase {
  readonly kind: "resolved";
  /** Id of the incident. */
  readonly incident: string;
}

/** A person vouches for what no command can measure. */
export interface AttestedEvent extends EventBase {
  readonly kind: "attested";
  /** `<phase>/<gate>`. */
  readonly gate: string;
}

/** The outcome of a command. */
export interface MeasuredEvent extends EventBase {
  readonly kind: "measured";
  /** `<phase>/<gate>`. */
  readonly gate: string;
  /** The machine that it was measured on; none for what holds for the whole fleet. */
  readonly machine?: string;
  readonly result: "passed" | "failed";
  /** What was measured, where it is a number: seconds of a {@link BuildTime}. */
  readonly value?: number;
}

/** The state of a machine before its migration was saved. */
export interface BaselineEvent extends EventBase {
  readonly kind: "baseline";
  readonly machine: string;
  /** How long its configuration took to build then. */
  readonly buildSeconds?: number;
}

/** A mistake in the fleet that a diagnostic reported before anything was deployed. */
export interface CaughtEvent extends EventBase {
  readonly kind: "caught";
  /** The diagnostic's code. */
  readonly code: string;
}

/** The fields that each kind must have, beside those of every event. */
export const REQUIRED_FIELDS = {
  deployed: ["machine"],
  "rolled-back": ["machine"],
  incident: ["machine"],
  resolved: ["incident"],
  attested: ["gate"],
  measured: ["gate", "result"],
  baseline: ["machine"],
  caught: ["code"],
} as const satisfies Record<LedgerEvent["kind"], readonly string[]>;

/** The fields that an event may have, by their types. */
export const OPTIONAL_FIELDS = {
  string: ["evidence", "note", "machine"],
  number: ["buildSeconds", "value"],
} as const;

export type EventKind = LedgerEvent["kind"];

/** The kinds that this version knows. */
export const EVENT_KINDS = Object.keys(REQUIRED_FIELDS) as readonly EventKind[];

/** Whether a kind is one that this version knows. */
export function isEventKind(kind: string): kind is EventKind {
  return Object.hasOwn(REQUIRED_FIELDS, kind);
}
