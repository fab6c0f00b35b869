import type { Ledger, Migration, Phase } from "../../../constructs";
import { migrationStatus, type PhaseState } from "../status";

/** The duration of a phase, without the wait for earlier phases. */
export interface PhaseTime {
  readonly phase: string;
  readonly state: PhaseState;
  readonly begin?: Date;
  readonly end?: Date;
  /** Duration until its end, or until now. */
  readonly weeks?: number;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The phases with their begin and end times, computed from the ledger. */
export function timeline(migration: Migration, now: Date): readonly PhaseTime[] {
  const ends = new Map<Phase, Date>();
  const states = new Map(migrationStatus(migration, now).map(({ phase, state }) => [phase, state]));
  return migration.phases.map((phase): PhaseTime => {
    const state = states.get(phase.node.id) ?? "waiting";
    const begin = beginOf(phase, migration, ends);
    const end = state === "done" ? endOf(phase, migration, begin) : undefined;
    if (end !== undefined) ends.set(phase, end);
    return {
      phase: phase.node.id,
      state,
      ...(begin && { begin, weeks: weeksBetween(begin, end ?? now) }),
      ...(end && { end }),
    };
  });
}

/** The weeks between two times, rounded to tenths. */
export function weeksBetween(begin: Date, end: Date): number {
  return Math.max(0, Math.round(((end.getTime() - begin.getTime()) / WEEK) * 10) / 10);
}

/** The end of the earlier phases; if they are not done, the deployment of its first machine. */
function beginOf(
  phase: Phase,
  { ledger }: Migration,
  ends: ReadonlyMap<Phase, Date>,
): Date | undefined {
  if (phase.after.length === 0) return ledger.begin;
  const before = phase.after.flatMap((one) => ends.get(one) ?? []);
  if (before.length === phase.after.length) return latest(before);
  const deployed = phase.machines.flatMap(({ name }) => ledger.deployedAt(name) ?? []);
  return deployed.length === 0 ? undefined : earliestOf(deployed);
}

/** The time of the last condition: a deployment, a result, or the end of a window. */
function endOf(phase: Phase, { ledger }: Migration, begin: Date | undefined): Date | undefined {
  return latest([
    ...(begin === undefined ? [] : [begin]),
    ...phase.machines.flatMap(({ name }) => ledger.deployedAt(name) ?? []),
    ...phase
      .acceptanceConditions(ledger)
      .flatMap(({ holds }) => (holds.kind === "from" ? [holds.at] : [])),
    ...phase.gates.flatMap(({ name }) => openingOf(name, ledger) ?? []),
  ]);
}

/** The first result of a gate after its last failure; later results only repeat it. */
function openingOf(gate: string, { events }: Ledger): Date | undefined {
  const results = events.filter(
    (event) => (event.kind === "attested" || event.kind === "measured") && event.gate === gate,
  );
  const failed = results.findLastIndex(
    (event) => event.kind === "measured" && event.result === "failed",
  );
  return results[failed + 1]?.at;
}

function latest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>(
    (last, time) => (last === undefined || time > last ? time : last),
    undefined,
  );
}

function earliestOf(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>(
    (first, time) => (first === undefined || time < first ? time : first),
    undefined,
  );
}
