import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { Account } from "./account";
import { knownOptions } from "./known-options";
import { missingKey } from "./login-keys";
import { rootRefusal } from "./root-access";
import { accountsWithKeys, holdKeys } from "./ssh-keys";
import { NIXOS_KEYS } from "./sshd-config";
import { sshdRefusal } from "./sshd-refusals";

/**
 * Reports why an account certainly cannot log in to a machine or update it.
 *
 * @param console - names another way to the machine, for the message
 */
export function* accountProblems(
  machine: NixosMachine,
  account: Account,
  console: string,
): Iterable<Finding> {
  const missing = missingKey(machine, account);
  const { name } = account;
  if (missing === "no-account" || missing === "no-key") {
    const lack = missing === "no-key" ? "has no authorized SSH key" : "does not exist on it";
    yield {
      code: "machine-without-login-key",
      summary: `account ${name}, which updates the machine, ${lack}${console}`,
      value: machine.name,
      allowed: `a key for ${name}; accounts with keys: ${[...accountsWithKeys(machine)].join(", ") || "none"}`,
      remedy: isReplaced(machine, name)
        ? `remove the stronger definition of ${keysOf(name)}, such as one with lib.mkForce`
        : name === "root"
          ? `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [USER] })`
          : `add the users who update the machine to \`authorized\` of the UserAccount of ${name}, or add ${newAccount(machine, name)}`,
    };
    return;
  }
  const refusals = [...refusalProblems(machine, account)];
  yield* refusals;
  // One thing after the other.
  if (refusals.length === 0) yield* rootProblems(machine, account);
}

/** Reports settings of sshd that certainly deny an account. */
export function* refusalProblems(machine: NixosMachine, account: Account): Iterable<Finding> {
  const refusal = sshdRefusal(machine, account) ?? unreadKey(machine, account);
  if (refusal === undefined) return;
  const { name } = account;
  yield {
    code: "sshd-refuses-account",
    summary: `sshd of the machine denies account ${name}, which updates it: ${refusal}`,
    value: machine.name,
    allowed: "settings of services.openssh that allow this account to log in with a key",
    remedy: `change the setting so that ${name} can log in, or update as another account: ${asAnother(machine, account)}`,
  };
}

function unreadKey(machine: NixosMachine, account: Account): string | undefined {
  return missingKey(machine, account) === "unread-key"
    ? `AuthorizedKeysFile does not contain ${NIXOS_KEYS}, the file with its key`
    : undefined;
}

function* rootProblems(machine: NixosMachine, account: Account): Iterable<Finding> {
  const refusal = rootRefusal(machine, account);
  if (refusal === undefined) return;
  const { name } = account;
  yield {
    code: "account-cannot-update",
    summary: `account ${name} can log in to the machine, but cannot update it: ${refusal.reason}`,
    value: machine.name,
    allowed: "root, or an account that sudo lets become root: clan activates a system as root",
    remedy: `${refusal.remedy}, or update as another account: ${asAnother(machine, account)}`,
  };
}

/** Whether a stronger definition replaces the keys of an account. */
function isReplaced(machine: NixosMachine, name: string): boolean {
  const definitions = knownOptions(machine).definitionsOf(keysOf(name));
  return definitions.some((definition) => holdKeys(machine, [definition]));
}

function keysOf(name: string): string {
  return `users.users.${name}.openssh.authorizedKeys.keys`;
}

/** How to update a machine as an account that can log in to it and become root. */
function asAnother(machine: NixosMachine, account: Account): string {
  const names = [...accountsWithKeys(machine)].filter(
    (name) => name !== account.name && canUpdate(machine, new Account(machine, name)),
  );
  const [name] = names;
  if (name !== undefined) return `set \`targetHost\` of the machine to ${name}@HOST`;
  return `add ${newAccount(machine, "NAME")}, and set \`targetHost\` of the machine to NAME@HOST`;
}

function canUpdate(machine: NixosMachine, account: Account): boolean {
  return (
    missingKey(machine, account) === undefined &&
    sshdRefusal(machine, account) === undefined &&
    rootRefusal(machine, account) === undefined
  );
}

function newAccount(machine: NixosMachine, name: string): string {
  return `new UserAccount(fleet, "${name}", { user: ${name}, machines: [${machine.name}], groups: ["wheel"] }) for a user with an SSH key`;
}
