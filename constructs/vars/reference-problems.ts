import type { Finding } from "../diagnostics/finding";
import type { VarsReference } from "./vars-reference";

/**
 * Checks a reference to a file, independent of the machine.
 *
 * @param where - the option with the reference, for messages
 */
export function* referenceProblems(
  { generator, file, attribute }: VarsReference,
  where: string,
): Iterable<Finding> {
  const facts = generator.files[file];
  if (facts === undefined) {
    yield {
      code: "vars-file-unknown",
      summary: `${where} refers to an undeclared file of generator ${generator.name}`,
      value: file,
      allowed: Object.keys(generator.files).join(", "),
      remedy: "correct the name, or declare the file",
    };
  } else if (attribute === "value" && facts.secret !== false) {
    yield {
      code: "vars-secret-value",
      summary: `${where} reads the value of a secret of ${generator.name}, which would be in the Nix store`,
      value: file,
      allowed: "a file with `secret: false`",
      remedy: "refer to its path, so that the service reads the file",
    };
  } else if (attribute === "path" && facts.secret !== false && facts.deploy === false) {
    yield {
      code: "vars-file-not-deployed",
      summary: `${where} refers to the path of a secret of ${generator.name} that is not deployed`,
      value: file,
      allowed: "a file without `deploy: false`",
      remedy: "remove `deploy: false`, or refer to a file that another generator derives from it",
    };
  }
}
