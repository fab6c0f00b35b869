import { NixExpression, partsOf, print } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { machineFiles } from "../machine/machine-files";
import { importedBy, rolesOf, settingsOf } from "../module/machine-modules";
import { isHandWritten, type Module } from "../module/module";
import { onceLocked } from "../once-locked";
import type { AnySettings } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";

/** Inputs whose modules have nothing to do with logins. */
const UNRELATED_INPUTS = ["disko", "home-manager", "nix-index-database", "sops-nix", "stylix"];

const LOGIN_OPTIONS =
  /\b(openssh|authorizedKey(s|Files)|users\.users|networking\.firewall|nftables)\b/;

/** Sets that hold such options: an expression in their place may set any. */
const LOGIN_SETS =
  /^(users(\.users(\.[^.]+(\.openssh)?)?)?|services(\.openssh)?|boot(\.initrd(\.network(\.ssh)?)?)?)$/;

/** An option that has to do with logins, or a part of its value. */
interface LoginOption {
  readonly option: string;
  readonly value: unknown;
}

/** What one set of settings says of logins, whatever condition it stands under. */
interface LoginSettings {
  readonly options: readonly LoginOption[];
  /** Whether only Nix can read some of it. */
  readonly isOpaque: boolean;
}

const known = new WeakMap<AnySettings, LoginSettings>();

/** What settings say of logins. Many machines share those of a module, so each is read once. */
function loginSettings(settings: AnySettings): LoginSettings {
  const read = known.get(settings) ?? readLoginSettings(settings);
  known.set(settings, read);
  return read;
}

function readLoginSettings(settings: AnySettings): LoginSettings {
  if (!isSettings(settings)) return { options: [], isOpaque: true };
  const options: LoginOption[] = [];
  let isOpaque = "imports" in settings;
  for (const { value, at, isResult } of partsOf(settings)) {
    const option = at.filter((step) => !/^\d+$/.test(step)).join(".");
    const isRaw = typeof value === "string" && !isResult && LOGIN_OPTIONS.test(value);
    if (isRaw || (NixExpression.isNixExpression(value) && LOGIN_SETS.test(option))) isOpaque = true;
    if (LOGIN_OPTIONS.test(option)) options.push({ option, value });
  }
  return { options, isOpaque };
}

/** Options of a machine that have to do with logins, as the fleet says them. */
export class KnownOptions {
  private readonly values: ReadonlyMap<string, readonly unknown[]>;
  /**
   * Whether something that the fleet does not read may decide on logins too: modules of other inputs, files
   * that a person wrote, services that are not clan's, expressions.
   */
  readonly isIncomplete: boolean;

  constructor(machine: Machine) {
    const read = settingsOf(machine).map(([, settings]) => loginSettings(settings));
    const values = new Map<string, unknown[]>();
    for (const { option, value } of read.flatMap(({ options }) => options)) {
      const present = values.get(option);
      if (present === undefined) values.set(option, [value]);
      else present.push(value);
    }
    this.values = values;
    this.isIncomplete =
      read.some(({ isOpaque }) => isOpaque) ||
      importedBy(machine).some(isUnread) ||
      machineFiles(machine).some(({ path }) => path.endsWith("/configuration.nix")) ||
      rolesOf(machine).some(({ service: { module } }) => module.input !== "clan-core");
  }

  /** All values that an option may get. */
  of(option: string): readonly unknown[] {
    return this.values.get(option) ?? [];
  }

  /** The options below a prefix that are set. */
  below(prefix: string): readonly string[] {
    return [...this.values.keys()].filter((option) => option.startsWith(`${prefix}.`));
  }
}

function isUnread(module: Module): boolean {
  return module.kind === "input-module"
    ? !UNRELATED_INPUTS.includes(module.input)
    : isHandWritten(module);
}

/** Whether an option may be true: it is, or an expression decides. */
export function mayBeTrue(values: readonly unknown[]): boolean {
  return values.some((value) => value === true || NixExpression.isNixExpression(value));
}

/** Whether an option is false for certain: it is set to that, and not only by default. */
export function isOff(values: readonly unknown[]): boolean {
  const isDefault = (value: unknown) =>
    NixExpression.isNixExpression(value) && print(value).startsWith("lib.mkDefault");
  return values.includes(false) && !values.some(isDefault);
}

/** The known options of a machine; read once. */
export const knownOptions = onceLocked((machine: Machine) => new KnownOptions(machine));
