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

/** Variables that nobody inherits, though they are ones. */
const CONSTANTS: ReadonlySet<string> = new Set(["true", "false", "null"]);

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

/**
 * Entries in their order. Attributes beside each other that take a variable or an attribute of their
 * own name, as in `a = x.a; b = x.b;`, are inherited: `inherit (x) a b;`.
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

/** Attributes whose order is free, with those that are inherited first, by what they come from. */
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

/** An entry as one that inherits, if it does, or takes what has its own name. */
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

/** What an entry inherits from, as text; undefined if that is not a plain path. */
function sourceText({ from }: Inherit): string | undefined {
  if (from === undefined) return "";
  if (isVariable(from)) return from.text;
  return isPlainPath(from) ? `${from.from.text}.${pathText(from.names)}` : undefined;
}

function isVariable(value: Syntax): value is Token {
  return value.type === "token" && value.kind === "identifier" && !CONSTANTS.has(value.text);
}

/** Whether a value is a variable and attributes of it whose names are known. */
function isPlainPath(value: Syntax): value is Selection & { readonly from: Token } {
  if (value.type !== "selection" || value.fallback !== undefined) return false;
  return isVariable(value.from) && value.names.every((name) => nameText(name) !== undefined);
}
