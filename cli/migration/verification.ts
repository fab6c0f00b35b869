import {
  BuildTime,
  FleetError,
  type Machine,
  MeasuredGate,
  type Migration,
} from "../../constructs";
import { MachineMeasurement } from "../../constructs/migration/machine-measurement";
import { compare } from "./baseline";
import { type LoadedMigration, machineNamed } from "./load";
import { recordMeasurement } from "./record";
import { measure, measureBuild } from "./verify";

interface Measurement {
  readonly gate: MachineMeasurement;
  readonly machine?: Machine;
}

/**
 * Measures the gates of a machine, or of a phase without machines, and records the results.
 *
 * @param only - name of the only gate to measure
 * @returns whether all passed
 */
export async function verify(
  loaded: LoadedMigration,
  name: string,
  only: string | undefined,
): Promise<boolean> {
  const all = measurementsOf(loaded.migration, name);
  if (all.length === 0) {
    throw new FleetError(
      `${name} has no measured gate\n  remedy: declare a MeasuredGate for it, or correct the name`,
    );
  }
  const measurements = all.filter(({ gate }) => only === undefined || gate.name === only);
  if (measurements.length === 0) {
    throw new FleetError(
      `${name} has no measured gate ${only}\n  allowed: ${all.map(({ gate }) => gate.name).join(", ")}\n  remedy: correct --gate`,
    );
  }
  let hasPassed = true;
  for (const { gate, machine } of measurements) {
    if (gate instanceof MeasuredGate) {
      hasPassed = (await measureGate(loaded, gate, machine)) && hasPassed;
    }
  }
  const isCompared = measurements.some(({ gate }) => !(gate instanceof MeasuredGate));
  return (!isCompared || (await compare(loaded, name, {}))) && hasPassed;
}

async function measureGate(
  loaded: LoadedMigration,
  gate: MeasuredGate,
  machine: Machine | undefined,
): Promise<boolean> {
  process.stdout.write(`${gate.name}: ${gate.criterion} … `);
  const { app, migration } = loaded;
  const limit = (build: BuildTime) =>
    machine === undefined ? undefined : build.limit(machine.name, migration.ledger);
  const outcome =
    gate instanceof BuildTime
      ? await measureBuild(gate, machine, app.root, limit(gate))
      : await measure(gate, machine, app.root);
  recordMeasurement(loaded, gate.name, machine?.name, outcome);
  console.log(outcome.result === "passed" ? "passed" : `failed: ${outcome.note}`);
  return outcome.result === "passed";
}

/** The measurements of a machine, or of a phase without machines. */
function measurementsOf(migration: Migration, name: string): readonly Measurement[] {
  const gates = migration.gates.filter((gate) => gate instanceof MachineMeasurement);
  const ofPhase = gates.filter(
    ({ phase, machines }) => phase.node.id === name && machines.length === 0,
  );
  if (ofPhase.length > 0) return ofPhase.map((gate) => ({ gate }));
  const phase = migration.phases.find(({ node }) => node.id === name);
  const isMachine = migration.fleet.machines.some((one) => one.name === name);
  if (!isMachine && phase !== undefined && phase.machines.length > 0) {
    const names = phase.machines.map((one) => one.name).join(", ");
    throw new FleetError(
      `gates of phase ${name} are measured for each machine\n  allowed: ${names}\n  remedy: use the name of a machine`,
    );
  }
  const machine = machineNamed(migration, name);
  return gates
    .filter(({ machines }) => machines.includes(machine))
    .map((gate) => ({ gate, machine }));
}
