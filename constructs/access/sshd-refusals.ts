import { isList } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { decided } from "./definitions";
import { type KnownOptions, knownOptions } from "./known-options";
import { allowsPasswords } from "./sshd";

const SETTINGS = "services.openssh.settings";

/** Reports settings of sshd that deny the account that updates a machine, even with an authorized key. */
export function* refusedAccount(machine: NixosMachine, user: string): Iterable<Finding> {
  const options = knownOptions(machine);
  const refusal = refusalOf(options, user, allowsPasswords(machine));
  if (refusal === undefined) return;
  yield {
    code: "sshd-refuses-account",
    summary: `sshd of the machine denies account ${user}, which updates it: ${refusal}`,
    value: machine.name,
    allowed: "settings of services.openssh that allow this account to log in with a key",
    remedy:
      user === "root"
        ? "allow root to log in with keys, which is the default, or update as another account: set `targetHost` of the machine to `USER@HOST`"
        : `change the setting so that ${user} can log in`,
  };
}

function refusalOf(options: KnownOptions, user: string, hasPasswords: boolean): string | undefined {
  if (user === "root") {
    const refusal = rootRefusalOf(options);
    if (refusal !== undefined) return refusal;
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

/** Settings that deny root alone. The groups of another account are not known here. */
function rootRefusalOf(options: KnownOptions): string | undefined {
  const denying = ["no", "forced-commands-only"].find((value) =>
    options.isSetTo(`${SETTINGS}.PermitRootLogin`, value),
  );
  if (denying !== undefined) return `PermitRootLogin is ${denying}`;
  if (options.of("users.users.root.extraGroups").length > 0) return undefined;
  const [allowed, denied] = ["AllowGroups", "DenyGroups"].map((name) => names(options, name));
  if (
    allowed !== undefined &&
    allowed.length > 0 &&
    !allowed.some((one) => mayMatch(one, "root"))
  ) {
    return `AllowGroups has only ${allowed.join(", ")}`;
  }
  return denied?.includes("root") ? "DenyGroups has root" : undefined;
}

/** The names in a list; undefined unless the fleet's settings alone determine it. */
function names(options: KnownOptions, name: string): readonly string[] | undefined {
  const values = decided(options.definitionsOf(`${SETTINGS}.${name}`));
  if (!values?.every((value) => isList<unknown>(value))) return undefined;
  const all: readonly unknown[] = values.flat();
  return all.every((one) => typeof one === "string") ? all : undefined;
}

/** Whether `ada` or `ada@203.0.113.*` may match a user; a wildcard may match any user. */
function mayMatch(pattern: string, user: string): boolean {
  return /[*?!]/.test(pattern.split("@")[0] ?? "") || pattern.split("@")[0] === user;
}
