/** The kind of secret that a name indicates. */
export type SecretName =
  /** A password: people choose it, so it can be a word, a number or a sentence. */
  | "password"
  /** A token, an API key, or another secret that a program generates. */
  | "token"
  /** A name such as `key`, also used for public values: only randomness indicates a secret. */
  | "key";

/** Descriptions of values that are recognized only by their name. */
export const LIKELY_KINDS = { password: "a password", token: "a secret", key: "a secret" } as const;

const PASSWORD = /(?:password|passwd|passphrase|passwort)$|(?:^|_)psk(?:_raw)?$|_(?:pwd|pass)$/;
const TOKEN =
  /(?:token|secret)$|(?:secret|access|private|shared|auth|encryption|master|api)_?key$|secret_key_base$/;
const KEY = /(?:^|_)(?:key|credentials?|cookie|seed|salt|jwt|hmac|auth|authorization)$/;

/** Flags (`show_password`), references (`from_secret`), directives (`proxy_pass`), and a D-Bus portal. */
const NO_SECRET =
  /^(?:show|hide|ask|requires?|allow|disable|enable|use|has|is|no|needs?|with|without|change|reset|forgot|save|remember|prompt|min|max|from|existing|image_pull|public|generate)_|(?:^|_)(?:proxy|fastcgi|uwsgi|scgi|grpc)_pass$|portal_secret$/;

/** Lists of secrets. Lists named only `secrets` contain names. */
const PLURAL = /(token|password|passphrase|(?:api|private)[_-]?key)s$/i;

/** Names for a part of an option, which do not describe the value. */
const PARTS = new Set(["value", "default", "text", "content", "plaintext_value"]);

/** Names of sets of commands: the names of their attributes do not describe the value. */
const COMMANDS = new Set([
  ...["shellAliases", "shellAbbrs", "shellGlobalAliases", "functions", "alias", "aliases"],
]);

/**
 * Places of secrets that protect nothing: virtual machines for trying a configuration, and tests with their
 * machines, recognized by their options: `nodes.machine.users.…`.
 */
const THROWAWAY =
  /(?:^|\.)(?:vmVariant\w*\.|testScript(?:\.|$)|(?:flake|perSystem)\.checks\.|nodes\.[^.]+\.(?:users|services|networking|environment|programs|systemd|virtualisation)\.)/;

/** The kind of secret that the name of a place indicates, if any. */
export function secretNameAt(at: readonly string[]): SecretName | undefined {
  const name = isBasicAuth(at) ? "password" : secretName(nameOf(at));
  return name === undefined || isThrowaway(at) || isCommand(at) ? undefined : name;
}

/** The kind of secret that a name indicates, in any letter case. */
export function secretName(name: string): SecretName | undefined {
  const words = name
    .replace(/\.[a-z]{2,5}$/, "")
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+|_{2,}/g, "_");
  if (NO_SECRET.test(words)) return undefined;
  if (PASSWORD.test(words)) return "password";
  if (TOKEN.test(words)) return "token";
  return KEY.test(words) ? "key" : undefined;
}

/** Whether a place is the password of an account: NixOS uses any text there as the password. */
export function isAccountPassword(at: readonly string[]): boolean {
  const name = at.at(-1);
  return name === "initialPassword" || (name === "password" && at.at(-3) === "users");
}

/** Whether a secret at a place protects nothing. */
export function isThrowaway(at: readonly string[]): boolean {
  return THROWAWAY.test(at.join("."));
}

/** The name of a value. A list item has one only if the name of the list indicates secrets. */
function nameOf(at: readonly string[]): string {
  const last = at.at(-1) ?? "";
  if (/^\d+$/.test(last)) return at.at(-2)?.match(PLURAL)?.[1] ?? "";
  return at.findLast((step) => !PARTS.has(step)) ?? "";
}

function isCommand(at: readonly string[]): boolean {
  return at.includes("programs") && COMMANDS.has(at.at(-2) ?? "");
}

/** Passwords of an nginx virtual host, by user name. */
function isBasicAuth(at: readonly string[]): boolean {
  return at.at(-2) === "basicAuth" && at.includes("virtualHosts");
}
