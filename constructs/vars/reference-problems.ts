import type { Finding } from "../diagnostics/finding";
import type { VarsReference } from "./vars-reference";

/**
 * What is wrong with a reference to a file, whichever machine has the settings.
 *
 * @param where - the option that has it, as messages name it
 */
export function* referenceProblems(
  { generator, file, attribute }: VarsReference,
  where: string,
): Iterable<Finding> {
  const facts = generator.files[file];
  if (facts === undefined) {
    yield {
      code: "vars-file-unknown",
      summary: `${where} refers to a file that generator ${generator.name} does not make`,
      value: file,
      allowed: Object.keys(generator.files).join(", "),
      remedy: "correct the name, or declare the file",
    };
  } else if (attribute === "value" && facts.secret !== false) {
    yield {
      code: "vars-secret-value",
      summary: `${where} reads the value of a secret of ${generator.name}, which would be in the nix store`,
      value: file,
      allowed: "a file with `secret: false`",
      remedy: "refer to its path, and let the service read it there",
    };
  } else if (attribute === "path" && facts.secret !== false && facts.deploy === false) {
    yield {
      code: "vars-file-not-deployed",
      summary: `${where} refers to the path of a secret of ${generator.name} that no machine gets`,
      value: file,
      allowed: "a file without `deploy: false`",
      remedy: "deploy it, or refer to a file that another generator makes of it",
    };
  }
}
