import type { IConstruct } from "constructs";
import { objectsIn } from "../diagnostics/objects";
import type { Fleet } from "../fleet";
import { DarwinMachine } from "../machine/darwin-machine";
import { Machine } from "../machine/machine";
import { NixosMachine } from "../machine/nixos-machine";
import { type AnyTag, TAGS, Tag } from "../tag";

/** Machines, or all machines with a tag. */
export type Member<M extends Machine = Machine> = M | AnyTag;

/** Members of one class, as in a role. */
export interface ClassMembers<M extends Machine> {
  readonly machines: readonly M[];
  readonly tags: readonly AnyTag[];
}

/** Members by class, so that each gets the service for its class. */
export interface MembersByClass {
  readonly nixos: ClassMembers<NixosMachine>;
  readonly darwin: ClassMembers<DarwinMachine>;
}

/**
 * The members that are machines or tags; reports anything else.
 *
 * @param place - place of the members, for messages: `servers of sshd`
 */
export function membersIn<M extends Machine>(
  construct: IConstruct,
  place: string,
  members: readonly Member<M>[],
): readonly Member<M>[] {
  return objectsIn(construct, place, members, isMember<M>, `machines, and ${TAGS}`);
}

/**
 * Splits members by class. A tag with machines of one class stays a tag. A tag with machines of both classes is
 * replaced by its machines, except `all`, for which clan has a tag for each class.
 */
export function membersByClass(fleet: Fleet, members: readonly Member[]): MembersByClass {
  return {
    nixos: membersOf(fleet, members, NixosMachine.isNixosMachine, Tag.NIXOS),
    darwin: membersOf(fleet, members, DarwinMachine.isDarwinMachine, Tag.DARWIN),
  };
}

/** The machines of members and tags, without duplicates. */
export function machinesOf(fleet: Fleet, members: readonly Member[]): readonly Machine[] {
  const machines = members.flatMap((member) =>
    Machine.isMachine(member) ? [member] : fleet.machinesWith(member),
  );
  return [...new Set(machines)];
}

export function isEmpty({ machines, tags }: ClassMembers<Machine>): boolean {
  return machines.length === 0 && tags.length === 0;
}

/** The members, or undefined if there are none, which removes the role. */
export function unlessEmpty<M extends Machine>(
  members: ClassMembers<M>,
): ClassMembers<M> | undefined {
  return isEmpty(members) ? undefined : members;
}

function isMember<M extends Machine>(value: unknown): value is Member<M> {
  return Machine.isMachine(value) || Tag.isAnyTag(value);
}

function membersOf<M extends Machine>(
  fleet: Fleet,
  members: readonly Member[],
  isOfClass: (machine: Machine) => machine is Machine & M,
  classTag: AnyTag,
): ClassMembers<M> {
  const machines = new Set<M>();
  const tags = new Set<AnyTag>();
  for (const member of members) {
    if (Machine.isMachine(member)) {
      if (isOfClass(member)) machines.add(member);
      continue;
    }
    const reached = fleet.machinesWith(member);
    if (!reached.some(isOfClass)) continue;
    if (Tag.isPredefinedTag(member) && member.name === "all") tags.add(classTag);
    else if (reached.every(isOfClass)) tags.add(member);
    else for (const machine of reached.filter(isOfClass)) machines.add(machine);
  }
  return { machines: [...machines], tags: [...tags] };
}
