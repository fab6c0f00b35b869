import type { NixosMachine } from "../machine/nixos-machine";
import type { Account } from "./account";
import { mayAcceptPasswords } from "./passwords";
import { type SshdConfig, sshdConfig } from "./sshd-config";
import { alwaysMatchesUser, matchesPattern, mayMatchUser } from "./sshd-pattern";

/** Why sshd certainly denies an account, even with an authorized key; undefined if it may accept it. */
export function sshdRefusal(machine: NixosMachine, account: Account): string | undefined {
  const config = sshdConfig(machine);
  const hasPasswords = mayAcceptPasswords(machine, account);
  return (
    accountRefusal(config, account) ??
    rootRefusalOf(config, account) ??
    publicKeyRefusal(config, account, hasPasswords) ??
    methodsRefusal(config, account, hasPasswords) ??
    userRefusal(config, account) ??
    groupRefusal(config, account) ??
    commandRefusal(config, account)
  );
}

function accountRefusal(config: SshdConfig, account: Account): string | undefined {
  if (account.shellRefusal !== undefined) return account.shellRefusal;
  const [pam] = config.first("usepam", account.name) ?? [];
  if (pam !== "no" || account.mayHavePassword) return undefined;
  return "UsePAM is no, so sshd takes an account without a password for locked";
}

/** Commands that run no other command; a program may run what the client asks for. */
const NO_SHELL = /^(internal-sftp|\/bin\/false|.*\/(nologin|false|sftp-server))$/;

function commandRefusal(config: SshdConfig, { name }: Account): string | undefined {
  const [command = ""] = config.first("forcecommand", name) ?? [];
  return NO_SHELL.test(command) ? `ForceCommand is ${command}` : undefined;
}

function rootRefusalOf(config: SshdConfig, { isRoot, name }: Account): string | undefined {
  const [value = ""] = (isRoot && config.first("permitrootlogin", name)) || [];
  return ["no", "forced-commands-only"].includes(value) ? `PermitRootLogin is ${value}` : undefined;
}

function publicKeyRefusal(
  config: SshdConfig,
  { name }: Account,
  hasPasswords: boolean,
): string | undefined {
  if (hasPasswords || isAllowed(config, "pubkeyauthentication", name)) return undefined;
  return "PubkeyAuthentication is no";
}

/** sshd skips a list with a method that is off, and accepts nobody if none is left. */
function methodsRefusal(
  config: SshdConfig,
  { name, isRoot }: Account,
  hasPasswords: boolean,
): string | undefined {
  const lists = config.first("authenticationmethods", name) ?? [];
  // Root may pass only methods with keys, unless PermitRootLogin is yes.
  const isFree = !isRoot || (config.first("permitrootlogin", name) ?? ["yes"]).includes("yes");
  const isPossible: { readonly [method: string]: boolean } = {
    publickey: isAllowed(config, "pubkeyauthentication", name),
    password: hasPasswords,
    "keyboard-interactive": isFree && isAllowed(config, "kbdinteractiveauthentication", name),
  };
  const isUsable = (list: string) =>
    list.split(",").every((method) => isPossible[method.replace(/:.*/, "")] ?? true);
  if (lists.length === 0 || lists.some(isUsable)) return undefined;
  return `AuthenticationMethods is ${lists.join(" ")}, which needs a method that is off for it`;
}

function isAllowed(config: SshdConfig, keyword: string, user: string): boolean {
  return !config.first(keyword, user)?.includes("no");
}

function userRefusal(config: SshdConfig, { name }: Account): string | undefined {
  const denied = config.all("denyusers", name)?.find((one) => alwaysMatchesUser(name, one));
  if (denied !== undefined) return `DenyUsers has ${denied}`;
  const allowed = config.all("allowusers", name) ?? [];
  if (allowed.length === 0 || allowed.some((one) => mayMatchUser(name, one))) return undefined;
  return `AllowUsers has only ${allowed.join(", ")}`;
}

function groupRefusal(config: SshdConfig, { name, groups }: Account): string | undefined {
  if (groups === undefined) return undefined;
  const isOneOf = (pattern: string) => groups.some((group) => matchesPattern(group, pattern));
  const denied = config.all("denygroups", name)?.find(isOneOf);
  if (denied !== undefined) return `DenyGroups has ${denied}`;
  const allowed = config.all("allowgroups", name) ?? [];
  if (allowed.length === 0 || allowed.some(isOneOf)) return undefined;
  return `AllowGroups has only ${allowed.join(", ")}, and its groups are ${groups.join(", ")}`;
}
