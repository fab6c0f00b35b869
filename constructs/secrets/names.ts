/** Which kind of secret a value is by its name. */
export type SecretName =
  /** A password: people choose it, so it may be a word, a number or a sentence. */
  | "password"
  /** A token, an API key, or another secret that a program made. */
  | "token"
  /** What may as well be public, such as `key`: only randomness tells. */
  | "key";

/** What a value that is known by its name only is called. */
export const LIKELY_KINDS = { password: "a password", token: "a secret", key: "a secret" } as const;

const PASSWORD = /(?:password|passwd|passphrase|passwort)$|(?:^|_)psk(?:_raw)?$|_(?:pwd|pass)$/;
const TOKEN =
  /(?:token|secret)$|(?:secret|access|private|shared|auth|encryption|master|api)_?key$|secret_key_base$/;
const KEY = /(?:^|_)(?:key|credentials?|cookie|seed|salt|jwt|hmac|auth|authorization)$/;

/** A switch (`show_password`), a reference (`from_secret`), a directive (`proxy_pass`), or a portal of D-Bus. */
const NO_SECRET =
  /^(?:show|hide|ask|requires?|allow|disable|enable|use|has|is|no|needs?|with|without|change|reset|forgot|save|remember|prompt|min|max|from|existing|image_pull|public|generate)_|(?:^|_)(?:proxy|fastcgi|uwsgi|scgi|grpc)_pass$|portal_secret$/;

/** Lists of secrets; those that are just called `secrets` hold names. */
const PLURAL = /(token|password|passphrase|(?:api|private)[_-]?key)s$/i;

/** Names that say in which part of an option a value stands, not what it is. */
const PARTS = new Set(["value", "default", "text", "content", "plaintext_value"]);

/** Names of sets of commands: what one of these is called says nothing of it. */
const COMMANDS = new Set([
  ...["shellAliases", "shellAbbrs", "shellGlobalAliases", "functions", "alias", "aliases"],
]);

/**
 * Places of what guards nothing: a virtual machine to try a configuration in, and tests, whose machines are
 * known by their options: `nodes.machine.users.…`.
 */
const THROWAWAY =
  /(?:^|\.)(?:vmVariant\w*\.|testScript(?:\.|$)|(?:flake|perSystem)\.checks\.|nodes\.[^.]+\.(?:users|services|networking|environment|programs|systemd|virtualisation)\.)/;

/** Which kind of secret the value at a place is by its name, if any. */
export function secretNameAt(at: readonly string[]): SecretName | undefined {
  if (isThrowaway(at) || isCommand(at)) return undefined;
  return isBasicAuth(at) ? "password" : secretName(nameOf(at));
}

/** Which kind of secret a name stands for, in whatever case it is written. */
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

/** Whether a place is that of an account's password: NixOS takes any text there as the password itself. */
export function isAccountPassword(at: readonly string[]): boolean {
  const name = at.at(-1);
  return name === "initialPassword" || (name === "password" && at.at(-3) === "users");
}

/** Whether what stands at a place guards nothing. */
export function isThrowaway(at: readonly string[]): boolean {
  return THROWAWAY.test(at.join("."));
}

/** The name of a value; what stands in a list has one only if it says that it is a list of secrets. */
function nameOf(at: readonly string[]): string {
  const last = at.at(-1) ?? "";
  if (/^\d+$/.test(last)) return at.at(-2)?.match(PLURAL)?.[1] ?? "";
  return at.findLast((step) => !PARTS.has(step)) ?? "";
}

function isCommand(at: readonly string[]): boolean {
  return at.includes("programs") && COMMANDS.has(at.at(-2) ?? "");
}

/** Passwords of a virtual host of nginx, by the names of those who have them. */
function isBasicAuth(at: readonly string[]): boolean {
  return at.at(-2) === "basicAuth" && at.includes("virtualHosts");
}
