import { type MachineChange, type MachinePair, machineChanges, machinePairs } from "./machines";
import { EMPTY_RECORD, type FleetRecord } from "./record";
import { compareStack, type ResourceChange, type StackComparison } from "./terraform/compare";
import { type Configuration, readConfiguration } from "./terraform/configuration";
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
}

const STACK_FILE = /^terraform\/stacks\/([^/]+)\/cdk\.tf\.json$/;
const HOST_FILE = /^modules\/hosts\/([^/]+)\/default\.nix$/;

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
    stacks: stackChanges(before.files, after, states),
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

function stackChanges(
  before: Files,
  { files, record }: Side,
  states: ReadonlyMap<string, State>,
): readonly StackChange[] {
  const ids = (of: Files) => [...of.keys()].flatMap((path) => STACK_FILE.exec(path)?.[1] ?? []);
  const formerIds = new Map(
    ids(files).map((id) => [id, formerId(id, record.stacks[id]?.movedFrom, before)]),
  );
  const renamed = new Set(
    [...formerIds].filter(([id, from]) => id !== from).map(([, from]) => from),
  );
  const all = [...new Set([...ids(before), ...ids(files)])].filter((id) => !renamed.has(id)).sort();
  return all.map((stack) => {
    const from = formerIds.get(stack) ?? stack;
    const compared = {
      before: readConfiguration(before.get(pathOf(from))),
      after: readConfiguration(files.get(pathOf(stack))),
      state: states.get(from) ?? states.get(stack),
    };
    return {
      stack,
      ...(from !== stack && { movedFrom: from }),
      isNew: !before.has(pathOf(from)),
      isGone: !files.has(pathOf(stack)),
      against: compared.state === undefined ? "record" : "state",
      resources: files.has(pathOf(stack)) ? compareStack(compared) : leftBehind(compared),
      ...compared,
    };
  });
}

/** A removed stack is not applied any more: its resources continue to exist, but nothing manages them. */
function leftBehind(compared: StackComparison): readonly ResourceChange[] {
  return compareStack(compared).map((change) => ({ ...change, action: "abandon" }));
}

/** The former id of a stack. `movedFrom` has an effect until a synth has written the stack with its new id. */
function formerId(id: string, movedFrom: string | undefined, before: Files): string {
  if (movedFrom === undefined || before.has(pathOf(id)) || !before.has(pathOf(movedFrom)))
    return id;
  return movedFrom;
}

function pathOf(stack: string): string {
  return `terraform/stacks/${stack}/cdk.tf.json`;
}
