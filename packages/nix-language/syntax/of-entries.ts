import {
  type EntryNode,
  type NixAttributes,
  type NixEntries,
  NixEntry,
  type NixItem,
  type NixName,
  type NixValue,
} from "../expression";
import { within } from "../value-error";
import { isAttributes } from "./kinds";
import { nameText, syntaxOfName } from "./of-name";
import { syntaxOf, uncommented } from "./of-value";
import type { Binding, Entry, Name, Paragraph } from "./syntax";

/** Columns that a path may reach before the rest of it goes between braces. */
const LONGEST_PATH = 60;

/** Names that the reader of a module looks for first. */
const LEADING_NAMES: readonly string[] = ["imports", "enable"];

/** The attributes of a plain object: leading names first, the others by their UTF-16 code units. */
export function sortedParagraph(attributes: NixAttributes): Paragraph {
  const names = Object.keys(attributes).sort();
  const leading = LEADING_NAMES.filter((name) => Object.hasOwn(attributes, name));
  const others = names.filter((name) => !LEADING_NAMES.includes(name));
  return [...leading, ...others].map((name) => binding([name], attributes[name] as NixItem));
}

/** Attributes in the order given. */
export function orderedParagraph(entries: NixEntries): Paragraph {
  return flatEntries(entries).flatMap((entry): Entry[] => {
    if (entry instanceof NixEntry) return syntaxOfEntry(entry.node);
    return Object.entries(entry).map(([name, value]) => binding([name], value));
  });
}

function flatEntries(entries: NixEntries): readonly (NixAttributes | NixEntry)[] {
  return entries instanceof NixEntry || isAttributes(entries) ? [entries] : entries;
}

function syntaxOfEntry(entry: EntryNode): Entry[] {
  if (entry.kind === "binding") return [binding(entry.path, entry.value)];
  if (entry.names.length === 0) return [];
  const from = entry.from === undefined ? undefined : syntaxOf(entry.from);
  return [{ type: "inherit", from, names: entry.names.map(syntaxOfName) }];
}

/** `path = value;`, where a plain object with one attribute makes the path longer. */
function binding(path: readonly NixName[], item: NixItem): Binding {
  const names = path.map(syntaxOfName);
  return within(
    () => `.${pathText(names)}`,
    () => extendedBinding(names, item),
  );
}

function extendedBinding(path: readonly Name[], item: NixItem): Binding {
  const { comment, value } = uncommented(item);
  const only = onlyAttribute(value);
  const longer = only === undefined ? path : [...path, syntaxOfName(only.name)];
  if (only === undefined || pathText(longer).length > LONGEST_PATH) {
    return { type: "binding", comment, path, value: syntaxOf(value) };
  }
  const inner = within(
    () => `.${pathText(longer.slice(-1))}`,
    () => extendedBinding(longer, only.item),
  );
  return { ...inner, comment: [...comment, ...inner.comment] };
}

function onlyAttribute(value: NixValue): { name: string; item: NixItem } | undefined {
  if (!isAttributes(value)) return undefined;
  const [first, ...others] = Object.entries(value);
  return first === undefined || others.length > 0 ? undefined : { name: first[0], item: first[1] };
}

function pathText(path: readonly Name[]): string {
  return path.map((name) => nameText(name) ?? "…").join(".");
}
