import {
  AttestedGate,
  BuildTime,
  CalendarGate,
  CumulativeStability,
  type Expectation,
  type Gate,
  GoNoGoGate,
  type Machine,
  MeasuredGate,
  NoRegression,
  StabilityWindow,
} from "../../constructs";
import { MIGRATION } from "./commands";
import { inline } from "./markdown";

/** How to determine whether a gate is open, for a checklist. */
export function howKnown(gate: Gate): string {
  if (gate instanceof BuildTime) {
    return `measured: the second of two runs of ${inline(gate.command)} takes at most ${percent(gate.within)} longer than in the baseline`;
  }
  if (gate instanceof NoRegression) {
    return `measured: ${inline(`${MIGRATION} compare`)} finds nothing missing, older or failing`;
  }
  if (gate instanceof MeasuredGate) return `measured: ${measuredBy(gate)}`;
  if (gate instanceof AttestedGate) return "attested by a person, with evidence";
  if (gate instanceof StabilityWindow) {
    return `computed from the ledger: ${names(gate.machines)} without an incident for ${days(gate.days)}`;
  }
  if (gate instanceof CumulativeStability) {
    return `computed from the ledger: ${names(gate.machines)} stable for ${days(gate.days)} in total`;
  }
  if (gate instanceof CalendarGate) {
    const busy = gate.busy.map(({ from, to = from, because }) =>
      from === to ? `${from} (${because})` : `${from} to ${to} (${because})`,
    );
    return busy.length === 0
      ? "computed from the calendar, which has no busy days"
      : `computed from the calendar: not on ${busy.join(", ")}`;
  }
  if (gate instanceof GoNoGoGate) return "computed from the integration points";
  return gate.knownBy;
}

function measuredBy({ command, runs, expect }: MeasuredGate): string {
  const where = runs === "machine" ? " on the machine" : "";
  return `${inline(command)}${where} ${expected(expect)}`;
}

function expected({ exitCode = 0, output, below }: Expectation): string {
  const parts = [
    exitCode === 0 ? "succeeds" : `exits with ${exitCode}`,
    ...(output === undefined ? [] : [`prints output that matches ${inline(String(output))}`]),
    ...(below === undefined ? [] : [`prints a number below ${below}`]),
  ];
  return parts.join(" and ");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function names(machines: readonly Machine[]): string {
  return machines.map(({ name }) => name).join(", ") || "no machine";
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
