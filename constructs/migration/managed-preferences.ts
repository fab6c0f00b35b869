import type { Machine } from "../machine/machine";
import { settingsOf } from "../module/machine-modules";
import type { Setting } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";

/** A key of the macOS defaults system. */
export interface Preference {
  /** The domain argument of the command `defaults`; a path can start with `~/`. */
  readonly domain: string;
  readonly key: string;
}

/**
 * The domains of options below `system.defaults` whose name differs from their domain.
 *
 * Source: modules/system/defaults-write.nix of nix-darwin, 2025-11.
 */
const DOMAINS: { readonly [option: string]: string } = {
  ActivityMonitor: "com.apple.ActivityMonitor",
  LaunchServices: "com.apple.LaunchServices",
  SoftwareUpdate: "/Library/Preferences/com.apple.SoftwareUpdate",
  WindowManager: "com.apple.WindowManager",
  controlcenter: "~/Library/Preferences/ByHost/com.apple.controlcenter",
  dock: "com.apple.dock",
  finder: "com.apple.finder",
  hitoolbox: "com.apple.HIToolbox",
  iCal: "com.apple.iCal",
  loginwindow: "/Library/Preferences/com.apple.loginwindow",
  magicmouse: "com.apple.AppleMultitouchMouse",
  menuExtraClock: "com.apple.menuextra.clock",
  screencapture: "com.apple.screencapture",
  screensaver: "com.apple.screensaver",
  smb: "/Library/Preferences/SystemConfiguration/com.apple.smb.server",
  spaces: "com.apple.spaces",
  trackpad: "com.apple.AppleMultitouchTrackpad",
  universalaccess: "com.apple.universalaccess",
};

/** The options below `system.defaults` with domains as keys. */
const CUSTOM = ["CustomUserPreferences", "CustomSystemPreferences"];

/** The system preferences that the fleet's settings of a Mac manage, sorted. */
export function managedPreferences(machine: Machine): readonly Preference[] {
  const found = settingsOf(machine).flatMap(([, settings]) =>
    entries(below(below(settings, "system"), "defaults")).flatMap(([option, keys]) =>
      CUSTOM.includes(option)
        ? entries(keys).flatMap(([domain, own]) => preferencesOf(domain, own))
        : preferencesOf(DOMAINS[option] ?? option, keys),
    ),
  );
  const byName = new Map(found.map((one) => [`${one.domain} ${one.key}`, one]));
  return [...byName].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

function preferencesOf(domain: string, keys: Setting | undefined): readonly Preference[] {
  return entries(keys).map(([key]) => ({ domain, key }));
}

function below(setting: Setting | undefined, name: string): Setting | undefined {
  return setting !== undefined && isSettings(setting) ? setting[name] : undefined;
}

function entries(setting: Setting | undefined): readonly (readonly [string, Setting])[] {
  if (setting === undefined || !isSettings(setting)) return [];
  return Object.entries(setting).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}
