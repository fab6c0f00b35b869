import { NixComment } from "../nix-modules/language";
import type { Problem } from "./problem";

interface SecretForm {
  readonly pattern: RegExp;
  readonly kind: string;
}

/** Secrets that are known by their form wherever they stand. */
const SECRET_FORMS: readonly SecretForm[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, kind: "a private key" },
  { pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20}/, kind: "an age secret key" },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{36}/, kind: "a GitHub token" },
  { pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"]+:[^\s/@"$]+@/, kind: "a password in a URL" },
];

/** A Hetzner token is told from other words by being the whole of a value. */
const HETZNER_TOKEN: SecretForm = {
  pattern: /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{64}$/,
  kind: "a Hetzner API token",
};

const SECRET_NAME =
  /(^|[_-])(token|password|passwd|passphrase|secret|secret_key|access_key|private_key|api_key)$/;

/** Shows enough of a secret to find it and too little to use it. */
export function shorten(secret: string): string {
  return `${secret.slice(0, 4)}… (${secret.length} characters)`;
}

/** A secret in the clear, and the names that lead to it. */
export interface SecretLiteral {
  readonly at: readonly string[];
  readonly problem: Problem;
}

/**
 * Finds secrets that stand in a value in the clear: private keys and tokens by their form, and any plain
 * text under a name such as `token` or `password`. References are not secrets.
 */
export function* secretLiterals(
  value: unknown,
  at: readonly string[] = [],
): Iterable<SecretLiteral> {
  if (typeof value === "string") {
    const kind = secretKind(value, nameOf(at));
    if (kind !== undefined) yield { at, problem: secretProblem(value, kind, at) };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* secretLiterals(item, [...at, `${index}`]);
  } else if (value instanceof NixComment) {
    yield* secretLiterals(value.value, at);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (key !== "//") yield* secretLiterals(child, [...at, key]); // cdktf's notes, not Terraform's
    }
  }
}

/** The kind of a secret that stands somewhere in a text, and the secret. */
export function secretInText(text: string): { kind: string; secret: string } | undefined {
  for (const { pattern, kind } of SECRET_FORMS) {
    const [secret] = text.match(pattern) ?? [];
    if (secret !== undefined) return { kind, secret };
  }
  return undefined;
}

/** The default of a variable is the variable's value. */
function nameOf(at: readonly string[]): string {
  const [kind, name, attribute] = at;
  if (kind === "variable" && attribute === "default" && name !== undefined) return name;
  return at.findLast((step) => !/^\d+$/.test(step)) ?? "";
}

function secretKind(text: string, name: string): string | undefined {
  const byForm = [...SECRET_FORMS, HETZNER_TOKEN].find(({ pattern }) => pattern.test(text));
  if (byForm !== undefined) return byForm.kind;
  const isReference = /\$\{/.test(text.replaceAll("$${", ""));
  const snakeName = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return SECRET_NAME.test(snakeName) && text !== "" && !isReference ? "a secret" : undefined;
}

function secretProblem(secret: string, kind: string, at: readonly string[]): Problem {
  return {
    what: `${at.join(".")} holds ${kind} in the clear, which would be committed with the output`,
    value: shorten(secret),
    allowed: "a reference: clan's secrets, a sensitive variable, or the environment",
    remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
  };
}
