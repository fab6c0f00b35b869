import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { FleetError, type LedgerEvent, type Migration } from "../../constructs";
import type { RolledBackEvent } from "../../constructs/migration/ledger-event";
import { ledgerLine, readLedger } from "../../constructs/migration/ledger-text";
import { appendToLedger } from "../../writer";
import { requireEvidence } from "./evidence";
import { type LoadedMigration, machineNamed } from "./load";
import { local } from "./time";
import type { Outcome } from "./verify";

/** The kinds of `fleet migration record`; other commands record the others. */
export const RECORDED_KINDS = ["deployed", "rolled-back", "incident", "resolved"] as const;

export interface RecordOptions {
  readonly machine?: string;
  readonly incident?: string;
  readonly at?: Date;
  readonly by?: string;
  readonly evidence?: string;
  readonly note?: string;
}

/** How far the clock of another computer may be ahead. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** The common fields of all events. */
function base({ at = new Date(), by, evidence, note }: RecordOptions) {
  if (at.getTime() > Date.now() + CLOCK_SKEW_MS) {
    throw new FleetError(
      `${local(at)} is in the future, and the event would count immediately\n  allowed: a time that has passed; it is ${local(new Date())}\n  remedy: correct --at, or leave it out for an event that happens now`,
    );
  }
  return {
    id: randomUUID().slice(0, 8),
    at,
    by: by ?? userInfo().username,
    ...(evidence !== undefined && { evidence }),
    ...(note !== undefined && { note }),
  };
}

/**
 * Appends an event to the ledger.
 *
 * @throws FleetError if the machine is not in the fleet, or the incident not in the ledger
 */
export function recordEvent(
  { migration, ledgerFile }: LoadedMigration,
  kind: (typeof RECORDED_KINDS)[number],
  options: RecordOptions,
): LedgerEvent {
  requireEvidence(options.evidence, ledgerFile);
  const event: LedgerEvent =
    kind === "resolved"
      ? resolution(migration, options)
      : { ...base(options), kind, machine: requiredMachine(migration, kind, options) };
  if (event.kind === "rolled-back") requireDeployed(migration, event);
  append(ledgerFile, event);
  return event;
}

/** Rejects a rollback of a machine that is not deployed: it would count as a rollback in the report. */
function requireDeployed({ ledger }: Migration, { machine, at }: RolledBackEvent): void {
  const deployed = ledger.deployedAt(machine);
  if (deployed !== undefined && deployed <= at) return;
  throw new FleetError(
    deployed === undefined
      ? `${machine} is not deployed, so it cannot be rolled back\n  allowed: a machine that is recorded as deployed\n  remedy: correct --machine; if it was deployed, first run fleet migration record deployed --machine ${machine} --at TIME`
      : `${machine} was not deployed before ${local(deployed)}\n  allowed: a later time\n  remedy: correct --at`,
  );
}

/**
 * Appends an attestation to the ledger.
 *
 * @throws FleetError if the gate does not exist, or is not attested
 */
export function attest(
  { migration, ledgerFile }: LoadedMigration,
  gate: string,
  options: RecordOptions & { readonly evidence: string },
): LedgerEvent {
  const gates = migration.gates.filter(({ knownBy }) => knownBy === "attested");
  if (!gates.some(({ name }) => name === gate)) {
    throw new FleetError(
      `there is no attested gate ${gate}\n  allowed: ${gates.map(({ name }) => name).join(", ") || "none"}\n  remedy: correct the name; fleet migration status --format json lists all gates`,
    );
  }
  if (options.evidence.trim() === "") {
    throw new FleetError(
      `attestation of ${gate} has no evidence\n  allowed: a path, a commit or a URL\n  remedy: set --evidence`,
    );
  }
  requireEvidence(options.evidence, ledgerFile);
  const event: LedgerEvent = { ...base(options), kind: "attested", gate };
  append(ledgerFile, event);
  return event;
}

/** Appends the result of a gate's measurement to the ledger. */
export function recordMeasurement(
  { ledgerFile }: LoadedMigration,
  gate: string,
  machine: string | undefined,
  { note, ...outcome }: Outcome,
  options: RecordOptions = {},
): void {
  append(ledgerFile, {
    ...base({ ...options, note }),
    kind: "measured",
    gate,
    ...(machine !== undefined && { machine }),
    ...outcome,
  });
}

/** Appends the baseline of a machine to the ledger. */
export function recordBaseline(
  { ledgerFile }: LoadedMigration,
  machine: string,
  buildSeconds: number | undefined,
  options: RecordOptions,
): void {
  append(ledgerFile, {
    ...base(options),
    kind: "baseline",
    machine,
    ...(buildSeconds !== undefined && { buildSeconds }),
  });
}

function append(ledgerFile: string, event: LedgerEvent): void {
  const line = ledgerLine(event);
  const [problem] = readLedger(line).problems;
  if (problem !== undefined)
    throw new FleetError(`not recorded: ${problem.reason}: ${line.trim()}`);
  appendToLedger(ledgerFile, line);
}

function requiredMachine(
  migration: Migration,
  kind: string,
  { machine, incident }: RecordOptions,
): string {
  if (incident !== undefined) {
    throw new FleetError(
      `${kind} takes a machine, not an incident: ${incident}\n  remedy: remove --incident`,
    );
  }
  if (machine !== undefined) return machineNamed(migration, machine).name;
  throw new FleetError(
    `${kind} needs a machine\n  allowed: ${migration.fleet.machines.map(({ name }) => name).join(", ")}\n  remedy: add --machine NAME`,
  );
}

/** The event that resolves an open incident. */
function resolution(
  { fleet, ledger }: Migration,
  { incident: id, machine, ...options }: RecordOptions,
): LedgerEvent {
  const open = fleet.machines
    .flatMap(({ name }) => ledger.openIncidents(name))
    .filter((one) => machine === undefined || one.machine === machine);
  const incident = open.find((one) => one.id === id);
  if (incident === undefined) {
    const list = open.map((one) => `${one.id} (${one.machine})`).join(", ");
    const of = machine === undefined ? "" : ` of ${machine}`;
    throw new FleetError(
      `${id === undefined ? `resolved needs an incident${of}` : `there is no open incident ${id}${of}`}\n  allowed: ${list || "none"}\n  remedy: add --incident ID`,
    );
  }
  if (options.at !== undefined && options.at < incident.at) {
    throw new FleetError(
      `incident ${incident.id} began on ${local(incident.at)}, so it cannot be resolved before that\n  allowed: a later time\n  remedy: correct --at`,
    );
  }
  const event = base(options);
  // The clock of the computer that recorded the incident can be fast.
  const at = event.at < incident.at ? incident.at : event.at;
  return { ...event, at, kind: "resolved", incident: incident.id };
}
