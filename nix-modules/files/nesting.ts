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

type Binding = Extract<NixEntry["node"], { readonly kind: "binding" }>;

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
  const counts = lists.map(
    (attributes) => attributes.filter((one) => bindingBelow(one, path) !== undefined).length,
  );
  if (counts.reduce((sum, count) => sum + count, 0) < atLeast) return paragraphs;
  const below = lists.map((attributes) => attributes.flatMap((one) => restBelow(one, path)));
  const first = counts.findIndex((count) => count > 0);
  return lists.map((attributes, index) => [
    ...(index === first ? [nix.entry(path, nix.set(...below))] : []),
    ...attributes.filter((one) => bindingBelow(one, path) === undefined),
  ]);
}

/** The binding of an attribute, if it is below a path. */
function bindingBelow(attribute: Attribute, path: Path): Binding | undefined {
  if (!NixEntry.isNixEntry(attribute) || attribute.node.kind !== "binding") return undefined;
  const { path: whole } = attribute.node;
  const isBelow = whole.length > path.length && path.every((name, index) => name === whole[index]);
  return isBelow ? attribute.node : undefined;
}

/** The attribute with the rest of its path, if it is below a path. */
function restBelow(attribute: Attribute, path: Path): readonly NixEntry[] {
  const binding = bindingBelow(attribute, path);
  const [first, ...rest] = binding?.path.slice(path.length) ?? [];
  return binding === undefined || first === undefined
    ? []
    : [nix.entry([first, ...rest], binding.value)];
}

function listOf(entries: NixEntries): readonly Attribute[] {
  return isList<Attribute>(entries) ? entries : [entries as Attribute];
}
