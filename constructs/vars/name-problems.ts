import type { Finding } from "../diagnostics/finding";

const NAME = /^[a-z0-9][a-z0-9_-]*$/;

/** What is wrong with the name of a generator or secret, which is that of its file, too. */
export function* varsNameProblems(kind: "generator" | "secret", name: string): Iterable<Finding> {
  if (NAME.test(name)) return;
  yield {
    code: "vars-name-invalid",
    summary: `name of ${kind} is invalid`,
    value: name,
    allowed: "a-z or 0-9, then a-z, 0-9, '_' and '-'",
    remedy: `rename the ${kind}`,
  };
}
