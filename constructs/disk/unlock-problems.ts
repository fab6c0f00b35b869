import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { NixosMachine } from "../machine/nixos-machine";
import { MetaLists, MetaReference } from "../meta-reference";
import { ExternalModule } from "../module/external-module";
import { importedBy, rolesOf, settingsOf } from "../module/machine-modules";
import type { AnySettings, Setting } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import { User } from "../user";
import type { Disk } from "./disk";

/** Options of a machine that hold keys of root, who sends the passphrase. */
const OPTIONS = [
  ["users", "users", "root", "openssh", "authorizedKeys"],
  ["boot", "initrd", "network", "ssh", "authorizedKeys"],
  ["boot", "initrd", "network", "ssh", "authorizedKeyFiles"],
];

/** Settings of clan-core's services that hold keys of root. */
const SERVICES: { readonly [service: string]: readonly (readonly string[])[] } = {
  admin: [["allowedKeys"]],
  sshd: [["authorizedKeys"]],
  users: [["openssh", "authorizedKeys"]],
};

/** A disk that nobody can unlock: sshd of the initrd lets in who may log in as root. */
export function* unlockProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  if (!disk.isEncrypted || hasKey(machine) || mayHaveKeyElsewhere(machine)) return;
  yield {
    code: "disk-unlock-key-missing",
    summary: "nobody can unlock the encrypted disk: no key may log in as root while it starts",
    value: machine.name,
    allowed:
      "an account of root with the key of somebody, or boot.initrd.network.ssh.authorizedKeys",
    remedy: `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [you] })`,
  };
}

function hasKey(machine: NixosMachine): boolean {
  const { fleet } = machine;
  const inSettings = settingsOf(machine).some(([, settings]) =>
    OPTIONS.some((path) => holdsKey(fleet, settings, path)),
  );
  return (
    inSettings ||
    rolesOf(machine).some((role) => {
      const { name, input } = role.service.module;
      const settings = role.settingsFor(machine);
      if (input !== "clan-core") return true;
      if (name === "users" && !settings.some(isOfRoot)) return false;
      return settings.some((one) =>
        (SERVICES[name] ?? []).some((path) => holdsKey(fleet, one, path)),
      );
    })
  );
}

function isOfRoot(settings: AnySettings): boolean {
  if (!isSettings(settings)) return true;
  const { user } = settings;
  return user === "root" || (user !== undefined && typeof user !== "string");
}

/** Modules that the fleet does not know from inside. */
function mayHaveKeyElsewhere(machine: NixosMachine): boolean {
  const declared = machine.fleet.inputs.map(({ name }) => name);
  const isUnknown = importedBy(machine).some((module) =>
    module.kind === "input-module"
      ? declared.includes(module.input)
      : ExternalModule.isExternalModule(module),
  );
  return isUnknown || settingsOf(machine).some(([, settings]) => hasImports(settings));
}

function hasImports(settings: Setting): boolean {
  return !isSettings(settings) || "imports" in settings;
}

/** Whether there is a key below a path; an expression may hold one. */
function holdsKey(fleet: Fleet, settings: Setting, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return isKey(fleet, settings);
  if (!isSettings(settings)) return true;
  const value = settings[name];
  return value !== undefined && holdsKey(fleet, value, rest);
}

function isKey(fleet: Fleet, value: Setting): boolean {
  if (MetaLists.isMetaLists(value)) return value.lists.some((one) => isKey(fleet, one));
  if (MetaReference.isMetaReference(value)) {
    const owner = fleet.firstNamed("user", value.path[1] ?? "");
    return !User.isUser(owner) || owner.sshKeys.length > 0;
  }
  if (Array.isArray(value)) return value.length > 0;
  if (isSettings(value)) return Object.values(value).some((one) => isKey(fleet, one));
  return true;
}
