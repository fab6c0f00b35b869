import { isDeepStrictEqual } from "node:util";
import type { FleetChanges, StackChange } from "./compare";
import { droppedBlockNotes } from "./dropped-blocks";
import type { MachinePair } from "./machines";
import {
  backendOf,
  folderOf,
  localStateFile,
  onStates,
  pushed,
  type StatePlace,
} from "./state-place";

/** The commands that bring the state and the deploy key of a stack to the place of its new id, in the output folder. */
export function moveCommands(from: StatePlace, now: StatePlace): readonly string[] {
  const [old, present] = [folderOf(from), folderOf(now)];
  const key = `${old}/.terraform-deploy-key`;
  return [
    ...stateMoves(from, now),
    `[ ! -e ${key} ] || { mkdir -p ${present} && mv ${key} ${present}/; }`,
  ];
}

/** None where both stacks have their state at one place. */
function stateMoves(from: StatePlace, now: StatePlace): readonly string[] {
  const [oldFile, file] = [from, now].map(localStateFile);
  if (oldFile !== undefined && file !== undefined) {
    return [`mkdir -p ${folderOf(now)} && mv ${oldFile} ${file}`];
  }
  return isDeepStrictEqual(backendOf(from), backendOf(now))
    ? []
    : onStates([from, now], [pushed(now, from.stack)]);
}

/** The commands that bring what machines have from the state of one stack to that of another, in the output folder. */
export function machineMoveCommands(
  pairs: readonly MachinePair[],
  from: StatePlace,
  to: StatePlace,
): readonly string[] {
  const files = `-state="$states/${from.stack}.tfstate" -state-out="$states/${to.stack}.tfstate"`;
  const moves = pairs
    .flatMap(movedAddresses)
    .map(([old, present]) => `"$terraform" -chdir="$states" state mv ${files} ${old} ${present}`);
  // In both states for a moment, rather than in none of them.
  return onStates([from, to], [...moves, pushed(to), pushed(from)]);
}

/** What a machine had and has still, by its addresses before and now. */
function movedAddresses({ before, after }: MachinePair): readonly (readonly [string, string])[] {
  const had = new Set(before?.server?.addresses);
  const { addresses = [], formerAddresses = addresses } = after?.server ?? {};
  return formerAddresses
    .map((old, index) => [old, addresses[index] ?? old] as const)
    .filter(([old]) => had.has(old));
}

/** Where the state of a stack of the last synth is, once the states of renamed stacks are moved. */
export function formerPlace(stack: string, { stacks }: FleetChanges): StatePlace {
  const change = stacks.find((one) => (one.movedFrom ?? one.stack) === stack);
  return change === undefined || change.isGone
    ? { stack, configuration: change?.before }
    : presentPlace(change);
}

/** Where the state of a stack of the fleet is. */
export function placeOf(stack: string, { stacks }: FleetChanges): StatePlace {
  const change = stacks.find((one) => one.stack === stack);
  return change === undefined ? { stack, configuration: undefined } : presentPlace(change);
}

function presentPlace({ stack, after }: StackChange): StatePlace {
  return { stack, configuration: after };
}

/**
 * The steps before the next apply, one per line; commands are indented.
 *
 * @param folder - the output folder, in which the commands run
 */
export function moveNotes(changes: FleetChanges, folder: string): readonly string[] {
  return [
    ...changes.stacks.flatMap((change) => renameNotes(change, folder)),
    ...machineNotes(changes, folder),
    ...changes.pairs.flatMap(returnNotes),
    ...changes.stacks.flatMap(droppedBlockNotes),
  ];
}

/** A machine that was retired and kept is not in the state: its name would stop the next apply. */
function returnNotes({ name, before, after }: MachinePair): readonly string[] {
  const stack = after?.stack;
  if (before?.retire !== "keep" || after?.retire !== undefined || stack === undefined) return [];
  return [
    `machine ${name} was given up and kept: if that was applied, bring it back before the next apply, with what this prints`,
    `  HCLOUD_TOKEN=… npx fleet doctor --stack ${stack}`,
  ];
}

function renameNotes(change: StackChange, folder: string): readonly string[] {
  const { stack, movedFrom, before } = change;
  if (movedFrom === undefined) return [];
  const commands = moveCommands({ stack: movedFrom, configuration: before }, presentPlace(change));
  return [
    `stack ${stack} was ${movedFrom}: run this in ${folder} before the next apply`,
    ...commands.map((line) => `  ${line}`),
  ];
}

function machineNotes(changes: FleetChanges, folder: string): readonly string[] {
  const groups = new Map<string, MachinePair[]>();
  for (const pair of changes.pairs) {
    const [named, to] = [pair.after?.movedFrom?.stack, pair.after?.stack];
    if (named === undefined || to === undefined || to === named) continue;
    const formerId = (id: string) =>
      changes.stacks.find(({ stack }) => stack === id)?.movedFrom ?? id;
    // A renamed stack may have its new id there, and its state moves as a whole.
    const from = formerId(named);
    if (pair.before?.stack !== from || formerId(to) === from) continue;
    const key = `${from}/${to}`;
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups].flatMap(([key, pairs]) => {
    const [from = "", to = ""] = key.split("/");
    const names = pairs.map(({ name }) => name).join(", ");
    const [subject, verb] = pairs.length > 1 ? ["machines", "were"] : ["machine", "was"];
    return [
      `${subject} ${names} ${verb} in stack ${from}: run this in ${folder} before the next apply`,
      ...machineMoveCommands(pairs, formerPlace(from, changes), placeOf(to, changes)).map(
        (line) => `  ${line}`,
      ),
    ];
  });
}
