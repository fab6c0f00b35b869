import { isAttributes } from "@nix-fleet/nix-language";
import type { Role } from "../inventory/role";
import type { Machine } from "../machine/machine";
import { MetaLists, MetaReference } from "../meta-reference";
import { rolesOf } from "../module/machine-modules";
import { isOpaque, settingAt } from "../options/setting-kinds";
import { knownOptions } from "./known-options";

/** Settings of clan-core's roles that contain keys, by `<service>.<role>`. */
const ROLE_KEYS: { readonly [role: string]: readonly (readonly string[])[] } = {
  "admin.default": [["allowedKeys"]],
  "sshd.server": [["authorizedKeys"]],
  "users.default": [
    ["openssh", "authorizedKeys", "keys"],
    ["openssh", "authorizedKeys", "keyFiles"],
  ],
};

const USER_KEYS = /^users\.users\.(.+)\.openssh\.authorizedKeys\.(keys|keyFiles)$/;

/** The accounts of a machine that have an authorized SSH key. */
export function accountsWithKeys(machine: Machine): ReadonlySet<string> {
  const options = knownOptions(machine);
  const inSettings = options.below("users.users").flatMap((option) => {
    const [, account] = USER_KEYS.exec(option) ?? [];
    return account !== undefined && holdKeys(machine, options.of(option)) ? [account] : [];
  });
  return new Set([
    ...rolesOf(machine).flatMap((role) => accountsOfRole(role, machine)),
    ...inSettings,
  ]);
}

/** Whether one of the values contains a key, or something that only Nix can evaluate. */
export function holdKeys(machine: Machine, values: readonly unknown[]): boolean {
  return values.some((value) => holdsKeys(machine, value));
}

function accountsOfRole(role: Role, machine: Machine): readonly string[] {
  const { module, name } = role.service;
  const settings = role.settingsFor(machine);
  const paths = ROLE_KEYS[`${module.name}.${role.name}`] ?? [];
  const hasKeys = settings.some(
    (one) =>
      isOpaque(one) ||
      holdKeys(
        machine,
        paths.map((path) => settingAt(one, path)),
      ),
  );
  if (paths.length === 0 || !hasKeys) return [];
  if (module.name !== "users") return ["root"];
  const users = settings.map((one) => settingAt(one, ["user"]));
  const given = users.filter((user) => typeof user === "string");
  // An expression may evaluate to root.
  return given.length > 0 ? given.slice(0, 1) : [name, ...(users.some(isOpaque) ? ["root"] : [])];
}

function holdsKeys(machine: Machine, value: unknown): boolean {
  if (value === undefined) return false;
  if (MetaLists.isMetaLists(value)) return holdKeys(machine, value.lists);
  if (MetaReference.isMetaReference(value)) return factHoldsKeys(machine, value);
  if (Array.isArray(value)) return value.length > 0;
  return isAttributes(value) ? Object.keys(value).length > 0 : true;
}

function factHoldsKeys({ fleet }: Machine, { path }: MetaReference): boolean {
  const [, name] = path;
  const user = fleet.users.find((one) => one.name === name);
  return user === undefined || user.sshKeys.length > 0;
}
