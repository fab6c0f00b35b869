import { partsOf } from "@nix-fleet/nix-language";
import type { NixosMachine } from "../machine/nixos-machine";
import { settingsBesideSystem, settingsOf } from "../module/machine-modules";
import type { Account } from "./account";
import { decided } from "./definitions";
import { knownOptions } from "./known-options";
import { mayAcceptPasswords } from "./passwords";
import { accountsWithKeys } from "./ssh-keys";
import { NIXOS_KEYS, sshdConfig } from "./sshd-config";

/** Settings of sshd with other sources of keys: certificates, a command that prints keys. */
const OTHER_SOURCES = ["trustedusercakeys", "authorizedkeyscommand"];

/** Files of homes, which a new machine does not have. */
const IN_HOME = /^(%h\/|(?!\/)\S)/;

/** Why nobody certainly can log in as an account of a machine: it has no key that sshd reads. */
export type MissingKey = "no-account" | "no-key" | "unread-key";

/** The reason why an account has no key that sshd reads; undefined if it may have one, or another way in. */
export function missingKey(machine: NixosMachine, account: Account): MissingKey | undefined {
  const options = knownOptions(machine);
  const config = sshdConfig(machine);
  const files = config.keyFiles(account.name);
  const isRead = files === undefined || files.some(isNixosKeys);
  const hasKey = account.exists && accountsWithKeys(machine).has(account.name);
  if (hasKey && isRead) return undefined;
  if (OTHER_SOURCES.some((source) => config.maySet(source, account.name))) return undefined;
  const commands = options.definitionsOf("services.openssh.authorizedKeysCommand");
  if (commands.length > 0 && !decided(commands)?.includes("none")) return undefined;
  if (files?.some((file) => mayExist(machine, file)) || mayAcceptPasswords(machine, account))
    return undefined;
  if (!account.exists) return "no-account";
  return hasKey ? "unread-key" : "no-key";
}

function isNixosKeys(file: string): boolean {
  return file === NIXOS_KEYS || file.startsWith("/etc/ssh/authorized_keys.d/");
}

/** Whether a file with keys may be on a machine that the fleet installed. */
function mayExist(machine: NixosMachine, file: string): boolean {
  if (file === "none" || file === NIXOS_KEYS) return false;
  const folder = file.replace(/%.*/, "").replace(/^\/etc\//, "");
  if (IN_HOME.test(file)) return mentions(machine, "authorized_keys");
  return file.startsWith("/etc/") ? mentions(machine, folder) : true;
}

/** Whether settings outside sshd's contain a text. */
function mentions(machine: NixosMachine, text: string): boolean {
  const settings = [...settingsOf(machine), ...settingsBesideSystem(machine)];
  return settings.some(([, one]) =>
    [...partsOf(one)].some(({ at, value }) => {
      const option = at.join(".");
      if (option.startsWith("services.openssh.")) return false;
      return option.includes(text) || (typeof value === "string" && value.includes(text));
    }),
  );
}
