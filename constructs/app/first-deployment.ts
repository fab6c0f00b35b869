import { type TerraformResource, TerraformStack } from "cdktf";
import type { Fleet } from "../fleet";
import type { Machine } from "../machine/machine";
import type { Condition, Holding } from "../migration/condition";
import { Migration } from "../migration/migration";
import type { Phase } from "../migration/phase";
import { onceLocked } from "../once-locked";
import { literal } from "../terraform/literal";
import { addGuardBlock } from "../terraform/terranix-view";

/**
 * Adds preconditions with which Terraform rejects the first deployment of a machine while gates of its phase are
 * closed. After the ledger records the deployment, it adds none: no gate blocks an update.
 *
 * @param resource - the resource that deploys the machine
 */
export function guardFirstDeployment(resource: TerraformResource, machine: Machine): void {
  const migration = migrationOf(machine.fleet);
  const phase = migration?.phaseOf(machine);
  if (migration === undefined || phase === undefined) return;
  if (migration.ledger.deployedAt(machine.name) !== undefined) return;
  const conditions = named(phase.readinessConditions(migration.ledger));
  if (conditions.length === 0) return;
  // Terraform rejects a condition without a reference, so the conditions refer to a local value.
  const local = `gates-${machine.name}`;
  const values = conditions.map(({ name, holds }): [string, unknown] => [name, localOf(holds)]);
  const stack = TerraformStack.of(resource);
  addGuardBlock(stack, "locals", local, Object.fromEntries(values));
  const checks = conditions.map((condition) => ({
    condition: expressionOf(condition, `local.${local}["${condition.name}"]`),
    error_message: literal(messageOf(phase, machine, condition)),
  }));
  if (phase.override === undefined) {
    resource.addOverride("lifecycle.precondition", checks);
  } else {
    const because = literal(`. The gate is overridden: ${phase.override.because}`);
    addGuardBlock(stack, "check", `${local}-overridden`, {
      assert: checks.map(({ condition, error_message }) => ({
        condition,
        error_message: error_message + because,
      })),
    });
  }
}

const migrationOf = onceLocked(({ node }: Fleet) => node.findAll().find(Migration.isMigration));

interface NamedCondition extends Condition {
  readonly name: string;
}

/** Conditions named after their gates; further conditions of the same gate get a number. */
function named(conditions: readonly Condition[]): readonly NamedCondition[] {
  const counts = new Map<string, number>();
  return conditions.map((condition) => {
    const count = (counts.get(condition.gate) ?? 0) + 1;
    counts.set(condition.gate, count);
    return { ...condition, name: count === 1 ? condition.gate : `${condition.gate}-${count}` };
  });
}

function localOf(holds: Holding): unknown {
  switch (holds.kind) {
    case "not-yet":
      return { open: false };
    case "from":
      return { from: time(holds.at) };
    case "outside":
      return { until: time(holds.from), from: time(holds.to) };
  }
}

function expressionOf({ holds }: Condition, local: string): string {
  const isBefore = `timecmp(plantimestamp(), ${local}.until) < 0`;
  const isAfter = `timecmp(plantimestamp(), ${local}.from) >= 0`;
  switch (holds.kind) {
    case "not-yet":
      return `\${${local}.open}`;
    case "from":
      return `\${${isAfter}}`;
    case "outside":
      return `\${${isBefore} || ${isAfter}}`;
  }
}

function messageOf(phase: Phase, { name }: Machine, { gate, because, remedy }: Condition): string {
  return `${phase.title}: gate ${gate} blocks the first deployment of ${name}: ${because}. To open it: ${remedy}`;
}

/** A time in Terraform's format (RFC 3339). */
function time(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
