import { nix } from "@nix-fleet/nix-language";
import type { Role } from "../inventory/role";
import type { Machine } from "../machine/machine";
import { rolesOf } from "../module/machine-modules";
import type { AnySettings, Setting } from "../options/nix-value";
import { isOpaque, settingAt } from "../options/setting-kinds";
import { type Definition, definitionsIn } from "./definitions";

/** A definition of an option by a service of clan-core. */
type ServiceDefinition = Definition & { readonly option: string };

/** An option and its value. */
type Defined = readonly [option: string, value: unknown];

/** A value that only clan's vars have. */
const GENERATED = nix.ref("config", "clan", "core", "vars");

const WITH_SSHD: readonly Defined[] = [["services.openssh.enable", true]];

const WITH_STRICT_SSHD: readonly Defined[] = [
  ...WITH_SSHD,
  ["services.openssh.settings.PasswordAuthentication", false],
  ["services.openssh.hostKeys", [GENERATED]],
];

const ROOT_KEYS = "users.users.root.openssh.authorizedKeys.keys";

/** What the roles of clan-core's services define, by `<service>.<role>`: see `clanServices` there. */
const ROLES: { readonly [role: string]: (role: Role, settings: SettingsOf) => Iterable<Defined> } =
  {
    "admin.default": function* (_, settings) {
      yield* WITH_STRICT_SSHD;
      yield ["users.users.root.hashedPasswordFile", GENERATED];
      for (const keys of settings.all("allowedKeys")) yield [ROOT_KEYS, valuesOf(keys)];
    },
    "borgbackup.client": () => WITH_SSHD,
    "borgbackup.server": () => WITH_SSHD,
    "p2p-ssh-iroh.server": () => WITH_SSHD,
    "sshd.server": function* (_, settings) {
      yield* WITH_STRICT_SSHD;
      for (const keys of settings.all("authorizedKeys")) yield [ROOT_KEYS, valuesOf(keys)];
      if (settings.all("generateRootKey").some((one) => one !== false))
        yield [ROOT_KEYS, GENERATED];
    },
    "users.default": function* (role, settings) {
      if (settings.all("systemUser").includes(false)) return;
      for (const account of accountsOf(role, settings)) {
        const user = `users.users.${account}`;
        if (account !== "root") yield [`${user}.isNormalUser`, true];
        yield [`${user}.hashedPasswordFile`, GENERATED];
        for (const groups of settings.all("groups")) yield [`${user}.extraGroups`, groups];
        for (const option of ["keys", "keyFiles"]) {
          const path = ["openssh", "authorizedKeys", option] as const;
          for (const keys of settings.all(...path)) yield [`${user}.${path.join(".")}`, keys];
        }
      }
    },
  };

/** The definitions of login options by the services of clan-core on a machine. */
export function* definitionsOfServices(machine: Machine): Iterable<ServiceDefinition> {
  for (const role of rolesOf(machine)) {
    const { module } = role.service;
    const definitions = ROLES[`${module.name}.${role.name}`];
    if (module.input !== "clan-core" || definitions === undefined) continue;
    for (const [option, value] of definitions(role, new SettingsOf(role.settingsFor(machine)))) {
      for (const definition of definitionsIn(value)) yield { option, ...definition };
    }
  }
}

/** The settings of a machine in a role. */
class SettingsOf {
  constructor(private readonly settings: readonly AnySettings[]) {}

  /** The values at a path. Settings that only Nix knows may have any value there. */
  all(...path: readonly string[]): readonly Setting[] {
    return this.settings.flatMap((one) => {
      const value = isOpaque(one) ? one : settingAt(one, path);
      return value === undefined ? [] : [value];
    });
  }
}

/** The account of a role, which has the name of the instance by default. An expression may be root. */
function accountsOf({ service }: Role, settings: SettingsOf): readonly string[] {
  const users = settings.all("user");
  const [given] = users.filter((user) => typeof user === "string");
  if (given !== undefined) return [given];
  return [service.name, ...(users.some(isOpaque) ? ["root"] : [])];
}

function valuesOf(keys: Setting): unknown {
  return isOpaque(keys) ? keys : Object.values(Object(keys));
}
