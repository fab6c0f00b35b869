import type { Machine } from "../machine/machine";
import { rolesOf } from "../module/machine-modules";
import { settingAt } from "../options/setting-kinds";

/** How clan's service `internet` reaches a machine; it has its own address, port and user. */
export interface InternetAddress {
  /** @default - root, or a user that only Nix knows */
  readonly user?: string;
}

/** The address that clan uses before those of other networks; undefined without one. */
export function internetOf(machine: Machine): InternetAddress | undefined {
  const role = rolesOf(machine).find(({ service: { module } }) => module.name === "internet");
  if (role === undefined) return undefined;
  const user = role
    .settingsFor(machine)
    .map((settings) => settingAt(settings, ["user"]))
    .findLast((one) => typeof one === "string");
  return typeof user === "string" ? { user } : {};
}
