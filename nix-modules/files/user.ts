import { type NixAttributes, type NixEntry, nix, referencesOf } from "@nix-fleet/nix-language";
import type { Fleet, Home, MachineClass, Settings, User, UserAccount } from "../../constructs";
import { isSettings } from "../../constructs/options/setting-kinds";
import { flakeModuleWith, type GeneratedFile } from "./generated-file";
import { withImports } from "./imports";
import { moduleSet, moduleValue } from "./module-value";

/** The variable for the facts of the user. */
const VARIABLE = "user";

/**
 * `modules/users/<name>.nix`: the facts of a user, to which other modules refer, and the user's home-manager
 * configuration.
 */
export function userFile(
  fleet: Fleet,
  { name, fullName, email, sshKeys, home }: User,
): GeneratedFile {
  const facts = nix.set({
    ...(fullName === undefined ? {} : { fullName }),
    ...(email === undefined ? {} : { email }),
    ...(sshKeys.length > 0 && { sshKeys }),
  });
  const modules = home === undefined ? [] : homeModules(fleet, name, home);
  const isUsed = [...referencesOf(nix.set(modules))].some((reference) =>
    reference.startsWith(`${VARIABLE}.`),
  );
  return flakeModuleWith(
    isUsed ? [nix.entry(VARIABLE, nix.ref("config.flake.meta.users", name))] : [],
    fileOf(name),
    nix.entry(["flake", "meta", "users", name], facts),
    ...modules,
  );
}

/** The path without a leading `_`: import-tree skips such files, and names of macOS service accounts start with `_`. */
function fileOf(name: string): string {
  return `users/${name.replace(/^_+/, "")}.nix`;
}

function homeModules(fleet: Fleet, name: string, home: Home): readonly NixEntry[] {
  const { stateVersion, modules, settings } = home;
  const value = moduleValue(
    isSettings(settings) ? withStateVersion(settings, stateVersion) : settings,
    ({ options, computed }, flake) => {
      const own = computed === undefined ? options : { home: { stateVersion } };
      const importer = {
        fleet,
        file: fileOf(name),
        moduleClass: "homeManager" as const,
        flakeModules: flake.modules,
      };
      return moduleSet(withImports(own, modules, importer), [], computed);
    },
    { path: ["users", name], name: VARIABLE },
  );
  return [
    nix.entry(["flake", "modules", "homeManager", `users/${name}`], value),
    ...classesOf(fleet, name).map((machineClass) =>
      nix.entry(
        ["flake", "modules", machineClass, `users/${name}`],
        moduleSet({ "home-manager": { users: { [name]: homeOf(name) } } }),
      ),
    ),
  ];
}

function withStateVersion({ home, ...others }: Settings, stateVersion: string): Settings {
  // A check refuses a value of `home` that is not an attribute set.
  return { home: { stateVersion, ...(home as Settings | undefined) }, ...others };
}

function homeOf(name: string): NixAttributes {
  return { imports: [nix.ref("config.flake.modules.homeManager", `users/${name}`)] };
}

/** The classes of the machines on which the user has an account. */
function classesOf(fleet: Fleet, name: string): readonly MachineClass[] {
  const accounts = fleet.elementsOf<UserAccount>("account");
  const machines = accounts.flatMap((account) =>
    account.user.name === name ? account.machines : [],
  );
  return [...new Set(machines.map(({ machineClass }) => machineClass))].sort();
}
