import { NixExpression, partsOf, print } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { importedBy, rolesOf, settingsOf } from "../module/machine-modules";
import type { Module } from "../module/module";
import { onceLocked } from "../once-locked";

/** Inputs whose modules have nothing to do with logins. */
const UNRELATED_INPUTS = ["disko", "home-manager", "nix-index-database", "sops-nix", "stylix"];

/** Options of a machine as the fleet says them, whatever condition they stand under. */
export class KnownOptions {
  private readonly values: ReadonlyMap<string, readonly unknown[]>;
  /** Whether raw Nix in the settings sets options that only Nix can read. */
  private readonly hasRawSource: boolean;

  constructor(private readonly machine: Machine) {
    const values = new Map<string, unknown[]>();
    let hasRawSource = false;
    for (const [, settings] of settingsOf(machine)) {
      for (const { value, at, isResult } of partsOf(settings)) {
        if (typeof value === "string" && !isResult && LOGIN_OPTIONS.test(value)) {
          hasRawSource = true;
        }
        const option = at.filter((step) => !/^\d+$/.test(step)).join(".");
        if (!LOGIN_OPTIONS.test(option)) continue;
        const known = values.get(option);
        if (known === undefined) values.set(option, [value]);
        else known.push(value);
      }
    }
    this.values = values;
    this.hasRawSource = hasRawSource;
  }

  /** All values that an option may get. */
  of(option: string): readonly unknown[] {
    return this.values.get(option) ?? [];
  }

  /** The options below a prefix that are set. */
  below(prefix: string): readonly string[] {
    return [...this.values.keys()].filter((option) => option.startsWith(`${prefix}.`));
  }

  /**
   * Whether something that the fleet does not read may decide on logins too: modules of other inputs and
   * files that a person wrote, services that are not clan's, raw Nix.
   */
  get isIncomplete(): boolean {
    return (
      this.hasRawSource ||
      importedBy(this.machine).some(isUnread) ||
      rolesOf(this.machine).some(({ service: { module } }) => module.input !== "clan-core")
    );
  }
}

const LOGIN_OPTIONS = /\b(openssh|authorizedKeys|users\.users|networking\.firewall|nftables)\b/;

function isUnread(module: Module): boolean {
  if (module.kind === "input-module") return !UNRELATED_INPUTS.includes(module.input);
  return module.kind === "flake-module" && !module.isGenerated;
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
