import { NixValueError } from "../value-error";
import { nameText, pathText } from "./strings";
import type { AttributeSet, Name, Paragraph } from "./syntax";

/** What a set holds under each name: a value, or what longer paths put below it. */
type Contents = Map<string, Contents | "value">;

/**
 * Refuses a set that gives one attribute two values. Names that only evaluation can tell are left to
 * Nix.
 *
 * @throws NixValueError naming the attribute
 */
export function refuseConflicts(paragraphs: readonly Paragraph[]): void {
  const contents: Contents = new Map();
  for (const entry of paragraphs.flat()) {
    if (entry.type === "binding") add(contents, entry.path);
    else for (const name of entry.names) add(contents, [name]);
  }
}

function add(contents: Contents, path: readonly Name[]): void {
  let level = contents;
  for (const [index, name] of path.entries()) {
    const text = nameText(name);
    if (text === undefined) return;
    const present = level.get(text);
    const isLast = index === path.length - 1;
    if (present === "value" || (isLast && present !== undefined)) {
      throw new NixValueError({
        summary: `the attribute ${pathText(path.slice(0, index + 1))} is set twice`,
        remedy: "set it once, with all its attributes in one place",
      });
    }
    if (isLast) {
      level.set(text, "value");
    } else {
      const inner: Contents = present ?? new Map();
      level.set(text, inner);
      level = inner;
    }
  }
}

/** A set of paragraphs; without those that hold nothing. */
export function setOf(paragraphs: readonly Paragraph[]): AttributeSet {
  return { type: "set", paragraphs: paragraphs.filter((paragraph) => paragraph.length > 0) };
}
