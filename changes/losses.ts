import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../constructs/diagnostics/finding";
import type { FleetChanges, StackChange } from "./compare";
import { installedProblems } from "./installed";
import type { MachinePair } from "./machines";
import { machineMoveCommands, moveCommands } from "./move-commands";
import type { ResourceChange } from "./terraform/compare";
import { ways } from "./ways";

/** What is wrong with a change, and the machine or stack that it is about. */
export interface Loss {
  readonly machine?: string;
  readonly stack?: string;
  readonly finding: Finding;
}

/** Everything that would be lost without the fleet saying so by name. */
export function losses(changes: FleetChanges, neverApplied: ReadonlySet<string>): readonly Loss[] {
  const found = [
    ...changes.stacks.flatMap((stack) => stackLosses(stack, changes)),
    ...changes.pairs.flatMap((pair) => machineLosses(pair, changes)),
    ...changes.pairs.flatMap((pair) => installedProblems(pair, changes)),
  ];
  return found.filter(
    ({ machine = "", stack = "" }) => !neverApplied.has(machine) && !neverApplied.has(stack),
  );
}

/** The changes that lose something, by the name that the fleet knows it by. */
export function isDestructive({ stacks }: FleetChanges): boolean {
  return stacks.some(({ resources }) => resources.some(({ loses }) => loses !== undefined));
}

function stackLosses(stack: StackChange, changes: FleetChanges): readonly Loss[] {
  // What the last synth had, too, is no change of the fleet: a state may have drifted.
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
    ...(unsafe.length > 0 ? [stillProtected(unsafe, stack)] : []),
  ];
}

/** Whether a resource is replaced only because its creation failed. */
function isRepair({ attributes, replacedBecauseOf }: ResourceChange): boolean {
  const isTainted =
    replacedBecauseOf.length > 0 && replacedBecauseOf.every((one) => one === "tainted");
  return isTainted && !attributes.some(({ replaces }) => replaces);
}

/** The resources of each machine together; those of none under the empty name. */
function groupByMachine(
  resources: readonly ResourceChange[],
  { stack, movedFrom = stack }: StackChange,
  { before, pairs }: FleetChanges,
): ReadonlyMap<string, readonly ResourceChange[]> {
  const groups = new Map<string, ResourceChange[]>();
  for (const resource of resources) {
    const { address, movedFrom: former = address } = resource;
    const [owner = ""] =
      Object.entries(before.machines).find(
        ([, machine]) => machine.stack === movedFrom && machine.server?.addresses.includes(former),
      ) ?? [];
    const name = pairs.find(({ formerName }) => formerName === owner)?.name ?? owner;
    groups.set(name, [...(groups.get(name) ?? []), resource]);
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
  const now = pair?.after?.stack;
  if (now !== undefined && now !== stack) {
    return { ...place, finding: movedMachine(machine, resources, movedFrom, now, pair) };
  }
  return { ...place, finding: destroyedResources(machine, resources, stack) };
}

/** Whether the state at hand says that there is nothing of a machine. */
function isUnapplied({ before }: MachinePair, { stacks }: FleetChanges): boolean {
  const place = stacks.find(({ stack, movedFrom = stack }) => movedFrom === before?.stack);
  const addresses = before?.server?.addresses ?? [];
  if (place?.state === undefined || addresses.length === 0) return false;
  return !addresses.some((address) => place.state?.has(address));
}

/** Machines that are gone and that no stack loses: those at home, and Macs. */
function machineLosses(pair: MachinePair, changes: FleetChanges): readonly Loss[] {
  const { name, before, after } = pair;
  if (before === undefined || after !== undefined || before.retire !== undefined) return [];
  const isRented = before.server !== undefined;
  if (isRented && (isUnapplied(pair, changes) || isNoLonger(pair, changes))) return [];
  const isReported = changes.stacks.some(({ resources, stack, movedFrom = stack }) => {
    const isOfMachine = ({ address, loses }: ResourceChange) =>
      loses !== undefined && before.server?.addresses.includes(address);
    return movedFrom === before.stack && resources.some(isOfMachine);
  });
  if (isReported) return [];
  return [{ machine: name, finding: removedMachine(name, [], changes) }];
}

/** Whether the last synth had nothing of a machine's server any more. */
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
        summary: `stack ${id} is not in the fleet any more: nothing manages what it has made, ${listed(left)}`,
        value: id,
        allowed: "a stack without servers, volumes and addresses, or one that has another id now",
        remedy: ways([
          `to rename it, \`movedFrom: ${JSON.stringify(id)}\` on the stack that has its machines now; then, before the next apply:`,
          ...moveCommands(stack.before, id, newIdOf(stack, changes)).map((line) => `    ${line}`),
          "to destroy it, keep the stack and give its machines `protection: false`, apply, then `retire: true`, apply, and remove it",
          "to keep what it has made outside the fleet, keep the stack and give its machines `retire: { keep: true }`, apply, and remove it",
          neverAppliedWay(id),
        ]),
      },
    },
  ];
}

