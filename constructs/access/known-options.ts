import { NixExpression, partsOf } from "@nix-fleet/nix-language";
import type { Fleet } from "../fleet";
import { identityOf } from "../identity";
import type { Machine } from "../machine/machine";
import { machineFiles } from "../machine/machine-files";
import { importedBy, rolesOf, settingsOf } from "../module/machine-modules";
import { isHandWritten, type Module } from "../module/module";
import { onceLocked } from "../once-locked";
import type { AnySettings } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import { type Definition, decided, definitionsBelow, UNMARKED } from "./definitions";
import { definitionsOfServices, type ServiceDefinition } from "./service-definitions";

/** Inputs with modules that do not affect logins. */
const UNRELATED_INPUTS = ["disko", "home-manager", "nix-index-database", "sops-nix", "stylix"];

const LOGIN_OPTIONS =
  /\b(openssh|services\.(sshd|tailscale)|authorizedKey(s|Files)|users\.(users|extraUsers|groups|extraGroups)|networking\.firewall|nftables|firewalld|initrd\.(network|clevis|systemd\.(enable|network)))\b/;

/** Options that decide whether an account can become root and update the machine. */
const ROOT_OPTIONS =
  /^(security(\.(sudo|sudo-rs|doas|pam|please)(\..+)?)?|nix(\.settings(\.trusted-.+)?)?)$/;

/** Aliases of login options. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^services\.sshd\.enable$/, "services.openssh.enable"],
  [
    /^services\.openssh\.passwordAuthentication$/,
    "services.openssh.settings.PasswordAuthentication",
  ],
  [/^services\.openssh\.permitRootLogin$/, "services.openssh.settings.PermitRootLogin"],
  [/^users\.extraUsers(?=\.|$)/, "users.users"],
  [/^users\.extraGroups(?=\.|$)/, "users.groups"],
];

/** Attribute sets that contain login options: an expression that replaces such a set may define any of them. */
const LOGIN_SETS =
  /^(users(\.(users(\.[^.]+(\.openssh)?)?|groups(\.[^.]+)?))?|services(\.(openssh(\.settings)?|firewalld|tailscale))?|boot(\.initrd(\.(network(\.ssh)?|systemd(\.network)?))?)?|networking(\.(firewall(\.interfaces(\..+)?)?|nftables))?)$/;

/** Options of submodules: a forced definition of one replaces all that other modules define in it. */
const SUBMODULES = /^(users\.users(\.[^.]+)?|services\.openssh\.settings)$/;

/** A login option, or a part of its value. */
interface LoginOption {
  readonly option: string;
  readonly value: unknown;
}

/** The login options in one set of settings, under any condition. */
interface LoginSettings {
  readonly options: readonly LoginOption[];
  readonly definitions: readonly (Definition & { readonly option: string })[];
  /** Whether only Nix can evaluate a part of the settings. */
  readonly isOpaque: boolean;
}

const known = new WeakMap<AnySettings, LoginSettings>();

/** The login options in settings. Many machines share the settings of a module, so they are read once. */
function loginSettings(settings: AnySettings): LoginSettings {
  const read = known.get(settings) ?? readLoginSettings(settings);
  known.set(settings, read);
  return read;
}

function readLoginSettings(settings: AnySettings): LoginSettings {
  if (!isSettings(settings)) return { options: [], definitions: [], isOpaque: true };
  const options: LoginOption[] = [];
  // Throws for settings that contain themselves, in which definitions would have no end.
  const parts = partsOf(settings);
  const definitions = [...definitionsBelow(settings)].map(({ at, ...definition }) => ({
    ...definition,
    option: nameOf(at.join(".")),
  }));
  let isOpaque =
    "imports" in settings ||
    definitions.some(
      ({ option, value }) => NixExpression.isNixExpression(value) && LOGIN_SETS.test(option),
    );
  for (const { value, at, isResult } of parts) {
    const names = at.filter((step) => !/^\d+$/.test(step));
    const option = nameOf(names.join("."));
    if (typeof value === "string" && !isResult && LOGIN_OPTIONS.test(value)) isOpaque = true;
    if (LOGIN_OPTIONS.test(option)) options.push({ option, value });
  }
  return {
    options,
    definitions: definitions.filter(
      ({ option }) => LOGIN_OPTIONS.test(option) || ROOT_OPTIONS.test(option),
    ),
    isOpaque,
  };
}

