import { partsOf } from "@nix-fleet/nix-language";
import type { Finding } from "./diagnostics/finding";

interface SecretForm {
  readonly pattern: RegExp;
  readonly kind: string;
}

/** Secrets that are known by their form wherever they stand. */
const SECRET_FORMS: readonly SecretForm[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----/, kind: "a private key" },
  { pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20}/, kind: "an age secret key" },
  { pattern: /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})/, kind: "a GitHub token" },
  { pattern: /\bAKIA[A-Z0-9]{16}\b/, kind: "an AWS access key" },
  { pattern: /\btskey-[a-z]+-[A-Za-z0-9]{8}/, kind: "a Tailscale key" },
  { pattern: /\bxox[abprs]-[A-Za-z0-9-]{10}/, kind: "a Slack token" },
  {
    // No digest of an image.
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"]+:[^\s/@"$]+@(?!sha\d+:)/,
    kind: "a password in a URL",
  },
];

/**
 * No hash: hexadecimal ones have no capitals, and those in base64 have other characters beside them. Nor a
 * line of a certificate, which has nothing beside it.
 */
const HETZNER_TOKEN: SecretForm = {
  pattern:
    /(?<![\w+/-])(?!(?<=\n[ \t]*).{64}\n)(?=[A-Z\d]*[a-z])(?=[a-z\d]*[A-Z])(?=[A-Za-z]*\d)[A-Za-z\d]{64}(?![\w+/=-])/,
  kind: "a Hetzner API token",
};
/** To look all around every word takes long; few texts have one of this length. */
const TOKEN_LENGTH = /[A-Za-z\d]{64}/;

const SECRET_NAME =
  /(^|[_-])(token|password|passwd|pgpassword|passphrase|psk|psk_raw|secret|(secret|access|private|preshared|auth)_?key|api_?key)$/;

/** What programs take for the place of a secret: a file, a variable, a key of a store of their own. */
const ELSEWHERE: readonly RegExp[] = [
  /^(file:(\/\/)?)?(~|%d|\/(etc|home|nix|opt|persist|private|root|run|srv|tmp|Users|var))\//,
  /^\$[A-Z_][A-Z0-9_]*(\/|$)/,
  /^(ext|env):\w+$|^op:\/\//,
  /\$\(|^\$__\w+\{|^\{\{.*\}\}$|^\{(\$|env\.|file\.)?[A-Z_][\w./-]*\}$|^@[A-Z_]+@$|^!secret /,
];

/** Names of sets of commands: what one of these is called says nothing of it. */
const COMMANDS = new Set([
  ...["shellAliases", "shellAbbrs", "shellGlobalAliases", "functions", "alias", "aliases"],
]);

/** Shows enough of a secret to find it and too little to use it. */
export function shorten(secret: string): string {
  return `${secret.slice(0, Math.min(4, secret.length / 4))}… (${secret.length} characters)`;
}

/** A secret in the clear, and the names that lead to it. */
export interface SecretLiteral {
  readonly at: readonly string[];
  readonly problem: Finding;
}

/**
 * Finds secrets that stand in a value in the clear: private keys and tokens by their form, and any plain
 * text under a name such as `token` or `password`. References are not secrets.
 */
export function* secretLiterals(
  value: unknown,
  place: readonly string[] = [],
): Iterable<SecretLiteral> {
  for (const { value: part, at, isResult } of partsOf(value, place)) {
    if (typeof part !== "string") continue;
    const found = secretInText(part);
    const isNamed = isResult && isSecretName(nameOf(at)) && isLiteral(part) && !isCommand(at);
    if (found !== undefined) yield { at, problem: secretProblem(found.secret, found.kind, at) };
    else if (isNamed) yield { at, problem: secretProblem(part, "a secret", at) };
  }
}

/** The kind of a secret that stands somewhere in a text, and the secret. */
export function secretInText(text: string): { kind: string; secret: string } | undefined {
  const forms = TOKEN_LENGTH.test(text) ? [...SECRET_FORMS, HETZNER_TOKEN] : SECRET_FORMS;
  for (const { pattern, kind } of forms) {
    const [secret] = text.match(pattern) ?? [];
    if (secret !== undefined) return { kind, secret };
  }
  return undefined;
}

/** The name that a value has; in Terraform, a variable's default and an output's value are all of it. */
function nameOf(at: readonly string[]): string {
  const [block, name, attribute] = at;
  const isWhole =
    (block === "variable" && attribute === "default") ||
    (block === "output" && attribute === "value");
  if (isWhole && name !== undefined) return name;
  return at.findLast((step) => !/^\d+$/.test(step)) ?? "";
}

function isCommand(at: readonly string[]): boolean {
  return at.includes("programs") && COMMANDS.has(at.at(-2) ?? "");
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase());
}

/**
 * Whether a text is a secret itself: not one that is computed, nor the place at which a program finds it,
 * nor the mark of an account without a password.
 */
function isLiteral(text: string): boolean {
  const isComputed = /\$\{/.test(text.replaceAll("$${", ""));
  return !isComputed && !ELSEWHERE.some((place) => place.test(text)) && !/^[!*]?$/.test(text);
}

function secretProblem(secret: string, kind: string, at: readonly string[]): Finding {
  return {
    code: "secret-in-clear",
    summary: `${at.join(".")} holds ${kind} in the clear, which would be committed with the output`,
    value: shorten(secret),
    allowed: "a reference: clan's secrets, a sensitive variable, or the environment",
    remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
  };
}
