import { type MachineChange, type MachinePair, machineChanges, machinePairs } from "./machines";
import { EMPTY_RECORD, type FleetRecord, RECORD_FILE } from "./record";
import { compareStack, type ResourceChange, type StackComparison } from "./terraform/compare";
import { type Configuration, namedOnly, readConfiguration } from "./terraform/configuration";
import type { State } from "./terraform/state";

/** The files of an output folder, or the rendered files of a fleet, by path. */
export type Files = ReadonlyMap<string, string>;

export interface Side {
  readonly files: Files;
  readonly record: FleetRecord;
}

/** The changes of a stack. */
export interface StackChange {
  readonly stack: string;
  /** Its former id. */
  readonly movedFrom?: string;
  readonly isNew: boolean;
  readonly isGone: boolean;
  /** Whether its resources are compared with the last synth or with a state. */
  readonly against: "record" | "state";
  readonly resources: readonly ResourceChange[];
  readonly before: Configuration | undefined;
  readonly after: Configuration | undefined;
  readonly state: State | undefined;
}

/** The differences between the last synth and the fleet. */
export interface FleetChanges {
  readonly machines: readonly MachineChange[];
  readonly pairs: readonly MachinePair[];
  readonly stacks: readonly StackChange[];
  readonly before: FleetRecord;
  readonly after: FleetRecord;
  /** Unreadable files of stacks without a record. */
  readonly unreadable: readonly string[];
  /** Machines with another disk layout, whose former one is in no record. */
  readonly unrecordedDisks: readonly string[];
  /** Whether there is a record that cannot be read, as after a merge conflict. */
  readonly isRecordDamaged: boolean;
}

const STACK_FILE = /^terraform\/stacks\/([^/]+)\/cdk\.tf\.json$/;
const HOST_FILE = /^modules\/hosts\/([^/]+)\/default\.nix$/;
const DISK_FILE = /^modules\/hosts\/([^/]+)\/disko\.nix$/;

/**
 * Compares the last synth with the fleet.
 *
 * @param states - the available states, by stack
 */
export function compareFleets(
  before: { readonly files: Files; readonly record: FleetRecord | undefined },
  after: Side,
  states: ReadonlyMap<string, State>,
): FleetChanges {
  const record = before.record ?? recordOfFiles(before.files);
  const pairs = machinePairs(record, after.record);
  return {
    pairs,
    machines: machineChanges(pairs),
    stacks: stackChanges({ files: before.files, record }, after, states),
    unreadable: before.record === undefined ? unreadableStacks(before.files) : [],
    unrecordedDisks: before.record === undefined ? changedDisks(before.files, after.files) : [],
    isRecordDamaged: before.record === undefined && before.files.has(RECORD_FILE),
    before: record,
    after: after.record,
  };
}

/** The record for an output folder without one: only the names of machines are known. */
function recordOfFiles(files: Files): FleetRecord {
  const names = [...files.keys()].flatMap((path) => HOST_FILE.exec(path)?.[1] ?? []);
  const machine = { machineClass: "unknown", platform: "unknown", roles: [], tags: [] };
  return {
    ...EMPTY_RECORD,
    machines: Object.fromEntries(names.map((name) => [name, machine])),
  };
}

/** Files of stacks that are no JSON, as after a merge conflict. */
function unreadableStacks(files: Files): readonly string[] {
  return [...files]
    .filter(([path, text]) => STACK_FILE.test(path) && readConfiguration(text) === undefined)
    .map(([path]) => path);
}

/** The machines with a file of a disk layout that differs in more than comments. */
function changedDisks(before: Files, after: Files): readonly string[] {
  return [...before].flatMap(([path, text]) => {
    const [, machine] = DISK_FILE.exec(path) ?? [];
    const now = after.get(path);
    if (machine === undefined || now === undefined) return [];
    return withoutComments(text) === withoutComments(now) ? [] : [machine];
  });
}

function withoutComments(nix: string): string {
  return nix.replace(/^\s*#.*\n/gm, "");
}

function stackChanges(
  before: Side,
  { files, record }: Side,
  states: ReadonlyMap<string, State>,
): readonly StackChange[] {
  const present = idsIn(files);
  const known = new Map(
    [...new Set([...idsIn(before.files), ...idsOf(before.record)])].flatMap((id) => {
      const configuration = configurationBefore(id, before);
      return configuration === undefined ? [] : [[id, configuration] as const];
    }),
  );
  const formerIds = new Map(
    present.map((id) => [id, formerId(id, record.stacks[id]?.movedFrom, known)]),
  );
  const renamed = new Set(
    [...formerIds].filter(([id, from]) => id !== from).map(([, from]) => from),
  );
  const all = [...new Set([...known.keys(), ...present])].filter((id) => !renamed.has(id)).sort();
  return all.map((stack) => {
    const from = formerIds.get(stack) ?? stack;
    const compared = {
      before: known.get(from),
      after: readConfiguration(files.get(pathOf(stack))),
      state: states.get(from) ?? states.get(stack),
    };
    return {
      stack,
      ...(from !== stack && { movedFrom: from }),
      isNew: !known.has(from),
      isGone: !files.has(pathOf(stack)),
      against: compared.state === undefined ? "record" : "state",
      resources: files.has(pathOf(stack)) ? compareStack(compared) : leftBehind(compared),
      ...compared,
    };
  });
}

function idsIn(files: Files): readonly string[] {
  return [...files.keys()].flatMap((path) => STACK_FILE.exec(path)?.[1] ?? []);
}

/** The stacks of the machines. */
function idsOf({ machines }: FleetRecord): readonly string[] {
  return Object.values(machines).flatMap(({ stack }) => stack ?? []);
}

/** The configuration of a stack in its file or, if the file is missing or damaged, in the record. */
function configurationBefore(id: string, { files, record }: Side): Configuration | undefined {
  const configuration = readConfiguration(files.get(pathOf(id)));
  if (configuration !== undefined) return configuration;
  const addresses = Object.values(record.machines)
    .filter(({ stack }) => stack === id)
    .flatMap(({ server }) => server?.addresses ?? []);
  return addresses.length === 0 ? undefined : namedOnly(addresses);
}

/** A removed stack is not applied any more: its resources continue to exist, but nothing manages them. */
function leftBehind(compared: StackComparison): readonly ResourceChange[] {
  return compareStack(compared).map((change) => ({ ...change, action: "abandon" }));
}

/** The former id of a stack. `movedFrom` has an effect until a synth has written the stack with its new id. */
function formerId(
  id: string,
  movedFrom: string | undefined,
  known: ReadonlyMap<string, Configuration>,
): string {
  return movedFrom === undefined || known.has(id) || !known.has(movedFrom) ? id : movedFrom;
}

function pathOf(stack: string): string {
  return `terraform/stacks/${stack}/cdk.tf.json`;
}
