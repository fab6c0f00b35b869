import type { Finding } from "../diagnostics/finding";
import { isObject, valueAt } from "./json";

/** Sensitive attributes of providers, the data source that reads clan's secrets, and Terraform's own mark. */
const SENSITIVE =
  /(?<!\w)sensitive\((?<=\$\{[^}]*)|\b(tls_private_key\.[\w-]+\.private_key_\w+|local_sensitive_file\.[\w-]+\.content\w*|random_password\.[\w-]+\.(result|bcrypt_hash)|data\.external\.[\w-]+\.result\.secret)\b/;

const VARIABLE = /\bvar\.([\w-]+)/g;
const LOCAL = /\blocal\.([\w-]+)/g;

/**
 * Outputs with secrets, which Terraform would print, or reject during the apply.
 *
 * @param json - the Terraform JSON of a stack
 */
export function* sensitiveOutputs(json: unknown): Iterable<{ id: string; finding: Finding }> {
  for (const [id, output] of Object.entries(objectAt(json, "output"))) {
    if (!isObject(output) || output.sensitive === true) continue;
    const reference = secretIn(output.value, json, new Set());
    if (reference === undefined) continue;
    yield {
      id,
      finding: {
        code: "output-not-sensitive",
        summary: `output ${id} contains a secret, which Terraform prints after each apply`,
        value: reference,
        allowed: "outputs of secrets with `sensitive: true`",
        remedy: "add `sensitive: true`, or remove the output",
      },
    };
  }
}

/** The first reference to a secret in a value, including references through locals. Terraform prints `nonsensitive(…)`. */
function secretIn(value: unknown, json: unknown, seen: Set<string>): string | undefined {
  const text = withoutNonsensitive(JSON.stringify(value) ?? "");
  const [direct] = SENSITIVE.exec(text) ?? [];
  if (direct !== undefined) return direct;
  for (const [reference, name = ""] of text.matchAll(VARIABLE)) {
    if (valueAt(json, ["variable", name, "sensitive"]) === true) return reference;
  }
  for (const [reference, name = ""] of text.matchAll(LOCAL)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const inside = secretIn(valueAt(json, ["locals", name]), json, seen);
    if (inside !== undefined) return `${reference}, which is ${inside}`;
  }
  return undefined;
}

/** A text without the calls of `nonsensitive` and their arguments. */
function withoutNonsensitive(text: string): string {
  const [before = "", ...calls] = text.split(/(?<!\w)nonsensitive\(/);
  return before + calls.map(afterBracket).join("");
}

/** The text after the bracket that closes one before it; nothing if there is none. */
function afterBracket(text: string): string {
  let open = 1;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "(") open += 1;
    else if (text[index] === ")") open -= 1;
    if (open === 0) return text.slice(index + 1);
  }
  return "";
}

function objectAt(json: unknown, name: string): object {
  const value = valueAt(json, [name]);
  return isObject(value) ? value : {};
}
