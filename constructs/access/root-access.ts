import { isAttributes } from "@nix-fleet/nix-language";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Account } from "./account";
import { decided } from "./definitions";
import { type KnownOptions, knownOptions } from "./known-options";

/** Programs that are `sudo`: clan becomes root with `sudo -A`, which asks for the account's password. */
const SUDO = ["security.sudo", "security.sudo-rs"];

/** Why an account cannot update a machine, and how it could. */
export interface RootRefusal {
  readonly reason: string;
  readonly remedy: string;
}

/** Why an account certainly cannot update a machine as root; undefined if it may. */
export function rootRefusal(machine: NixosMachine, account: Account): RootRefusal | undefined {
  const options = knownOptions(machine);
  if (account.isRoot || isReplaced(options, "security")) return undefined;
  return sudoRefusal(options, account) ?? copyRefusal(machine, options, account);
}

function sudoRefusal(options: KnownOptions, account: Account): RootRefusal | undefined {
  // Another program, or one that another module brings, may stand in for sudo.
  if (["security.doas", "security.please"].some((other) => options.definedBelow(other).length > 0))
    return undefined;
  const isReplacing = isDefined(options, "security.sudo-rs.enable");
  if (options.isSetTo("security.sudo.enable", false) && !isReplacing) {
    return {
      reason: "it cannot become root, since security.sudo.enable is false",
      remedy: "remove security.sudo.enable",
    };
  }
  const { groups } = account;
  if (groups === undefined || hasOwnRule(options, account.name, groups)) return undefined;
  if (!groups.includes("wheel")) {
    return {
      reason:
        "it cannot become root, since it is not in the group wheel, and no rule of sudo names it",
      remedy: 'add it to the group, as with `groups: ["wheel"]` of its UserAccount',
    };
  }
  if (account.mayHavePassword || !needsPassword(options)) return undefined;
  return {
    reason: "it cannot become root, since sudo asks for its password, and it has none",
    remedy:
      "set security.sudo.wheelNeedsPassword to false, or give it a password with a UserAccount",
  };
}

/** Whether a rule of sudo may name an account or its groups. */
function hasOwnRule(options: KnownOptions, user: string, groups: readonly string[]): boolean {
  return SUDO.some((sudo) => {
    const texts = [`${sudo}.extraConfig`, `${sudo}.configFile`];
    if (isReplaced(options, sudo) || texts.some((text) => isDefined(options, text))) return true;
    const rules = decided(options.definitionsOf(`${sudo}.extraRules`))?.flat();
    if (rules === undefined) return true;
    return rules.some((rule) => {
      if (!isAttributes(rule)) return true;
      const named = [rule.users, rule.groups].flat();
      return named.some(
        (name) =>
          typeof name === "number" ||
          name === "ALL" ||
          name === user ||
          groups.includes(String(name)),
      );
    });
  });
}

/** Whether sudo asks for a password: not with another way to authenticate, or for the group wheel. */
function needsPassword(options: KnownOptions): boolean {
  if (options.definedBelow("security.pam").length > 0) return false;
  return SUDO.every((sudo) => {
    const given = options.definitionsOf(`${sudo}.wheelNeedsPassword`);
    return given.length === 0 || decided(given)?.includes(true);
  });
}

/** A build host copies what it built without signatures, which Nix accepts from trusted users only. */
function copyRefusal(
  machine: NixosMachine,
  options: KnownOptions,
  account: Account,
): RootRefusal | undefined {
  const { groups } = account;
  if (machine.buildHost === undefined || groups === undefined) return undefined;
  if (isReplaced(options, "nix") || isReplaced(options, "nix.settings")) return undefined;
  // The build host may sign what it builds.
  if (options.definedBelow("nix.settings").some((option) => /public-keys$/.test(option)))
    return undefined;
  const trusted = decided(options.definitionsOf("nix.settings.trusted-users"))?.flat();
  const isTrusted = trusted?.some(
    (name) => name === "*" || name === account.name || groups.some((group) => name === `@${group}`),
  );
  if (trusted === undefined || isTrusted) return undefined;
  return {
    reason: "the build host copies as it, and nix.settings.trusted-users does not contain it",
    remedy: `add ${JSON.stringify(account.name)} or "@wheel" to nix.settings.trusted-users, remove buildHost`,
  };
}

function isDefined(options: KnownOptions, option: string): boolean {
  return options.definitionsOf(option).length > 0;
}

/** Whether an expression stands in place of a set of options. */
function isReplaced(options: KnownOptions, set: string): boolean {
  return options.definitionsOf(set).some(({ value }) => !isAttributes(value));
}
