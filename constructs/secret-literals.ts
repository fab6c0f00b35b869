import type { Problem } from "./problem";

const SECRET_TEXT: readonly { readonly pattern: RegExp; readonly kind: string }[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, kind: "a private key" },
  { pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20}/, kind: "an age secret key" },
  { pattern: /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{64}$/, kind: "a Hetzner API token" },
];

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
 * Finds secrets that stand in a rendered value in the clear: private keys and tokens by their form, and
 * any plain text under a name such as `token` or `password`. References are not secrets.
 */
export function* secretLiterals(
  value: unknown,
  at: readonly string[] = [],
): Iterable<SecretLiteral> {
  if (typeof value === "string") {
    const kind = secretKind(value, at.at(-1) ?? "");
    if (kind !== undefined) yield { at, problem: secretProblem(value, kind, at) };
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* secretLiterals(child, [...at, key]);
  }
}

function secretKind(text: string, name: string): string | undefined {
  const byForm = SECRET_TEXT.find(({ pattern }) => pattern.test(text));
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
