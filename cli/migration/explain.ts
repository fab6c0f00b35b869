import type { Condition, Migration, Phase } from "../../constructs";
import { earliest, holdsAt } from "../../constructs/migration/condition";
import { local, withLocalTimes } from "./time";

/** What keeps a machine from being deployed, or its phase from being done, and what opens it. */
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
  const shut = conditions.filter((condition) => !holdsAt(condition, now));
  const head =
    deployed === undefined
      ? `${machine} is not deployed; it is migrated by ${phase.node.id}: ${phase.title}`
      : `${machine} is deployed since ${local(deployed)}: no gate stops an update of it`;
  const time = earliest(conditions, now);
  const end =
    shut.length === 0
      ? `the ${of} is open`
      : time === undefined
        ? `the ${of} opens when all of this is recorded`
        : `the ${of} opens on ${local(time)}, unless something happens`;
  const override =
    phase.override === undefined ? [] : [`GATES ARE OVERRIDDEN: ${phase.override.because}`];
  return [head, ...override, ...shut.map(line), end].map((text) => `${text}\n`).join("");
}

function line({ gate, because, remedy }: Condition): string {
  return `  ${gate}: ${withLocalTimes(because)}\n    ${withLocalTimes(remedy)}`;
}
