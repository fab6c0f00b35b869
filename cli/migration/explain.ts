import type { Condition, Migration, Phase } from "../../constructs";
import { earliest, holdsAt } from "../../constructs/migration/condition";
import { local, withLocalTimes } from "./time";

/** The closed gates that block a machine's deployment, or the end of its phase, and how to open them. */
export function explanation(
  migration: Migration,
  phase: Phase,
  machine: string,
  now: Date,
): string {
  const { ledger } = migration;
  const deployed = ledger.deployedAt(machine);
  const [of, conditions] =
    deployed === undefined
      ? ["first deployment", phase.readinessConditions(ledger)]
      : [`phase ${phase.node.id}`, phase.acceptanceConditions(ledger)];
  const closed = conditions.filter((condition) => !holdsAt(condition, now));
  const head =
    deployed === undefined
      ? `${machine} is not deployed; its phase is ${phase.node.id}: ${phase.title}`
      : `${machine} has been deployed since ${local(deployed)}: gates do not block its updates`;
  const time = earliest(conditions, now);
  const end =
    closed.length === 0
      ? `nothing blocks the ${of}`
      : time === undefined
        ? `the ${of} is blocked until all of this is recorded`
        : `the ${of} is blocked until ${local(time)}, or longer after an incident`;
  const override =
    phase.override === undefined ? [] : [`GATES ARE OVERRIDDEN: ${phase.override.because}`];
  return [head, ...override, ...closed.map(line), end].map((text) => `${text}\n`).join("");
}

function line({ gate, because, remedy }: Condition): string {
  return `  ${gate}: ${withLocalTimes(because)}\n    ${withLocalTimes(remedy)}`;
}
