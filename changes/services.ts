import type { FleetRecord } from "./record";

/** The machines that were added to or removed from a service instance. */
export interface ServiceChange {
  readonly instance: string;
  /** `<role>/<machine>`. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The inventory instances with changed members, sorted by name. */
export function serviceChanges(before: FleetRecord, after: FleetRecord): readonly ServiceChange[] {
  const [old, now] = [members(before), members(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((instance) => {
      const [left, right] = [old.get(instance) ?? [], now.get(instance) ?? []];
      return {
        instance,
        added: right.filter((member) => !left.includes(member)),
        removed: left.filter((member) => !right.includes(member)),
      };
    })
    .filter(({ added, removed }) => added.length + removed.length > 0);
}

function members({ machines }: FleetRecord): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [machine, { roles }] of Object.entries(machines)) {
    for (const place of roles) {
      const [instance = "", role = ""] = place.split("/");
      found.set(instance, [...(found.get(instance) ?? []), `${role}/${machine}`].sort());
    }
  }
  return found;
}