function nameOf(option: string): string {
  const [alias, name] = ALIASES.find(([pattern]) => pattern.test(option)) ?? [];
  return alias === undefined || name === undefined ? option : option.replace(alias, name);
}

/** Where the login options of a machine come from. Equal objects have equal options. */
interface LoginSources {
  readonly settings: readonly LoginSettings[];
  readonly services: readonly (readonly ServiceDefinition[])[];
  readonly isIncomplete: boolean;
}

/** The login options of a machine that the fleet declares, and those of clan's services. */
export class KnownOptions {
  private readonly values: ReadonlyMap<string, readonly unknown[]>;
  private readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  private readonly inForce = new Map<string, readonly Definition[]>();
  /**
   * Whether something that the fleet does not read may set login options too: modules of other inputs,
   * hand-written files, services outside clan-core, expressions.
   */
  readonly isIncomplete: boolean;

  constructor({ settings, services, isIncomplete }: LoginSources) {
    this.values = grouped(
      settings.flatMap(({ options }) => options),
      ({ value }) => value,
    );
    this.definitions = grouped(
      [...settings.flatMap(({ definitions }) => definitions), ...services.flat()],
      (definition) => definition,
    );
    this.isIncomplete = isIncomplete;
  }

  /** All values that the fleet's settings may give an option. */
  of(option: string): readonly unknown[] {
    return this.values.get(option) ?? [];
  }

  /** The definitions of an option, without those that a forced submodule replaces. */
  definitionsOf(option: string): readonly Definition[] {
    const found = this.inForce.get(option) ?? this.findDefinitions(option);
    this.inForce.set(option, found);
    return found;
  }

  private findDefinitions(option: string): readonly Definition[] {
    const given = this.definitions.get(option) ?? [];
    const strongest = Math.min(UNMARKED, ...this.submodulesOf(option).map(strongestIn));
    if (strongest === UNMARKED) return given;
    return given.filter(({ priority }) => priority <= strongest);
  }

  /** The options below a prefix that settings or services define. */
  definedBelow(prefix: string): readonly string[] {
    return [...this.definitions.keys()].filter((option) => option.startsWith(`${prefix}.`));
  }

  /** Whether an option certainly has this value. */
  isSetTo(option: string, value: unknown): boolean {
    return decided(this.definitionsOf(option))?.includes(value) ?? false;
  }

  /** The options below a prefix that the fleet's settings set. */
  below(prefix: string): readonly string[] {
    return [...this.values.keys()].filter((option) => option.startsWith(`${prefix}.`));
  }

  private submodulesOf(option: string): readonly (readonly Definition[])[] {
    const names = option.split(".");
    return names
      .map((_, index) => names.slice(0, index).join("."))
      .filter((outer) => SUBMODULES.test(outer))
      .map((outer) => this.definitions.get(outer) ?? []);
  }
}

function strongestIn(definitions: readonly Definition[]): number {
  const certain = definitions.filter(({ isCertain }) => isCertain);
  return Math.min(...certain.map(({ priority }) => priority));
}

function grouped<One extends { readonly option: string }, T>(
  all: readonly One[],
  read: (one: One) => T,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const present = groups.get(one.option);
    if (present === undefined) groups.set(one.option, [read(one)]);
    else present.push(read(one));
  }
  return groups;
}

function isUnread(module: Module): boolean {
  return module.kind === "input-module"
    ? !UNRELATED_INPUTS.includes(module.input)
    : isHandWritten(module);
}

/** The known options of a machine, cached. Machines with the same sources share them. */
export const knownOptions = onceLocked((machine: Machine): KnownOptions => {
  const sources = sourcesOf(machine);
  const shared = sharedOptions(machine.fleet);
  const key = `${sources.isIncomplete} ${identityOf([...sources.settings, ...sources.services])}`;
  const options = shared.get(key) ?? new KnownOptions(sources);
  shared.set(key, options);
  return options;
});

const sharedOptions = onceLocked((_: Fleet) => new Map<string, KnownOptions>());

function sourcesOf(machine: Machine): LoginSources {
  const read = settingsOf(machine).map(([, settings]) => loginSettings(settings));
  return {
    settings: read.filter(({ options, definitions }) => options.length + definitions.length > 0),
    services: definitionsOfServices(machine),
    isIncomplete:
      read.some(({ isOpaque }) => isOpaque) ||
      importedBy(machine).some(isUnread) ||
      machineFiles(machine).some(({ path }) => path.endsWith("/configuration.nix")) ||
      rolesOf(machine).some(({ service: { module } }) => module.input !== "clan-core"),
  };
}
