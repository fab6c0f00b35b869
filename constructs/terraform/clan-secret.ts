import type { Finding } from "../diagnostics/finding";

const SECRET_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Whether a name is a valid argument of `clan secrets get`, without quotes. */
export function isClanSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Problems of the name of a clan secret. */
export function* clanSecretProblems(name: string): Iterable<Finding> {
  if (isClanSecretName(name)) return;
  yield {
    code: "clan-secret-name-invalid",
    summary: "name of clan secret is invalid",
    value: name,
    allowed: "a letter or digit, then letters, digits, '.', '_' and '-'",
    remedy: "use the name that `clan secrets list` prints",
  };
}
