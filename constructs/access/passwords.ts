import type { NixosMachine } from "../machine/nixos-machine";
import type { Account } from "./account";
import { sshdConfig } from "./sshd-config";

/** Whether sshd may accept a password of an account. */
export function mayAcceptPasswords(machine: NixosMachine, account: Account): boolean {
  const { name, isRoot } = account;
  if (!account.mayHavePassword) return false;
  const config = sshdConfig(machine);
  const [accepted] = config.first("passwordauthentication", name) ?? ["yes"];
  const [root] = config.first("permitrootlogin", name) ?? ["yes"];
  return accepted !== "no" && (!isRoot || root === "yes");
}
