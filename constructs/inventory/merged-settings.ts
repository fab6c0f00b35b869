import { identityOf } from "../identity";
import type { Machine } from "../machine/machine";
import type { AnySettings, Setting, Settings } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import type { Role } from "./role";

/** Two places that set one option to different plain values, which clan cannot merge. */
export interface SettingConflict {
  readonly path: string;
  readonly values: readonly Setting[];
}

/** Machines of a role with the same settings from the same places. */
export interface MachinesBySettings {
  readonly machines: readonly Machine[];
  readonly places: readonly AnySettings[];
}

/** Groups the machines of a role by their settings; most roles have one group. */
export function machinesBySettings(role: Role): readonly MachinesBySettings[] {
  const groups = new Map<string, { machines: Machine[]; places: readonly AnySettings[] }>();
  for (const machine of role.allMachines) {
    const places = role.settingsFor(machine);
    const key = identityOf(places);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { machines: [machine], places });
    else group.machines.push(machine);
  }
  return [...groups.values()];
}

/** The settings of a machine in a role: merged from the role, its tags and the machine, as in clan. */
export function mergedSettings(places: readonly Settings[]): {
  readonly settings: Settings;
  readonly conflicts: readonly SettingConflict[];
} {
  const conflicts: SettingConflict[] = [];
  const settings = places.reduce<Settings>(
    (merged, place) => merge(merged, place, [], conflicts),
    {},
  );
  return { settings, conflicts };
}

function merge(
  first: Settings,
  second: Settings,
  at: readonly string[],
  conflicts: SettingConflict[],
): Settings {
  const merged: Record<string, Setting> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const present = first[name];
    const path = [...at, name];
    if (present === undefined) merged[name] = value;
    else if (isSettings(present) && isSettings(value)) {
      merged[name] = merge(present, value, path, conflicts);
    } else if (Array.isArray(present) && Array.isArray(value)) {
      merged[name] = [...present, ...value];
    } else {
      merged[name] = value;
      if (isScalar(present) && isScalar(value) && present !== value) {
        conflicts.push({ path: path.join("."), values: [present, value] });
      }
    }
  }
  return merged;
}

function isScalar(value: Setting): boolean {
  return value === null || typeof value !== "object";
}
