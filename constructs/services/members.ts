import { DarwinMachine } from "../darwin-machine";
import type { Fleet } from "../fleet";
import { Machine } from "../machine";
import { NixosMachine } from "../nixos-machine";
import { requireObjects } from "../require-objects";
import { type AnyTag, isTag, Tag } from "../tag";

/** Machines by name, or all with a tag. */
export type Member<M extends Machine = Machine> = M | AnyTag;

/** Members of one class, in the words of a role. */
export interface ClassMembers<M extends Machine> {
  readonly machines: readonly M[];
  readonly tags: readonly AnyTag[];
}

/** Members told apart by what they run, so that each gets the service that acts on it. */
export interface MembersByClass {
  readonly nixos: ClassMembers<NixosMachine>;
  readonly darwin: ClassMembers<DarwinMachine>;
}

/**
 * Refuses names in place of members.
 *
 * @param place - where the members stand, for messages: `servers of sshd`
 * @throws FleetError for a member that is neither a machine nor a tag
 */
export function requireMembers(place: string, members: readonly Member[]): void {
  requireObjects(
    `${place}: neither a machine nor a tag`,
    members,
    (value) => value instanceof Machine || isTag(value),
    "machines, tags made with new Tag, and Tag.ALL, Tag.NIXOS, Tag.DARWIN",
  );
}

/**
 * Tells members apart by class. A tag whose machines are all of one class stays a tag; of a mixed one the
 * machines are named, except `all`, of which clan has a tag for each class.
 */
export function membersByClass(fleet: Fleet, members: readonly Member[]): MembersByClass {
  return {
    nixos: membersOf(fleet, members, NixosMachine, Tag.NIXOS),
    darwin: membersOf(fleet, members, DarwinMachine, Tag.DARWIN),
  };
}

/** The machines that members stand for, each once. */
export function machinesOf(fleet: Fleet, members: readonly Member[]): readonly Machine[] {
  const machines = members.flatMap((member) =>
    member instanceof Machine ? [member] : fleet.machinesWith(member),
  );
  return [...new Set(machines)];
}

export function isEmpty({ machines, tags }: ClassMembers<Machine>): boolean {
  return machines.length === 0 && tags.length === 0;
}

function membersOf<M extends Machine>(
  fleet: Fleet,
  members: readonly Member[],
  MachineClass: abstract new (...args: never[]) => M,
  classTag: AnyTag,
): ClassMembers<M> {
  const isOfClass = (machine: Machine): machine is M => machine instanceof MachineClass;
  const machines = new Set<M>();
  const tags = new Set<AnyTag>();
  for (const member of members) {
    if (member instanceof Machine) {
      if (isOfClass(member)) machines.add(member);
      continue;
    }
    const reached = fleet.machinesWith(member);
    if (!reached.some(isOfClass)) continue;
    if (member === Tag.ALL) tags.add(classTag);
    else if (reached.every(isOfClass)) tags.add(member);
    else for (const machine of reached.filter(isOfClass)) machines.add(machine);
  }
  return { machines: [...machines], tags: [...tags] };
}
