import { join } from "node:path";
import { FleetError, type Machine, type Migration, NoRegression } from "../../constructs";
import { managedPreferences } from "../../constructs/migration/managed-preferences";
import { readTextFile, saveTextFile } from "../../writer";
import { oneLine, runHere, runOn } from "./commands";
import { type LoadedMigration, machineNamed } from "./load";
import { type RecordOptions, recordBaseline, recordMeasurement } from "./record";
import { compareStates, type Difference } from "./state/differences";
import { readDump } from "./state/dump";
import { type MachineState, printState, readState } from "./state/machine-state";
import { stateScript } from "./state/state-script";
import { local } from "./time";
import { type Outcome, tenths } from "./verify";

/** Timeout in seconds for reading the state of a machine. */
const DUMP_TIMEOUT = 300;
/** Timeout in seconds for building a configuration. */
const BUILD_TIMEOUT = 4 * 60 * 60;

export interface StateOptions {
  /** A saved dump, instead of reading the machine over ssh. */
  readonly from?: string;
}

export interface BaselineOptions extends StateOptions, RecordOptions {
  readonly buildSeconds?: number;
  readonly buildCommand?: string;
}

/** Path of a machine's baseline, relative to the output folder. */
export function baselinePath(machine: string): string {
  return `migration/baselines/${machine}.json`;
}

/** The script that prints the state of a machine. */
export function stateCommands(migration: Migration, host: string): string {
  return stateScript(managedPreferences(machineNamed(migration, host)));
}

/**
 * Saves the state of a machine before its migration, and records the baseline.
 *
 * @throws FleetError if it is deployed, or its state cannot be read
 */
export async function saveBaseline(
  loaded: LoadedMigration,
  host: string,
  options: BaselineOptions,
): Promise<void> {
  const { app, migration } = loaded;
  const machine = machineNamed(migration, host);
  const { at = new Date() } = options;
  const deployed = migration.ledger.deployedAt(host);
  if (deployed !== undefined && at >= deployed) {
    throw new FleetError(
      `${host} has been deployed since ${local(deployed)}: its current state is not a baseline\n  allowed: the state before its deployment\n  remedy: use an older dump, --from FILE --at TIME; if it was rolled back, record the rollback first`,
    );
  }
  const state = await stateOf(machine, app.root, options);
  const buildSeconds =
    options.buildSeconds ??
    (await buildTime(machine, app.root, options.buildCommand)) ??
    migration.ledger.baseline(host)?.buildSeconds;
  const path = baselinePath(host);
  saveTextFile(join(app.root, path), printState(state));
  recordBaseline(loaded, host, buildSeconds, { evidence: path, ...options, at });
  console.log(`saved: ${path}: ${summary(state)}`);
  console.log(
    buildSeconds === undefined
      ? "no build time: use --build-command or --build-seconds"
      : `build time: ${buildSeconds} s`,
  );
}

/**
 * Compares the state of a machine with its baseline, prints the differences, and records the result for each
 * `NoRegression` gate.
 *
 * @throws FleetError if it has no baseline, or its state cannot be read
 * @returns whether every difference is allowed
 */
export async function compare(
  loaded: LoadedMigration,
  host: string,
  options: StateOptions & RecordOptions,
): Promise<boolean> {
  const { app, migration } = loaded;
  const machine = machineNamed(migration, host);
  const before = savedState(app.root, host);
  const after = await stateOf(machine, app.root, options);
  const gates = migration.gates.filter(
    (gate): gate is NoRegression => gate instanceof NoRegression && gate.machines.includes(machine),
  );
  let isAsBefore = true;
  for (const gate of gates.length === 0 ? [undefined] : gates) {
    const allowed = (gate?.allowed ?? []).filter(
      ({ machines }) => machines === undefined || machines.includes(machine),
    );
    const { differences, needless } = compareStates(before, after, allowed);
    for (const difference of differences) console.log(line(difference));
    for (const { of, name } of needless) {
      console.log(`  unused entry in \`allowed\`: ${of} ${name}; remove it`);
    }
    const outcome = outcomeOf(differences);
    if (outcome.result === "failed") isAsBefore = false;
    console.log(`${gate?.name ?? host}: ${outcome.result}: ${outcome.note}`);
    if (gate !== undefined) {
      const evidence = options.from ?? baselinePath(host);
      recordMeasurement(loaded, gate.name, host, outcome, { evidence, ...options });
    }
  }
  return isAsBefore;
}