/** The stack that has the machines of one that is gone. */
function newIdOf({ stack }: StackChange, { pairs }: FleetChanges): string {
  const heir = pairs.find(({ before, after }) => before?.stack === stack && after?.stack);
  return heir?.after?.stack ?? "NEW_ID";
}

function removedMachine(
  machine: string,
  resources: readonly ResourceChange[],
  { pairs }: FleetChanges,
): Finding {
  const news = pairs.filter(({ before, after }) => before === undefined && after !== undefined);
  const [candidate] = news;
  const lost =
    resources.length > 0
      ? `the next apply destroys ${listed(resources)}`
      : "nothing updates it any more, and its secrets stay behind in sops/ and vars/";
  return {
    code: "machine-removed",
    summary: `machine ${machine} is not in the fleet any more: ${lost}`,
    value: machine,
    allowed: "a machine that was retired, or that has another name now",
    remedy: ways([
      `to rename it, \`movedFrom: ${JSON.stringify(machine)}\` on ${candidate === undefined ? "the machine of the new name" : `machine ${candidate.name}`}`,
      ...retirementWays("put the machine back", resources),
      neverAppliedWay(machine),
    ]),
  };
}

function movedMachine(
  machine: string,
  resources: readonly ResourceChange[],
  from: string,
  to: string,
  pair: MachinePair | undefined,
): Finding {
  return {
    code: "machine-moved",
    summary: `machine ${machine} is in stack ${to} now: the next apply of ${from} destroys ${listed(resources)}`,
    value: machine,
    allowed: `a machine that says with \`movedFrom\` that it comes from stack ${from}`,
    remedy: ways([
      `to move it, \`movedFrom: { stack: ${JSON.stringify(from)} }\` on the machine; then, before the next apply:`,
      ...(pair === undefined ? [] : machineMoveCommands(pair).map((line) => `    ${line}`)),
      "    (of states in another backend: state pull before, and state push after)",
      neverAppliedWay(machine),
    ]),
  };
}

function destroyedResources(
  machine: string,
  resources: readonly ResourceChange[],
  stack: string,
): Finding {
  const replaced = resources.filter(({ action }) => action === "replace");
  const reasons = replaced.flatMap(({ address, attributes }) =>
    attributes.filter(({ replaces }) => replaces).map(({ name }) => `${address} by its ${name}`),
  );
  const verb = replaced.length === resources.length ? "replaces" : "destroys";
  const why = reasons.length > 0 ? ` (replaced: ${reasons.join(", ")})` : "";
  const addresses = resources.map(({ address }) => address);
  return {
    code: "resource-destroyed",
    summary: `the next apply of stack ${stack} ${verb} ${listed(resources)}${why}`,
    value: machine === "" ? addresses.join(", ") : machine,
    allowed: "what the fleet gives up by name",
    remedy: ways([
      ...(replaced.length > 0
        ? ["to keep it, put back what replaces it"]
        : [
            "to rename a volume, `movedFrom` with its old name",
            ...(machine === ""
              ? [
                  `to destroy it, \`retire: { ${JSON.stringify(addresses[0])}: true }\` on the stack; to let Terraform forget it, \`{ keep: true }\` in place of true`,
                ]
              : retirementWays("put it back", resources)),
          ]),
      neverAppliedWay(machine || stack),
    ]),
  };
}

function stillProtected(resources: readonly ResourceChange[], { stack }: StackChange): Loss {
  return {
    stack,
    finding: {
      code: "retire-protected",
      summary: `what is retired is still protected at Hetzner, and the apply would stop half-way: ${listed(resources)}`,
      value: resources.map(({ address }) => address).join(", "),
      allowed: "what was applied with `protection: false`",
      remedy: ways([
        "to destroy it, `protection: false` in place of `retire`, synth and apply, which changes nothing else; then `retire: true`",
        "to keep it outside the fleet, `retire: { keep: true }`",
        neverAppliedWay(stack),
      ]),
    },
  };
}

function retirementWays(start: string, resources: readonly ResourceChange[]): readonly string[] {
  const isProtected = resources.some((resource) => resource.isProtected);
  const destroy = isProtected
    ? "with `protection: false`, synth and apply; then `retire: true`, synth and apply"
    : "with `retire: true`, synth and apply";
  return [
    `to destroy it, ${start} ${destroy}; then remove it`,
    `to keep it outside the fleet, ${start} with \`retire: { keep: true }\`, synth and apply; then remove it`,
  ];
}

function neverAppliedWay(name: string): string {
  return `if it was never applied, npx fleet synth --never-applied ${name}`;
}

function listed(resources: readonly ResourceChange[]): string {
  return resources.map(({ address, loses }) => `${address} (${loses})`).join(", ");
}
