import { nix } from "@nix-fleet/nix-language";
import { identityOf } from "../identity";
import type { Role } from "../inventory/role";
import type { Machine } from "../machine/machine";
import { rolesOf } from "../module/machine-modules";
import type { AnySettings, Setting } from "../options/nix-value";
import { isOpaque, settingAt } from "../options/setting-kinds";
import { type Definition, definitionsIn } from "./definitions";

/** A definition of an option by a service of clan-core. */
export type ServiceDefinition = Definition & { readonly option: string };

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

type Define = (role: Role, settings: SettingsOf) => Iterable<Defined>;

/** What the roles of clan-core's services define, by `<service>.<role>`: see `clanServices` there. */
const ROLES: { readonly [role: string]: Define } = {
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
    if (settings.all("generateRootKey").some((one) => one !== false)) yield [ROOT_KEYS, GENERATED];
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

/** The definitions of login options by each service of clan-core on a machine. */
export function definitionsOfServices(machine: Machine): readonly (readonly ServiceDefinition[])[] {
  return rolesOf(machine).flatMap((role) => {
    const { module } = role.service;
    const define = ROLES[`${module.name}.${role.name}`];
    if (module.input !== "clan-core" || define === undefined) return [];
    return [definitionsOfRole(role, define, role.settingsFor(machine))];
  });
}

const known = new WeakMap<Role, Map<string, readonly ServiceDefinition[]>>();

/** The definitions of a role with some settings. Most of its machines have the same settings, which are read once. */
function definitionsOfRole(
  role: Role,
  define: Define,
  settings: readonly AnySettings[],
): readonly ServiceDefinition[] {
  const ofRole = known.get(role) ?? new Map<string, readonly ServiceDefinition[]>();
  known.set(role, ofRole);
  const key = identityOf(settings);
  const found = ofRole.get(key);
  if (found !== undefined) return found;
  const defined = [...define(role, new SettingsOf(settings))].flatMap(([option, value]) =>
    definitionsIn(value).map((definition) => ({ option, ...definition })),
  );
  ofRole.set(key, defined);
  return defined;
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
