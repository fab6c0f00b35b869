import { NixValueError } from "../value-error";
import { nameText, pathText } from "./strings";
import type {
  AttributeSet,
  Entry,
  Inherit,
  Name,
  Paragraph,
  Selection,
  Syntax,
  Token,
} from "./syntax";

/** Variables that are never inherited. */
const CONSTANTS: ReadonlySet<string> = new Set(["true", "false", "null"]);

/** The contents of a set by name: a value, or the contents that longer paths define below it. */
type Contents = Map<string, Contents | "value">;

/**
 * Refuses a set with a duplicate attribute. Nix checks names that are only known at evaluation.
 *
 * @throws NixValueError with the name of the attribute
 */
export function refuseConflicts(paragraphs: readonly Paragraph[]): void {
  const contents: Contents = new Map();
  for (const paragraph of paragraphs) {
    for (const entry of paragraph) {
      if (entry.type === "binding") add(contents, entry.path);
      else for (const name of entry.names) add(contents, [name]);
    }
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
        summary: `duplicate attribute ${pathText(path.slice(0, index + 1))}`,
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

/** A set of paragraphs, without empty ones. */
export function setOf(paragraphs: readonly Paragraph[]): AttributeSet {
  return { type: "set", paragraphs: paragraphs.filter((paragraph) => paragraph.length > 0) };
}

/**
 * Entries in their order. Adjacent attributes with a reference that ends in the same name, as in `a = x.a; b
 * = x.b;`, become `inherit (x) a b;`.
 */
export function inheritInPlace(entries: Paragraph): Paragraph {
  const all: Entry[] = [];
  let last: { readonly source: string | undefined; readonly names: Name[] } | undefined;
  for (const entry of entries) {
    const inherit = asInherit(entry);
    const source = inherit && sourceText(inherit);
    if (inherit === undefined) {
      all.push(entry);
      last = undefined;
    } else if (entry.type === "binding" && last?.source === source) {
      last?.names.push(...inherit.names);
    } else {
      last = { source, names: [...inherit.names] };
      all.push({ ...inherit, names: last.names });
    }
  }
  return all;
}

/** Attributes in any order: inherited ones come first, sorted by their source. */
export function inheritFirst(entries: Paragraph): Paragraph {
  if (!entries.some((entry) => asInherit(entry) !== undefined)) return entries;
  const bySource = new Map<string, Entry[]>();
  const others: Entry[] = [];
  for (const entry of entries) {
    const inherit = asInherit(entry);
    const source = inherit && sourceText(inherit);
    const same = source === undefined ? others : (bySource.get(source) ?? []);
    same.push(entry);
    if (source !== undefined) bySource.set(source, same);
  }
  const inherited = [...bySource.keys()].sort().flatMap((source) => bySource.get(source) ?? []);
  return inheritInPlace([...inherited, ...others]);
}

/** The entry as `inherit`, if it is one or has a reference that ends in its own name. */
function asInherit(entry: Entry): Inherit | undefined {
  if (entry.type === "inherit") return entry;
  const { comment, path, value } = entry;
  const [name, ...others] = path;
  if (name?.type !== "bare" || others.length > 0 || comment.length > 0) return undefined;
  if (isVariable(value) && value.text === name.text) {
    return { type: "inherit", from: undefined, names: path };
  }
  if (!isPlainPath(value) || nameText(value.names.at(-1) as Name) !== name.text) return undefined;
  const names = value.names.slice(0, -1);
  const from = names.length === 0 ? value.from : { ...value, names };
  return { type: "inherit", from, names: path };
}

/** The source of an `inherit`, as text; undefined if it is not a plain path. */
function sourceText({ from }: Inherit): string | undefined {
  if (from === undefined) return "";
  if (isVariable(from)) return from.text;
  return isPlainPath(from) ? `${from.from.text}.${pathText(from.names)}` : undefined;
}

function isVariable(value: Syntax): value is Token {
  return value.type === "token" && value.kind === "identifier" && !CONSTANTS.has(value.text);
}

/** Whether a value is an attribute of a variable, with names known before evaluation. */
function isPlainPath(value: Syntax): value is Selection & { readonly from: Token } {
  if (value.type !== "selection" || value.fallback !== undefined) return false;
  return isVariable(value.from) && value.names.every((name) => nameText(name) !== undefined);
}