function line({ of, name, what, allowedBecause }: Difference): string {
  return `  ${of} ${name} ${what}${allowedBecause === undefined ? "" : `; allowed: ${allowedBecause}`}`;
}

function outcomeOf(differences: readonly Difference[]): Outcome {
  const wrong = differences.filter(({ allowedBecause }) => allowedBecause === undefined);
  const allowed = differences.length - wrong.length;
  if (wrong.length === 0) {
    return { result: "passed", note: `no regression, ${count(allowed)} allowed` };
  }
  const names = wrong.map(({ of, name, what }) => `${of} ${name} ${what}`).join("; ");
  return { result: "failed", note: oneLine(`${count(wrong.length)} not allowed: ${names}`) };
}

function count(differences: number): string {
  return differences === 1 ? "1 difference" : `${differences} differences`;
}

function savedState(root: string, host: string): MachineState {
  const path = baselinePath(host);
  const text = readTextFile(join(root, path));
  if (text !== undefined) return readState(text, path);
  throw new FleetError(
    `${host} has no baseline\n  allowed: ${path}, committed to git\n  remedy: before its deployment, run fleet migration baseline ${host}`,
  );
}

async function stateOf(
  machine: Machine,
  folder: string,
  { from }: StateOptions,
): Promise<MachineState> {
  const state =
    from === undefined ? await stateOverSsh(machine, folder) : readDump(dump(from), from);
  if (state.host.split(".")[0]?.toLowerCase() !== machine.name) {
    console.error(`note: the host name of the machine is ${state.host}, not ${machine.name}`);
  }
  return state;
}

function dump(path: string): string {
  const text = readTextFile(path);
  if (text !== undefined) return text;
  throw new FleetError(`file not found: ${path}\n  remedy: correct --from`);
}

async function stateOverSsh(machine: Machine, folder: string): Promise<MachineState> {
  const script = stateScript(managedPreferences(machine));
  const ran = await runOn(machine, script, { folder, timeout: DUMP_TIMEOUT });
  if (ran.code === 0) return readDump(ran.output, machine.name);
  const reason = ran.isLate ? `no answer after ${DUMP_TIMEOUT} seconds` : oneLine(ran.error);
  throw new FleetError(
    `cannot read ${machine.name} over ssh: ${reason}\n  remedy: fix ssh; or run the script that \`fleet migration baseline ${machine.name} --commands\` prints on it, save its output, and use --from FILE`,
  );
}

/** The time of the second of two runs in seconds, to exclude downloads. */
async function buildTime(
  machine: Machine,
  folder: string,
  command: string | undefined,
): Promise<number | undefined> {
  if (command === undefined) return undefined;
  const options = { folder, machine, timeout: BUILD_TIMEOUT };
  let ran = await runHere(command, options);
  if (ran.code === 0) ran = await runHere(command, options);
  if (ran.code === 0) return tenths(ran.seconds);
  throw new FleetError(
    `the build failed: ${oneLine(ran.error)}\n  remedy: correct --build-command; it runs in ${folder}`,
  );
}

function summary(state: MachineState): string {
  const of = (things: object, what: string) => `${Object.keys(things).length} ${what}`;
  return [
    of(state.packages, "packages"),
    of(state.leaves, "formulae"),
    of(state.casks, "casks"),
    of(state.taps, "taps"),
    of(state.services, "services"),
    of(state.preferences, "preferences"),
    `shell ${state.shell}`,
  ].join(", ");
}
