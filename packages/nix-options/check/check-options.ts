import { readFileSync } from "node:fs";
import { isAttributes, isList, NixComment } from "@nix-fleet/nix-language";
import { type ModuleClass, optionsOf } from "../list/class-options";
import { parseListText } from "../list/list-text";
import {
  ANY_ITEM,
  ANY_NAME,
  listName,
  type OptionList,
  type OptionNode,
  type OptionType,
} from "../list/option-list";
import { overlaid } from "../list/overlay";
import { accepts } from "./accepts";
import { hintElsewhere } from "./elsewhere";
import type { Path } from "./path";
import {
  dottedName,
  missingOption,
  noSet,
  type OptionProblem,
  readOnly,
  unknownOption,
  wrongType,
} from "./problem";
import { type Attribute, attributesOf, isComputed, resultsOf } from "./results";

export interface CheckOptions {
  /** Tells values that somebody else checks: they fit everywhere. @default - none */
  readonly isOpaque?: (value: unknown) => boolean;
  /** Options that modules of the fleet, or of its inputs, declare. @default - none */
  readonly declared?: readonly OptionNode[];
  /** A list for the versions that the fleet locks, in place of the package's own. @default - those */
  readonly list?: OptionList;
  /** A file that `listText` wrote, in place of `list`; it is read for the first settings. @default - none */
  readonly listFile?: string;
}

/** Finds every problem of settings, in the order of the settings. */
export type OptionChecker = (settings: unknown) => readonly OptionProblem[];

/** A check of many settings of one class: what {@link checkOptions} does, prepared once. */
export function optionChecker(moduleClass: ModuleClass, options: CheckOptions = {}): OptionChecker {
  let check: Check | undefined;
  return (settings) => {
    // Most machines have no settings of their own: the lists are read for those that have.
    if (isAttributes(settings) && Object.keys(settings).length === 0) return [];
    check ??= new Check(moduleClass, options);
    return [...check.problems(settings)];
  };
}

/**
 * Checks settings as the module system will, as far as the list of the options tells.
 *
 * @param settings options and their values, nested as in Nix
 * @returns every problem, in the order of the settings; empty if there is none
 */
export function checkOptions(
  moduleClass: ModuleClass,
  settings: unknown,
  options: CheckOptions = {},
): readonly OptionProblem[] {
  return optionChecker(moduleClass, options)(settings);
}

/** Where a value stands, and what is known of it. */
interface Place {
  readonly path: Path;
  readonly node: OptionNode;
  readonly type: OptionType | undefined;
  readonly list: string;
  /** The submodule around it that takes other attributes as well. @default - none does */
  readonly open?: OpenSubmodule;
}

interface OpenSubmodule {
  readonly place: Place;
  /** The type of the attributes beside its options. */
  readonly type: OptionType;
  /** The names that lead from it to a set of options in it. */
  readonly names: readonly string[];
}

/** Attributes that a module has beside options. */
const OF_MODULES: ReadonlySet<string> = new Set([
  "_class",
  "_file",
  "_module",
  "disabledModules",
  "freeformType",
  "imports",
  "key",
]);

class Check {
  private readonly root: OptionNode;
  private readonly isOpaque: (value: unknown) => boolean;

  constructor(
    private readonly moduleClass: ModuleClass,
    { isOpaque = () => false, declared = [], listFile, list = listIn(listFile) }: CheckOptions,
  ) {
    this.isOpaque = isOpaque;
    const listed = list ? { ...list.options, list: listName(list) } : optionsOf(moduleClass);
    this.root = declared.reduce(overlaid, listed);
  }

  problems(settings: unknown): Iterable<OptionProblem> {
    const { list = "the list" } = this.root;
    return this.valueProblems(settings, { path: [], node: this.root, type: ["sub"], list });
  }

  private *valueProblems(value: unknown, place: Place): Iterable<OptionProblem> {
    for (const result of resultsOf(value)) {
      if (isComputed(result) || this.isOpaque(result)) continue;
      if (place.type === undefined) yield* this.setProblems(result, place);
      else if (accepts(place.type, result)) yield* this.innerProblems(result, place.type, place);
      else yield wrongType(place, result, place.type);
    }
  }

  /** What is wrong within a value that its type accepts from outside. */
  private *innerProblems(value: unknown, type: OptionType, place: Place): Iterable<OptionProblem> {
    switch (type[0]) {
      case "nullOr":
        if (value !== null) yield* this.innerProblems(value, type[1], place);
        break;
      case "ne":
        yield* this.innerProblems(value, type[1], place);
        break;
      case "or":
        yield* this.alternativeProblems(value, type[1], place);
        break;
      case "listOf":
        if (isList<unknown>(value)) yield* this.itemProblems(value, type[1], place);
        break;
      case "attrsOf":
        yield* this.attributeProblems(attributesOf(value) ?? [], type[1], place);
        break;
      case "opensub":
        yield* this.setProblems(value, {
          ...place,
          type,
          open: { place, type: type[1], names: [] },
        });
        break;
      case "sub":
        // Below what a list does not tell, any option may be.
        if (place.node.c !== undefined) yield* this.setProblems(value, { ...place, type });
        break;
    }
  }

