import { type NixAttributes, type NixItem, type NixValue, nix } from "@nix-fleet/nix-language";
import type { AnySettings, MachineClass, Module, Role, Service } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { type Importer, importsList } from "../imports";
import { nixSetting } from "../settings";

/** `modules/clan/inventory/<instance>.nix`: an instance of a service with its roles and settings. */
export function instanceFile(service: Service): GeneratedFile {
  const file = `clan/inventory/${service.name}.nix`;
  const fileWith = (modulesOf: ModulesOf) =>
    flakeModule(
      file,
      nix.entry(
        ["flake", "clan", "inventory", "instances", service.name],
        instanceValue(service, modulesOf),
      ),
    );
  const importer = { fleet: service.fleet, file };
  const generated = fileWith(modulesOfOwnClass(importer));
  const isMixed = service.roles.some(
    (role) => role.extraModules.length > 0 && classesOf(role).length > 1,
  );
  // Dependencies of machines are found by module names with their class, which this text does not contain.
  return isMixed ? { ...fileWith(modulesOfEachClass(importer)), text: generated.text } : generated;
}

function classesOf(role: Role): readonly MachineClass[] {
  return [...new Set(role.allMachines.map(({ machineClass }) => machineClass))].sort();
}

/** The extra modules of a role, for the classes of its machines. */
type ModulesOf = (modules: readonly Module[], classes: readonly MachineClass[]) => NixValue;

function instanceValue({ module, roles }: Service, modulesOf: ModulesOf): NixValue {
  return nix.set(
    { module: nix.set({ name: module.name, input: module.input }) },
    { roles: Object.fromEntries(roles.map((role) => [role.name, roleValue(role, modulesOf)])) },
  );
}

function roleValue(role: Role, modulesOf: ModulesOf): NixValue {
  const { machines, tags, settings, extraModules } = role;
  const entries: NixAttributes = {
    ...(machines.size > 0 && { machines: members(machines) }),
    ...(tags.size > 0 && { tags: tagMembers(tags) }),
    ...(settings === undefined ? {} : { settings: nixSetting(settings) }),
    ...(extraModules.length > 0 && { extraModules: modulesOf(extraModules, classesOf(role)) }),
  };
  // Members first, then settings; a single entry extends the path of the role.
  return Object.keys(entries).length > 1 ? nix.set(entries) : entries;
}

type FileImporter = Omit<Importer, "moduleClass">;

/** If a role has machines of both classes, each machine imports the modules of its own class. */
function modulesOfOwnClass(importer: FileImporter): ModulesOf {
  return (modules, [only = "nixos", ...others]) => {
    if (others.length === 0) return importsList(modules, { ...importer, moduleClass: only });
    const imports = importsList(modules, { ...importer, moduleClass: nix.ref("_class") });
    return [nix.fn(["_class"], { imports })];
  };
}

function modulesOfEachClass(importer: FileImporter): ModulesOf {
  return (modules, classes) =>
    classes.map((moduleClass) => importsList(modules, { ...importer, moduleClass }));
}

/** Tags without settings are a list, which is easier to read than a set of empty sets. */
function tagMembers(tags: Role["tags"]): NixValue {
  const hasSettings = [...tags.values()].some((settings) => settings !== undefined);
  return hasSettings ? members(tags) : [...tags.keys()].map(({ name }) => name);
}

function members(
  entries: ReadonlyMap<{ readonly name: string }, AnySettings | undefined>,
): NixAttributes {
  const values = [...entries].map(([{ name }, settings]): [string, NixItem] => [
    name,
    settings === undefined ? {} : { settings: nixSetting(settings) },
  ]);
  return Object.fromEntries(values);
}
