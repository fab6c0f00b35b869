import type { Condition, Gate, Migration, Phase } from "../../constructs";
import { earliest, holdsAt } from "../../constructs/migration/condition";
import { local } from "./time";

/** The state of a phase: `waiting` for gates, `ready` for deployment, `running`, or `done`. */
export type PhaseState = "waiting" | "ready" | "running" | "done";

export interface GateStatus {
  readonly gate: string;
  readonly of: Gate["of"];
  readonly criterion: string;
  readonly knownBy: Gate["knownBy"];
  readonly isOpen: boolean;
  /** The conditions that do not hold, and how to fulfil them. */
  readonly shut: readonly { readonly because: string; readonly remedy: string }[];
}

export interface PhaseStatus {
  readonly phase: string;
  readonly title: string;
  readonly machines: readonly string[];
  readonly state: PhaseState;
  /** The reason for the override of its gates. */
  readonly override?: string;
  /** When its deployment, or its end, is possible. Undefined if an event must be recorded first. */
  readonly earliest?: Date;
  readonly gates: readonly GateStatus[];
}

/** The status of each phase at a time. */
export function migrationStatus(migration: Migration, now: Date): readonly PhaseStatus[] {
  return migration.phases.map((phase) => phaseStatus(migration, phase, now));
}

function phaseStatus({ ledger }: Migration, phase: Phase, now: Date): PhaseStatus {
  const readiness = phase.readinessConditions(ledger);
  const acceptance = phase.acceptanceConditions(ledger);
  const isBegun = phase.machines.some(({ name }) => ledger.deployedAt(name) !== undefined);
  const state = stateOf(readiness, acceptance, isBegun, phase.machines.length > 0, now);
  const time = state === "waiting" ? earliest(readiness, now) : earliest(acceptance, now);
  return {
    phase: phase.node.id,
    title: phase.title,
    machines: phase.machines.map(({ name }) => name),
    state,
    ...(phase.override && { override: phase.override.because }),
    ...(time !== undefined && state !== "done" && state !== "ready" && { earliest: time }),
    gates: phase.gates.map((gate) => gateStatus(gate, gate.conditions(ledger), now)),
  };
}

function stateOf(
  readiness: readonly Condition[],
  acceptance: readonly Condition[],
  isBegun: boolean,
  hasMachines: boolean,
  now: Date,
): PhaseState {
  const holds = (condition: Condition) => holdsAt(condition, now);
  const isReady = readiness.every(holds);
  if (acceptance.every(holds) && (isBegun || (!hasMachines && isReady))) return "done";
  if (isBegun) return "running";
  if (!isReady) return "waiting";
  return hasMachines ? "ready" : "running";
}

function gateStatus(gate: Gate, conditions: readonly Condition[], now: Date): GateStatus {
  const shut = conditions.filter((condition) => !holdsAt(condition, now));
  const { name, of, criterion, knownBy } = gate;
  return {
    gate: name,
    of,
    criterion,
    knownBy,
    isOpen: shut.length === 0,
    shut: shut.map(({ because, remedy }) => ({ because, remedy })),
  };
}

const HEAD = ["phase", "machines", "state", "gates open", "earliest"];

/** A table with one line for each phase. */
export function statusTable(phases: readonly PhaseStatus[]): string {
  const rows = phases.map(rowOf);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = [HEAD, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, ...overrides(phases)].map((line) => `${line}\n`).join("");
}

/** The same table in Markdown. */
export function statusMarkdown(phases: readonly PhaseStatus[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(HEAD),
    line(HEAD.map(() => "---")),
    ...phases.map((phase) => line(rowOf(phase).map((cell) => cell.replaceAll("|", "\\|")))),
    ...overrides(phases).map((text) => `\n**${text}**`),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

function rowOf({ phase, machines, state, gates, earliest: time }: PhaseStatus): readonly string[] {
  const open = gates.filter(({ isOpen }) => isOpen).length;
  const isWaiting = time === undefined && (state === "waiting" || state === "running");
  return [
    phase,
    machines.join(", ") || "-",
    state,
    `${open} of ${gates.length}`,
    time === undefined ? (isWaiting ? "unknown" : "-") : local(time),
  ];
}

function overrides(phases: readonly PhaseStatus[]): readonly string[] {
  return phases.flatMap(({ phase, override }) =>
    override === undefined ? [] : [`GATES OF ${phase} ARE OVERRIDDEN: ${override}`],
  );
}
