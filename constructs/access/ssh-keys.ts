import { isAttributes } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { MetaLists, MetaReference } from "../meta-reference";
import { rolesOf } from "../module/machine-modules";
import type { AnySettings } from "../options/nix-value";
import { isOpaque } from "../options/setting-kinds";
import { knownOptions } from "./known-options";

/** The accounts of a machine that somebody's key opens. */
export function accountsWithKeys(machine: Machine): ReadonlySet<string> {
  const accounts = new Set<string>();
  for (const role of rolesOf(machine)) {
    const settings = role.settingsFor(machine);
    const has = (...path: string[]) =>
      settings.some((one) => isOpaque(one) || holdsKeys(machine, valueAt(one, path)));
    switch (`${role.service.module.name}.${role.name}`) {
      case "users.default":
        if (
          has("openssh", "authorizedKeys", "keys") ||
          has("openssh", "authorizedKeys", "keyFiles")
        ) {
          accounts.add(userOf(settings) ?? role.service.name);
        }
        break;
      case "admin.default":
        if (has("allowedKeys")) accounts.add("root");
        break;
      case "sshd.server":
        if (has("authorizedKeys")) accounts.add("root");
        break;
    }
  }
  const options = knownOptions(machine);
  for (const option of options.below("users.users")) {
    const [, account] =
      /^users\.users\.(.+)\.openssh\.authorizedKeys\.(keys|keyFiles)$/.exec(option) ?? [];
    if (account !== undefined && options.of(option).some((value) => holdsKeys(machine, value))) {
      accounts.add(account);
    }
  }
  return accounts;
}

function userOf(settings: readonly AnySettings[]): string | undefined {
  const names = settings.map((one) => valueAt(one, ["user"]));
  return names.find((name): name is string => typeof name === "string");
}

/** Whether a value is at least one key, or something that only Nix can read. */
function holdsKeys(machine: Machine, value: unknown): boolean {
  if (value === undefined) return false;
  if (MetaLists.isMetaLists(value)) return value.lists.some((list) => holdsKeys(machine, list));
  if (MetaReference.isMetaReference(value)) return factHoldsKeys(machine, value);
  if (Array.isArray(value)) return value.length > 0;
  return isAttributes(value) ? Object.keys(value).length > 0 : true;
}

function factHoldsKeys({ fleet }: Machine, { path }: MetaReference): boolean {
  const [, name] = path;
  const user = fleet.users.find((one) => one.name === name);
  return user === undefined || user.sshKeys.length > 0;
}

/** What a value has under these names, one inside the other. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isAttributes(inner) ? inner[name] : undefined),
    value,
  );
}
