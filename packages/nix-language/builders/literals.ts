import { NixComment, NixExpression, type NixValue } from "../expression";
import { integerOrFloat } from "../lexical/number";
import { pathLiteral } from "../lexical/path";
import { wellFormed } from "../lexical/text";
import type { NixType, NixTyped } from "../typed";
import { NixValueError } from "../value-error";
import { isReference, ref } from "./names";

/** A float, also where JavaScript would write an integer: `float(5)` is `5.0`. */
export function float(value: number): NixExpression {
  return new NixExpression({ kind: "float", value });
}

/**
 * A path, relative to the file it stands in.
 *
 * @throws NixValueError unless it starts with `./`, `../` or `/` and needs no quotes
 */
export function path(literal: string): NixExpression {
  return new NixExpression({ kind: "path", path: pathLiteral(literal) });
}

/**
 * A string with interpolations, as a template: `` interpolate`${name}.local` ``. Expressions become
 * `${…}`; text and numbers become part of the string.
 */
export function interpolate(
  text: TemplateStringsArray,
  ...values: readonly (string | number | NixExpression)[]
): NixExpression {
  const parts = text.flatMap((part, index) => {
    const value = values[index];
    if (value === undefined) return [part];
    return [part, typeof value === "number" ? integerOrFloat(value) : value];
  });
  return new NixExpression({ kind: "string", parts });
}

/**
 * A string of whole lines, each of them ended by a line break, such as a script or a configuration
 * file. An expression in place of a line is interpolated.
 */
export function lines(content: readonly (string | NixExpression)[]): NixExpression {
  return new NixExpression({ kind: "string", parts: content.flatMap((line) => [line, "\n"]) });
}

/**
 * Nix source, for what no other function says. It is taken as it is, put into parentheses where it
 * is not the whole of a value, and stays on its line however long it is.
 *
 * @throws NixValueError for several lines, or none, and for a comment, which would hide what follows
 */
export function raw(source: string): NixExpression {
  const trimmed = wellFormed(source).trim();
  if (trimmed === "" || /[\r\n]/.test(trimmed)) {
    throw new NixValueError(
      `${JSON.stringify(source)} is not one line of Nix: write one line, or build it with nix.*`,
    );
  }
  if (trimmed.replace(/"(\\.|[^"\\])*"|''.*?''/g, "").includes("#")) {
    throw new NixValueError(
      `${JSON.stringify(source)} ends in a comment, which would hide what is printed after it: use nix.comment`,
    );
  }
  if (isReference(trimmed)) return ref(trimmed);
  return new NixExpression({ kind: "raw", source: trimmed });
}

/**
 * A value with a `#` comment above the attribute or list item that it is. It has the type of its place, if
 * that has one, else its own.
 */
export function comment<Place = never, const Value extends NixValue = never>(
  text: string,
  value: NixTyped<Place, Value>,
): NixComment<NixType<Place, Value>> {
  return new NixComment(text, value as NixValue);
}
