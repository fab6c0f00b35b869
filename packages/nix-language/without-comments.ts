import { NixComment, NixEntry, NixExpression } from "./expression";
import { isAttributes, isList } from "./syntax/kinds";

/** A value, or any part of one, as it is without the comments in it. */
export function withoutComments<Part>(part: Part): Part {
  return uncommented(part) as Part;
}

function uncommented(part: unknown): unknown {
  if (part instanceof NixComment) return uncommented(part.value);
  if (part instanceof NixExpression) return new NixExpression(withoutComments(part.node));
  if (part instanceof NixEntry) return new NixEntry(withoutComments(part.node));
  if (isList(part)) return part.map(uncommented);
  if (!isAttributes(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, uncommented(value)]),
  );
}
