import {
  isList,
  type NixAttributes,
  type NixEntries,
  NixEntry,
  nix,
} from "@nix-fleet/nix-language";
import { NAMED_MODULES } from "./named-modules";

type Attribute = NixAttributes | NixEntry;
const CLASSES = ["nixos", "darwin", "homeManager"];

type Path = readonly [string, ...string[]];

/**
 * The paragraphs of a flake-parts module in the usual nesting: one set `flake.modules` for several classes, in it one
 * set for a class with several modules, and one set `flake` if three or more paths start with `flake`, because statix
 * warns about them.
 */
export function nested(paragraphs: readonly NixEntries[]): readonly NixEntries[] {
  const byClass = CLASSES.reduce<readonly NixEntries[]>(
    (arranged, moduleClass) => gathered(arranged, ["flake", "modules", moduleClass], 2),
    paragraphs,
  );
  const byOutput = Object.values(NAMED_MODULES).reduce(
    (arranged, output) => gathered(arranged, ["flake", output], 2),
    gathered(byClass, ["flake", "modules"], 2),
  );
  return gathered(byOutput, ["flake"], 3);
}

/** Moves the attributes below a path into one set, if there are at least `atLeast`. */
function gathered(
  paragraphs: readonly NixEntries[],
  path: Path,
  atLeast: number,
): readonly NixEntries[] {
  const lists = paragraphs.map(listOf);
  const below = lists.map((attributes) => attributes.flatMap((one) => belowPath(one, path)));
  if (below.flat().length < atLeast) return paragraphs;
  const first = below.findIndex((entries) => entries.length > 0);
  return lists.map((attributes, index) => [
    ...(index === first ? [nix.entry(path, nix.set(...below))] : []),
    ...attributes.filter((one) => belowPath(one, path).length === 0),
  ]);
}

/** The attribute with the rest of its path, if it is below a path. */
function belowPath(attribute: Attribute, path: Path): readonly NixEntry[] {
  if (!NixEntry.isNixEntry(attribute) || attribute.node.kind !== "binding") return [];
  const { path: whole, value } = attribute.node;
  const [first, ...rest] = whole.slice(path.length);
  if (first === undefined || path.some((name, index) => name !== whole[index])) return [];
  return [nix.entry([first, ...rest], value)];
}

function listOf(entries: NixEntries): readonly Attribute[] {
  return isList<Attribute>(entries) ? entries : [entries as Attribute];
}
