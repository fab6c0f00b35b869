import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { FleetError, type LedgerEvent, type Migration } from "../../constructs";
import type { RolledBackEvent } from "../../constructs/migration/ledger-event";
import { ledgerLine, readLedger } from "../../constructs/migration/ledger-text";
import { appendToLedger } from "../../writer";
import { type LoadedMigration, machineNamed } from "./load";
import { local } from "./time";
import type { Outcome } from "./verify";

/** The kinds that a person records; the others are recorded by their own commands. */
export const RECORDED_KINDS = ["deployed", "rolled-back", "incident", "resolved"] as const;

export interface RecordOptions {
  readonly machine?: string;
  readonly incident?: string;
  readonly at?: Date;
  readonly by?: string;
  readonly evidence?: string;
  readonly note?: string;
}

/** The same for all events: who recorded it, when, and why. */
function base({ at = new Date(), by, evidence, note }: RecordOptions) {
  if (at > new Date()) {
    console.error(`note: ${local(at)} is still to come, and counts as if it had been`);
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
 * @throws FleetError if the fleet lacks the machine, or the ledger the incident
 */
export function recordEvent(
  { migration, ledgerFile }: LoadedMigration,
  kind: (typeof RECORDED_KINDS)[number],
  options: RecordOptions,
): LedgerEvent {
  const event: LedgerEvent =
    kind === "resolved"
      ? resolution(migration, options)
      : { ...base(options), kind, machine: requiredMachine(migration, kind, options) };
  if (event.kind === "rolled-back") requireDeployed(migration, event);
  append(ledgerFile, event);
  return event;
}

/** A rollback that was none would count as one. */
function requireDeployed({ ledger }: Migration, { machine, at }: RolledBackEvent): void {
  const deployed = ledger.deployedAt(machine);
  if (deployed !== undefined && deployed <= at) return;
  throw new FleetError(
    deployed === undefined
      ? `${machine} is not deployed, so nothing is rolled back\n  allowed: a machine that the ledger calls deployed\n  remedy: correct --machine; if it was deployed, first run fleet migration record deployed --machine ${machine} --at TIME`
      : `${machine} is deployed since ${local(deployed)}, and was not before\n  allowed: a time since then\n  remedy: correct --at`,
  );
}

/**
 * Appends an attestation to the ledger.
 *
 * @throws FleetError if there is no such gate, or it is not one that a person attests
 */
export function attest(
  { migration, ledgerFile }: LoadedMigration,
  gate: string,
  options: RecordOptions & { readonly evidence: string },
): LedgerEvent {
  const gates = migration.gates.filter(({ knownBy }) => knownBy === "attested");
  if (!gates.some(({ name }) => name === gate)) {
    throw new FleetError(
      `there is no gate ${gate} that is attested\n  allowed: ${gates.map(({ name }) => name).join(", ") || "none"}\n  remedy: correct the name; fleet migration status --format json lists all gates`,
    );
  }
  if (options.evidence.trim() === "") {
    throw new FleetError(
      `${gate} is attested without evidence\n  allowed: where it can be looked up: a path, a commit, an address\n  remedy: add it to --evidence`,
    );
  }
  const event: LedgerEvent = { ...base(options), kind: "attested", gate };
  append(ledgerFile, event);
  return event;
}

/** Appends what a gate's measurement found to the ledger. */
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

/** Appends to the ledger that the state of a machine was saved. */
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
      `${kind} is about a machine, not about incident ${incident}\n  remedy: leave out --incident`,
    );
  }
  if (machine !== undefined) return machineNamed(migration, machine).name;
  throw new FleetError(
    `${kind} of which machine?\n  allowed: ${migration.fleet.machines.map(({ name }) => name).join(", ")}\n  remedy: add --machine NAME`,
  );
}

/** The end of an open incident. */
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
      `${id === undefined ? `resolved, but which incident${of}?` : `there is no open incident ${id}${of}`}\n  allowed: ${list || "none is open"}\n  remedy: add --incident ID`,
    );
  }
  if (options.at !== undefined && options.at < incident.at) {
    throw new FleetError(
      `incident ${incident.id} began on ${local(incident.at)}, and was not over before\n  allowed: a time since then\n  remedy: correct --at`,
    );
  }
  const event = base(options);
  // The clock of the computer that recorded the incident may be ahead.
  const at = event.at < incident.at ? incident.at : event.at;
  return { ...event, at, kind: "resolved", incident: incident.id };
}
