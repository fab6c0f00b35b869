import { NixComment, NixExpression, type NixItem, type NixValue } from "../expression";
import { commentLines } from "../lexical/comment";
import { integerOrFloat } from "../lexical/number";
import { NixValueError, within } from "../value-error";
import { isAttributes, isList } from "./kinds";
import { sortedParagraph } from "./of-entries";
import { syntaxOfExpression } from "./of-expression";
import { syntaxOfString } from "./of-string";
import { asTerm } from "./parentheses";
import type { AttributeSet, ListItem, Paragraph, Syntax } from "./syntax";

/**
 * A value as it stands in a file.
 *
 * @throws NixValueError for what Nix cannot express, or is no {@link NixValue}
 */
export function syntaxOf(value: NixValue): Syntax {
  if (value instanceof NixExpression) return syntaxOfExpression(value.node);
  if (typeof value === "string") return syntaxOfString([value]);
  if (typeof value === "number") return syntaxOfNumber(integerOrFloat(value));
  if (typeof value === "boolean" || value === null) {
    return { type: "token", kind: "identifier", text: String(value) };
  }
  if (isList<NixItem>(value)) return { type: "list", items: Array.from(value, listItem) };
  if (isAttributes(value)) return syntaxOfSet([sortedParagraph(value)]);
  throw notAValue(value);
}

/** A number of which the digits are known; a sign is an operator. */
export function syntaxOfNumber(digits: string): Syntax {
  if (digits.startsWith("-")) {
    return { type: "prefix", operator: "-", operand: syntaxOfNumber(digits.slice(1)) };
  }
  return { type: "token", kind: "number", text: digits };
}

/** A set of paragraphs; without those that hold nothing. */
export function syntaxOfSet(paragraphs: readonly Paragraph[]): AttributeSet {
  return { type: "set", paragraphs: paragraphs.filter((paragraph) => paragraph.length > 0) };
}

/** A value and the lines of the comment above it. */
export function uncommented(item: NixItem): { comment: readonly string[]; value: NixValue } {
  return item instanceof NixComment
    ? { comment: commentLines(item.text), value: item.value }
    : { comment: [], value: item };
}

function listItem(item: NixItem, index: number): ListItem {
  return within(
    () => `[${index}]`,
    () => {
      const { comment, value } = uncommented(item);
      return { comment, value: asTerm(syntaxOf(value)) };
    },
  );
}

function notAValue(value: unknown): NixValueError {
  const found =
    typeof value === "object" ? `an object of ${value?.constructor.name}` : typeof value;
  return new NixValueError(
    `${found} is not a Nix value: use a string, number, boolean, null, array, plain object, or an expression of nix.*, or leave it out`,
  );
}
