import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../constructs/diagnostics/finding";
import { changedBackend } from "./changed-backend";
import { changedStateVersion } from "./changed-state-version";
import type { FleetChanges, StackChange } from "./compare";
import { deletedBackups, deletesBackups } from "./deleted-backups";
import { installedProblems } from "./installed";
import {
  destroyedResources,
  listed,
  movedMachine,
  neverAppliedWay,
  otherClass,
  removedMachine,
  stillProtected,
} from "./loss-findings";
import { isOtherClass, type MachinePair } from "./machines";
import { shrunkVolumes } from "./shrunk-volumes";
import type { ResourceChange } from "./terraform/compare";
import { unrecordedDisks } from "./unrecorded-disks";
import { ways } from "./ways";

/** A destructive change, with its machine or stack. */
export interface Loss {
  readonly machine?: string;
  readonly stack?: string;
  readonly finding: Finding;
}

/** All losses that the fleet does not declare explicitly. */
export function losses(changes: FleetChanges, neverApplied: ReadonlySet<string>): readonly Loss[] {
  const found: readonly Loss[] = [
    ...changes.stacks.flatMap((stack) => stackLosses(stack, changes)),
    ...changes.pairs.flatMap((pair) => machineLosses(pair, changes)),
    ...changes.pairs.flatMap((pair) => installedProblems(pair, changes)),
    ...unrecordedDisks(changes),
    ...changes.pairs.flatMap((pair) =>
      changedStateVersion(pair).map((finding) => ({ machine: pair.name, finding })),
    ),
    ...changes.stacks.flatMap((stack) =>
      changedBackend(stack).map((finding) => ({ stack: stack.stack, finding })),
    ),
  ];
  return found.filter(
    ({ machine = "", stack = "" }) => !neverApplied.has(machine) && !neverApplied.has(stack),
  );
}

/** Whether an apply loses data or an address, declared explicitly or not. */
export function isDestructive({ stacks }: FleetChanges): boolean {
  return stacks.some(({ resources }) => resources.some(({ loses }) => loses !== undefined));
}

function stackLosses(stack: StackChange, changes: FleetChanges): readonly Loss[] {
  // If the configuration did not change, only the state has drifted.
  if (isDeepStrictEqual(stack.before, stack.after)) return [];
  const lost = stack.resources.filter((change) => change.loses !== undefined && !isRepair(change));
  if (stack.isGone) return goneStack(stack, lost, changes);
  const retired = new Set(changes.after.stacks[stack.stack]?.retired ?? []);
  const undeclared = lost.filter(({ address }) => !retired.has(address));
  const unsafe = lost.filter(
    ({ address, action, isProtected }) =>
      retired.has(address) && action === "destroy" && isProtected,
  );
  const groups = groupByMachine(undeclared, stack, changes);
  return [
    ...[...groups].map(([machine, resources]) => lostParts(machine, resources, stack, changes)),
    ...(unsafe.length > 0
      ? [{ stack: stack.stack, finding: stillProtected(unsafe, stack.stack) }]
      : []),
    ...stack.resources.filter(deletesBackups).map((resource) => ({
      ...ownerOf(resource, stack, changes),
      finding: deletedBackups(resource),
    })),
    ...shrunkVolumes(stack.resources).map((finding) => ({ stack: stack.stack, finding })),
  ];
}

/** Whether a resource is replaced only because its creation failed. */
function isRepair({ attributes, replacedBecauseOf }: ResourceChange): boolean {
  const isTainted =
    replacedBecauseOf.length > 0 && replacedBecauseOf.every((one) => one === "tainted");
  return isTainted && !attributes.some(({ replaces }) => replaces);
}

/** The machine that owns a resource, by its present name. */
function ownerOf(
  { address, movedFrom: former = address }: ResourceChange,
  { stack, movedFrom = stack }: StackChange,
  { before, pairs }: FleetChanges,
): { readonly machine?: string; readonly stack: string } {
  const owner = Object.entries(before.machines).find(
    ([, machine]) => machine.stack === movedFrom && machine.server?.addresses.includes(former),
  )?.[0];
  if (owner === undefined) return { stack };
  return { stack, machine: pairs.find(({ formerName }) => formerName === owner)?.name ?? owner };
}

