import type { NixName } from "../expression";
import { isIdentifier } from "../lexical/identifier";
import { syntaxOfLine } from "./of-string";
import { syntaxOf } from "./of-value";
import type { Name } from "./syntax";

/** An attribute name: bare where Nix allows it, else in quotes, or computed. */
export function syntaxOfName(name: NixName): Name {
  if (typeof name === "string") {
    return isIdentifier(name) ? { type: "bare", text: name } : syntaxOfLine([name]);
  }
  if (name.node.kind !== "string") return { type: "dynamic", value: syntaxOf(name) };
  const { parts } = name.node;
  return parts.every((part) => typeof part === "string")
    ? syntaxOfName(parts.join(""))
    : syntaxOfLine(parts);
}

/** A name as a person reads it; undefined if only evaluation can tell. */
export function nameText(name: Name): string | undefined {
  if (name.type === "bare") return name.text;
  if (name.type === "dynamic") return undefined;
  const [line = []] = name.lines;
  return line.every((part) => typeof part === "string") ? `"${line.join("")}"` : undefined;
}
