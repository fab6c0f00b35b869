import { type NixAttributes, type NixItem, type NixValue, nix } from "@nix-fleet/nix-language";
import type { Role, Service, Settings } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { importsList } from "../imports";
import { nixSettings } from "../settings";

/** `modules/clan/inventory/<instance>.nix`: one instance of a service, with all settings of its roles. */
export function instanceFile(service: Service): GeneratedFile {
  const { name, module, roles } = service;
  const file = `clan/inventory/${name}.nix`;
  const value = nix.set(
    { module: nix.set({ name: module.name, input: module.input }) },
    { roles: Object.fromEntries(roles.map((role) => [role.name, roleValue(role, file)])) },
  );
  return flakeModule(file, nix.entry(["flake", "clan", "inventory", "instances", name], value));
}

function roleValue(role: Role, file: string): NixValue {
  const { fleet } = role.service;
  const { machines, tags, settings, extraModules } = role;
  const [moduleClass = "nixos"] = role.allMachines.map(({ machineClass }) => machineClass);
  const entries: NixAttributes = {
    ...(machines.size > 0 && { machines: members(machines) }),
    ...(tags.size > 0 && { tags: tagMembers(tags) }),
    ...(settings === undefined ? {} : { settings: nixSettings(settings) }),
    ...(extraModules.length > 0 && {
      extraModules: importsList(extraModules, { fleet, file, moduleClass }),
    }),
  };
  // In this order a reader sees first who, then what; a single one joins the role's path.
  return Object.keys(entries).length > 1 ? nix.set(entries) : entries;
}

/** Tags without settings are a list, which reads better than a set of empty sets. */
function tagMembers(tags: Role["tags"]): NixValue {
  const hasSettings = [...tags.values()].some((settings) => settings !== undefined);
  return hasSettings ? members(tags) : [...tags.keys()].map(({ name }) => name);
}

function members(
  entries: ReadonlyMap<{ readonly name: string }, Settings | undefined>,
): NixAttributes {
  const values = [...entries].map(([{ name }, settings]): [string, NixItem] => [
    name,
    settings === undefined ? {} : { settings: nixSettings(settings) },
  ]);
  return Object.fromEntries(values);
}