/** The resources by machine; resources without a machine have the empty name. */
function groupByMachine(
  resources: readonly ResourceChange[],
  stack: StackChange,
  changes: FleetChanges,
): ReadonlyMap<string, readonly ResourceChange[]> {
  const groups = new Map<string, ResourceChange[]>();
  for (const resource of resources) {
    const { machine = "" } = ownerOf(resource, stack, changes);
    groups.set(machine, [...(groups.get(machine) ?? []), resource]);
  }
  return groups;
}

function lostParts(
  machine: string,
  resources: readonly ResourceChange[],
  { stack, movedFrom = stack }: StackChange,
  changes: FleetChanges,
): Loss {
  const pair = changes.pairs.find(({ name }) => name === machine);
  const place = machine === "" ? { stack } : { machine, stack };
  if (machine !== "" && pair?.after === undefined) {
    return { ...place, finding: removedMachine(machine, resources, changes) };
  }
  if (pair !== undefined && isOtherClass(pair)) {
    return { ...place, finding: otherClass(pair, resources) };
  }
  const now = pair?.after?.stack;
  if (now !== undefined && now !== stack) {
    return { ...place, finding: movedMachine(machine, resources, movedFrom, now) };
  }
  return { ...place, finding: destroyedResources(machine, resources, stack) };
}

/** Whether there is a state, and it contains no resource of the machine. */
function isUnapplied({ before }: MachinePair, { stacks }: FleetChanges): boolean {
  const place = stacks.find(({ stack, movedFrom = stack }) => movedFrom === before?.stack);
  const addresses = before?.server?.addresses ?? [];
  if (place?.state === undefined || addresses.length === 0) return false;
  return !addresses.some((address) => place.state?.has(address));
}

/** Machines that are removed or replaced by one of another class, and that no stack reports. */
function machineLosses(pair: MachinePair, changes: FleetChanges): readonly Loss[] {
  const { name, before, after } = pair;
  if (before === undefined || before.retire !== undefined) return [];
  const isReplaced = isOtherClass(pair);
  if (after !== undefined && !isReplaced) return [];
  const isRented = before.server !== undefined;
  if (isRented && (isUnapplied(pair, changes) || isNoLonger(pair, changes))) return [];
  const isReported = changes.stacks.some(({ resources, stack, movedFrom = stack }) => {
    const isOfMachine = ({ address, loses }: ResourceChange) =>
      loses !== undefined && before.server?.addresses.includes(address);
    return movedFrom === before.stack && resources.some(isOfMachine);
  });
  if (isReported) return [];
  const finding = isReplaced ? otherClass(pair, []) : removedMachine(name, [], changes);
  return [{ machine: name, finding }];
}

/** Whether the last synth already had no resource of the machine. */
function isNoLonger({ before }: MachinePair, { stacks }: FleetChanges): boolean {
  const place = stacks.find(({ stack, movedFrom = stack }) => movedFrom === before?.stack);
  return !before?.server?.addresses.some((address) => place?.before?.resources.has(address));
}

function goneStack(
  stack: StackChange,
  lost: readonly ResourceChange[],
  changes: FleetChanges,
): readonly Loss[] {
  const id = stack.stack;
  const movedAway = changes.pairs
    .filter(({ after }) => after?.movedFrom?.stack === id)
    .flatMap(({ before }) => before?.server?.addresses ?? []);
  const left = lost.filter(({ address }) => !movedAway.includes(address));
  if (left.length === 0) return [];
  return [
    {
      stack: id,
      finding: {
        code: "stack-removed",
        summary: `stack ${id} is no longer in the fleet: nothing would manage its resources ${listed(left)}`,
        value: id,
        allowed: "removal of a stack without servers, volumes and addresses, or a renamed stack",
        remedy: ways([
          `to rename it, set \`movedFrom: ${JSON.stringify(id)}\` on the stack ${newIdOf(stack, changes)}; synth then prints the commands that move its state`,
          "to destroy it, keep the stack, set `protection: false` in the `server` of its machines and apply; then set `retire: true` on the machines and apply; then remove the stack",
          "to keep its resources outside the fleet, keep the stack, set `retire: { keep: true }` on its machines and apply; then remove the stack",
          neverAppliedWay(id),
        ]),
      },
    },
  ];
}

/** The stack that now has the machines of a removed stack. */
function newIdOf({ stack }: StackChange, { pairs }: FleetChanges): string {
  const moved = pairs.find(
    (pair) => pair.before?.stack === stack && pair.after?.stack && !isOtherClass(pair),
  );
  return moved?.after?.stack ?? "with the new id";
}
