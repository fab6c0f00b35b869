import { isDeepStrictEqual } from "node:util";
import { inNameOrder } from "./in-name-order";
import type { FleetRecord, MachineRecord } from "./record";

/** A machine before and after the change; it may exist only in one of them. */
export interface MachinePair {
  /** Its current name, or its last name if it was removed. */
  readonly name: string;
  readonly formerName?: string;
  readonly before?: MachineRecord;
  readonly after?: MachineRecord;
}

/** The changes of a machine. */
export interface MachineChange {
  readonly machine: string;
  readonly change: "add" | "remove" | "rename" | "update";
  readonly formerName?: string;
  /** The parts that differ: `disk`, `boot`, `tags`, `roles`, … */
  readonly parts: readonly MachinePart[];
}

export interface MachinePart {
  readonly part: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Every machine before and after the change, matched by name or by `movedFrom`; sorted by name. */
export function machinePairs(before: FleetRecord, after: FleetRecord): readonly MachinePair[] {
  const formerNames = new Map(
    Object.entries(after.machines).map(([name, machine]) => [
      name,
      formerNameOf(name, machine, before),
    ]),
  );
  const present = Object.entries(after.machines).map(([name, machine]): MachinePair => {
    const former = formerNames.get(name) ?? name;
    const old = before.machines[former];
    return {
      name,
      after: machine,
      ...(old !== undefined && { before: old }),
      ...(former !== name && { formerName: former }),
    };
  });
  const taken = new Set(formerNames.values());
  const gone = Object.entries(before.machines)
    .filter(([name]) => !taken.has(name))
    .map(([name, machine]): MachinePair => ({ name, before: machine }));
  return [...present, ...gone].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The former name of a machine. `movedFrom` has an effect until the record has the new name. */
function formerNameOf(name: string, { movedFrom }: MachineRecord, before: FleetRecord): string {
  const former = movedFrom?.name;
  if (former === undefined || name in before.machines || !(former in before.machines)) return name;
  return former;
}

/** Whether another computer has the name of a machine: a Mac that of a NixOS machine, or the reverse. */
export function isOtherClass({ before, after }: MachinePair): boolean {
  if (before === undefined || after === undefined || before.machineClass === "unknown")
    return false;
  return before.machineClass !== after.machineClass;
}

/** The changes of machines; unchanged machines are omitted. */
export function machineChanges(pairs: readonly MachinePair[]): readonly MachineChange[] {
  return pairs.flatMap(({ name, formerName, before, after }): readonly MachineChange[] => {
    if (before === undefined) return [{ machine: name, change: "add", parts: [] }];
    if (after === undefined) return [{ machine: name, change: "remove", parts: [] }];
    const parts = changedParts(before, after);
    if (formerName !== undefined) return [{ machine: name, change: "rename", formerName, parts }];
    return parts.length === 0 ? [] : [{ machine: name, change: "update", parts }];
  });
}

function changedParts(before: MachineRecord, after: MachineRecord): readonly MachinePart[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  // An older version did not record it.
  if (before.stateVersion === undefined) delete now.stateVersion;
  return Object.keys({ ...old, ...now })
    .sort()
    .filter((part) => !isDeepStrictEqual(inNameOrder(old[part]), inNameOrder(now[part])))
    .map((part) => ({ part, before: old[part], after: now[part] }));
}

/** The parts to compare. Addresses depend on other parts, and `movedFrom` does not describe the machine. */
function partsOf({ server, movedFrom: _, ...rest }: MachineRecord): Record<string, unknown> {
  return { ...rest, ...(server !== undefined && { server: server.type, disk_gb: server.diskGb }) };
}
