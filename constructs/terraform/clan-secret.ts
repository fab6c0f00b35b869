import type { Finding } from "../diagnostics/finding";

const SECRET_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Whether a name is one that `clan secrets get` takes as a word of a shell command. */
export function isClanSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What is wrong with the name of a secret of clan's. */
export function* clanSecretProblems(name: string): Iterable<Finding> {
  if (isClanSecretName(name)) return;
  yield {
    code: "clan-secret-name-invalid",
    summary: "name of clan secret is invalid",
    value: name,
    allowed: "a letter or digit, then letters, digits, '.', '_' and '-'",
    remedy: "name it as `clan secrets list` prints it",
  };
}
