import { isAttributes } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { MetaLists, MetaReference } from "../meta-reference";
import { type Definition, inForce } from "./definitions";
import { knownOptions } from "./known-options";

const USER_KEYS = /^users\.users\.(.+)\.openssh\.authorizedKeys\.(keys|keyFiles)$/;

/** The accounts of a machine that have an authorized SSH key. */
export function accountsWithKeys(machine: Machine): ReadonlySet<string> {
  const options = knownOptions(machine);
  return new Set(
    options.definedBelow("users.users").flatMap((option) => {
      const [, account] = USER_KEYS.exec(option) ?? [];
      if (account === undefined) return [];
      return holdKeys(machine, options.definitionsOf(option)) ? [account] : [];
    }),
  );
}

/**
 * Whether a definition that may take effect contains a key, the path of a file with keys, or something that only Nix can
 * evaluate.
 */
export function holdKeys(machine: Machine, definitions: readonly Definition[]): boolean {
  return inForce(definitions).some(({ value }) => holdsKeys(machine, value));
}

function holdsKeys(machine: Machine, value: unknown): boolean {
  if (value === undefined) return false;
  if (MetaLists.isMetaLists(value)) return value.lists.some((list) => holdsKeys(machine, list));
  if (MetaReference.isMetaReference(value)) return factHoldsKeys(machine, value);
  if (Array.isArray(value)) return value.some((one) => typeof one !== "string" || isKey(one));
  return isAttributes(value) ? Object.keys(value).length > 0 : true;
}

/** Whether a text is a line of `authorized_keys`, or the path of a file, and not a fingerprint or a private key. */
function isKey(text: string): boolean {
  return /(^|\s)(ssh|ecdsa|sk)-\S+\s+AAAA/.test(text) || /^\.{0,2}\//.test(text);
}

function factHoldsKeys({ fleet }: Machine, { path }: MetaReference): boolean {
  const [, name] = path;
  const user = fleet.users.find((one) => one.name === name);
  return user === undefined || user.sshKeys.length > 0;
}
