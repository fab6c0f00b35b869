import { type NixAttributes, type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import { DARWIN_SERVICES, type DarwinServiceName, type Fleet } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";

/** A service of the fleet's own, for what clan-core's service of that kind does not do on a Mac. */
export interface ClanModule {
  readonly name: DarwinServiceName;
  readonly description: string;
  readonly readme: string;
  readonly category: "Network" | "System";
  readonly roles: { readonly [role: string]: ClanModuleRole };
  /** What every machine in any of the roles gets. @default - nothing */
  readonly perMachine?: NixValue;
}

export interface ClanModuleRole {
  readonly description: string;
  /** The options that the role's settings may set. @default - none */
  readonly options?: NixAttributes;
  /** What the role does on a machine: a function of `settings`, or a set. */
  readonly perInstance: NixValue;
}

/** `modules/clan/services/<name>.nix`. */
export function clanModuleFile(
  fleet: Fleet,
  { name, description, readme, category, roles, perMachine }: ClanModule,
  variables: readonly NixEntry[] = [],
): GeneratedFile {
  const manifest = nix.set({
    name: `${fleet.name}/${name}`,
    description,
    readme,
    categories: [category],
  });
  const service = nix.set(
    { _class: "clan.service", manifest },
    ...Object.entries(roles).map(([role, value]) => nix.entry(["roles", role], roleValue(value))),
    ...(perMachine === undefined ? [] : [{ perMachine }]),
  );
  const why = `clan-core's ${DARWIN_SERVICES[name].replaces} does nothing on a Mac.`;
  return flakeModuleWith(
    variables,
    `clan/services/${name}.nix`,
    nix.entry(["flake", "clan", "modules", name], nix.comment(why, service)),
  );
}

function roleValue({ description, options, perInstance }: ClanModuleRole): NixValue {
  if (options === undefined) return nix.set({ description, perInstance });
  return nix.set({ description }, { interface: { options } }, { perInstance });
}
