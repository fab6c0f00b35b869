import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { settingsOf } from "../module/machine-modules";
import type { Setting } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import type { Disk } from "./disk";
import type { DiskPlan } from "./plan";

/**
 * Reports options of disko for a disk of the layout, since Nix would merge the two definitions. Options for
 * other disks are allowed.
 */
export function* secondLayoutProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  for (const [place, settings] of settingsOf(machine)) {
    const disko = isSettings(settings) ? settings.disko : undefined;
    if (disko === undefined || !isSettings(disko) || disko.devices === undefined) continue;
    const shared = sharedWith(disk.planOf(machine), disko.devices);
    if (shared === undefined) continue;
    yield {
      code: "disk-second-layout",
      summary: "machine has the prop disk, and its settings define disko.devices for the same disk",
      value: `${place}: ${shared}`,
      allowed: "one layout for each disk, and a unique name for each disk",
      remedy: "remove the layout that the machine was not installed with, or rename the other disk",
    };
  }
}

/** The name or device that another layout shares with this one; undefined if there is none. */
function sharedWith(plan: DiskPlan, devices: Setting): string | undefined {
  if (!isSettings(devices)) return "an expression, which may be about the same disk";
  const own: { readonly [kind: string]: readonly string[] } = {
    disk: plan.disks.map(({ name }) => name),
    mdadm: plan.arrays.map(({ name }) => name),
    lvm_vg: plan.groups.map(({ name }) => name),
    zpool: plan.pools.map(({ name }) => name),
  };
  const paths = new Set(plan.disks.map(({ device }) => device));
  for (const [kind, named] of Object.entries(devices)) {
    if (!isSettings(named)) return `${kind} is an expression, which may be about the same disk`;
    for (const [name, value] of Object.entries(named)) {
      if (own[kind]?.includes(name)) return `${kind}.${name}`;
      const device = isSettings(value) ? value.device : undefined;
      if (typeof device === "string" && paths.has(device)) return device;
    }
  }
  return undefined;
}
