import type { Machine } from "../machine/machine";
import type { Setting, Settings } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import type { Role } from "./role";

/** Two places that set one option to different plain values, which clan cannot merge. */
export interface SettingConflict {
  readonly path: string;
  readonly values: readonly Setting[];
}

/** What a machine gets in a role: the settings of the role, of its tags and its own, as clan merges them. */
export function mergedSettings(
  role: Role,
  machine: Machine,
): { readonly settings: Settings; readonly conflicts: readonly SettingConflict[] } {
  const conflicts: SettingConflict[] = [];
  const settings = role
    .settingsFor(machine)
    .reduce<Settings>((merged, place) => merge(merged, place, [], conflicts), {});
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
