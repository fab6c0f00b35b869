import { isList } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { decided } from "./definitions";
import { type KnownOptions, knownOptions } from "./known-options";
import { allowsPasswords } from "./sshd";

const SETTINGS = "services.openssh.settings";

/** Whether settings of sshd refuse the account that updates a machine, whatever keys it has. */
export function* refusedAccount(machine: NixosMachine, user: string): Iterable<Finding> {
  const options = knownOptions(machine);
  const refusal = refusalOf(options, user, allowsPasswords(machine));
  if (refusal === undefined) return;
  yield {
    code: "sshd-refuses-account",
    summary: `sshd of the machine refuses ${user}, who updates it: ${refusal}`,
    value: machine.name,
    allowed: "settings of services.openssh that let this account in with a key",
    remedy:
      user === "root"
        ? "let root in with keys only, which is the default, or update as another account: `targetHost` of the machine with `USER@HOST`"
        : `let ${user} in there`,
  };
}

function refusalOf(options: KnownOptions, user: string, hasPasswords: boolean): string | undefined {
  if (user === "root" && options.isSetTo(`${SETTINGS}.PermitRootLogin`, "no")) {
    return "PermitRootLogin is no";
  }
  const isWithoutKeys = [false, "no"].some((value) =>
    options.isSetTo(`${SETTINGS}.PubkeyAuthentication`, value),
  );
  if (isWithoutKeys && !hasPasswords) return "PubkeyAuthentication is no";
  const [allowed, denied] = ["AllowUsers", "DenyUsers"].map((name) => names(options, name));
  if (allowed !== undefined && allowed.length > 0 && !allowed.some((one) => mayMatch(one, user))) {
    return `AllowUsers has only ${allowed.join(", ")}`;
  }
  return denied?.includes(user) ? `DenyUsers has ${user}` : undefined;
}

/** The names of a list, if nothing but the fleet's settings decides on them. */
function names(options: KnownOptions, name: string): readonly string[] | undefined {
  const values = decided(options.definitionsOf(`${SETTINGS}.${name}`));
  if (!values?.every((value) => isList<unknown>(value))) return undefined;
  const all: readonly unknown[] = values.flat();
  return all.every((one) => typeof one === "string") ? all : undefined;
}

/** `ada`, `ada@203.0.113.*`; a pattern may be any. */
function mayMatch(pattern: string, user: string): boolean {
  return /[*?!]/.test(pattern.split("@")[0] ?? "") || pattern.split("@")[0] === user;
}