  /** A value is right if it is right for one of the types. */
  private alternativeProblems(
    value: unknown,
    types: readonly OptionType[],
    place: Place,
  ): readonly OptionProblem[] {
    const [first = [], ...others] = types
      .filter((type) => accepts(type, value))
      .map((type) => [...this.innerProblems(value, type, place)]);
    return others.some((problems) => problems.length === 0) ? [] : first;
  }

  private *itemProblems(
    items: readonly unknown[],
    type: OptionType,
    place: Place,
  ): Iterable<OptionProblem> {
    const node = place.node.c?.[ANY_ITEM] ?? {};
    for (const [index, item] of items.entries()) {
      const itemPlace = { ...place, path: [...place.path, index], node, type };
      yield* this.valueProblems(item, itemPlace);
      yield* missingIn(item, itemPlace);
    }
  }

  private *attributeProblems(
    attributes: readonly Attribute[],
    type: OptionType,
    place: Place,
  ): Iterable<OptionProblem> {
    const node = place.node.c?.[ANY_NAME] ?? {};
    for (const [[name = "", ...names], value] of attributes) {
      const path = [...place.path, name];
      yield* this.valueProblems(nested(names, value), within(place, path, node, type));
    }
  }

  private *setProblems(value: unknown, place: Place): Iterable<OptionProblem> {
    const attributes = attributesOf(value);
    if (attributes === undefined) {
      // A module from a file, which nobody here reads.
      if (place.type === undefined) yield noSet(place, value, namesIn(place.node));
      return;
    }
    const isModule = place.type !== undefined;
    if (isModule && place.path.length > 0 && isWrittenAsModule(attributes, place.node)) return;
    for (const attribute of attributes) {
      const [[name = ""]] = attribute;
      const isOfModule = isModule && OF_MODULES.has(name) && !ownOption(place.node, name);
      if (!isOfModule) yield* this.optionProblems(attribute, place);
    }
  }

  private *optionProblems(
    [[name = "", ...names], value]: Attribute,
    place: Place,
  ): Iterable<OptionProblem> {
    const { node, open } = place;
    const path = [...place.path, name];
    const option = ownOption(node, name) ?? node.c?.[ANY_NAME];
    if (option?.r) yield readOnly({ ...place, path }, value);
    else if (option !== undefined) {
      const inside = within(place, path, option, option.t);
      yield* this.valueProblems(
        nested(names, value),
        option.t ? inside : inNamespace(inside, open, name),
      );
    } else if (open !== undefined) {
      yield* this.freeformProblems(nested([...open.names, name, ...names], value), open);
    } else if (name.includes(".")) {
      yield dottedName({ ...place, path }, value);
      const [first = "", ...steps] = name.split(".");
      if (ownOption(node, first)) {
        yield* this.optionProblems([[first, ...steps, ...names], value], place);
      }
    } else {
      const elsewhere = hintElsewhere(this.moduleClass, [...path, ...names], value);
      yield unknownOption({ ...place, path }, value, namesIn(node), elsewhere);
    }
  }

  /** Attributes that a submodule takes beside its options. */
  private *freeformProblems(
    attributes: unknown,
    { place, type }: OpenSubmodule,
  ): Iterable<OptionProblem> {
    if (accepts(type, attributes)) yield* this.innerProblems(attributes, type, place);
  }
}

/** Whether a submodule's value has the form `{ config = …; }`, in which nobody here looks. */
function isWrittenAsModule(attributes: readonly Attribute[], node: OptionNode): boolean {
  return attributes.some(
    ([[name = ""]]) => (name === "config" || name === "options") && !ownOption(node, name),
  );
}

/** The set that has a value at the end of names: `a.b = value;`. */
function nested(names: readonly string[], value: unknown): unknown {
  return names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

function inNamespace(place: Place, open: OpenSubmodule | undefined, name: string): Place {
  return open === undefined ? place : { ...place, open: { ...open, names: [...open.names, name] } };
}

function within(place: Place, path: Path, node: OptionNode, type: OptionType | undefined): Place {
  return { path, node, type, list: node.list ?? place.list };
}

/** Options of a list item that nothing can supply but the item itself. */
function* missingIn(item: unknown, place: Place): Iterable<OptionProblem> {
  const attributes: unknown = NixComment.isNixComment(item) ? item.value : item;
  if (!isAttributes(attributes) || "imports" in attributes || "config" in attributes) return;
  for (const [name, { m, t }] of Object.entries(place.node.c ?? {})) {
    if (!m || t === undefined || attributes[name] !== undefined) continue;
    yield missingOption({ ...place, path: [...place.path, name] }, t);
  }
}

function ownOption({ c }: OptionNode, name: string): OptionNode | undefined {
  return c !== undefined && Object.hasOwn(c, name) && name !== ANY_ITEM ? c[name] : undefined;
}

/** The names in a set that manuals tell. */
function namesIn({ c = {} }: OptionNode): readonly string[] {
  return Object.keys(c).filter(
    (name) => name !== ANY_NAME && name !== ANY_ITEM && !isHidden(c[name]),
  );
}

function isHidden({ c, h, t }: OptionNode = {}): boolean {
  if (h) return true;
  // Names, because what is parsed lazily is parsed up to the first that manuals tell.
  return t === undefined && c !== undefined && Object.keys(c).every((name) => isHidden(c[name]));
}

function listIn(file: string | undefined): OptionList | undefined {
  return file === undefined ? undefined : parseListText(readFileSync(file, "latin1"));
}
