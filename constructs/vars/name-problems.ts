import type { Finding } from "../diagnostics/finding";

// import-tree skips a file whose name starts with `_`.
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** Checks the name of a generator or secret, which is also its file name. */
export function* varsNameProblems(kind: "generator" | "secret", name: string): Iterable<Finding> {
  if (NAME.test(name)) return;
  yield {
    code: "vars-name-invalid",
    summary: `${kind} name is invalid`,
    value: name,
    allowed: "a letter or digit, then letters, digits, '_', '.' and '-'",
    remedy: `rename the ${kind}`,
  };
}
