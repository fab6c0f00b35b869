import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { FleetError, type LedgerEvent, type Migration } from "../../constructs";
import { ledgerLine, readLedger } from "../../constructs/migration/ledger-text";
import { appendToLedger } from "../../writer";
import { type LoadedMigration, machineNamed } from "./load";
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
      ? { ...base(options), kind, incident: openIncident(migration, options.incident) }
      : { ...base(options), kind, machine: requiredMachine(migration, kind, options.machine) };
  append(ledgerFile, event);
  return event;
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

function requiredMachine(migration: Migration, kind: string, name: string | undefined): string {
  if (name !== undefined) return machineNamed(migration, name).name;
  throw new FleetError(`${kind} of which machine?\n  remedy: add --machine NAME`);
}

function openIncident({ fleet, ledger }: Migration, id: string | undefined): string {
  const open = fleet.machines.flatMap(({ name }) => ledger.openIncidents(name));
  if (id !== undefined && open.some((incident) => incident.id === id)) return id;
  const list = open.map((incident) => `${incident.id} (${incident.machine})`).join(", ");
  throw new FleetError(
    `${id === undefined ? "resolved, but which incident?" : `there is no open incident ${id}`}\n  allowed: ${list || "none is open"}\n  remedy: add --incident ID`,
  );
}
