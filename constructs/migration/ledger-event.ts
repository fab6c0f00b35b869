/** An event of the ledger. */
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
  /** Identifies the event; a duplicate with the same id, as after a merge, is ignored. */
  readonly id: string;
  /** When it happened. */
  readonly at: Date;
  /** Who recorded it. */
  readonly by: string;
  /** Where to find the evidence: a path, a commit, a URL. */
  readonly evidence?: string;
  readonly note?: string;
}

/** The machine runs the configuration of the fleet. Recorded after its install and after each activation. */
export interface DeployedEvent extends EventBase {
  readonly kind: "deployed";
  readonly machine: string;
}

/** The machine runs its configuration from before the migration. Its next deployment counts as the first one. */
export interface RolledBackEvent extends EventBase {
  readonly kind: "rolled-back";
  readonly machine: string;
}

/** A critical failure of a machine. Its stability window restarts when the incident is resolved. */
export interface IncidentEvent extends EventBase {
  readonly kind: "incident";
  readonly machine: string;
}

/** An incident is resolved. */
export interface ResolvedEvent extends EventBase {
  readonly kind: "resolved";
  /** Id of the incident. */
  readonly incident: string;
}

/** A person attests a criterion that no command can measure. */
export interface AttestedEvent extends EventBase {
  readonly kind: "attested";
  /** `<phase>/<gate>`. */
  readonly gate: string;
}

/** The result of a command. */
export interface MeasuredEvent extends EventBase {
  readonly kind: "measured";
  /** `<phase>/<gate>`. */
  readonly gate: string;
  /** The measured machine; undefined for a criterion of the whole fleet. */
  readonly machine?: string;
  readonly result: "passed" | "failed";
  /** The measured number, if there is one: seconds of a {@link BuildTime}. */
  readonly value?: number;
}

/** The state of a machine before its migration was saved. */
export interface BaselineEvent extends EventBase {
  readonly kind: "baseline";
  readonly machine: string;
  /** The build time of its configuration at that time. */
  readonly buildSeconds?: number;
}

/** A mistake in the fleet that a diagnostic reported before deployment. */
export interface CaughtEvent extends EventBase {
  readonly kind: "caught";
  /** The diagnostic's code. */
  readonly code: string;
}

/** The required fields of each kind, in addition to those of every event. */
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

/** The optional fields of an event, by type. */
export const OPTIONAL_FIELDS = {
  string: ["evidence", "note", "machine"],
  number: ["buildSeconds", "value"],
} as const;

export type EventKind = LedgerEvent["kind"];

/** The known kinds. */
export const EVENT_KINDS = Object.keys(REQUIRED_FIELDS) as readonly EventKind[];

/** Whether a kind is known. */
export function isEventKind(kind: string): kind is EventKind {
  return Object.hasOwn(REQUIRED_FIELDS, kind);
}
