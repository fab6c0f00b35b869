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
  /** Recognizes values that are not checked and accepted everywhere. @default - none */
  readonly isOpaque?: (value: unknown) => boolean;
  /** Options declared by modules of the fleet or of its inputs. @default - none */
  readonly declared?: readonly OptionNode[];
  /** A list for the versions in the fleet's lock file, instead of the lists of the package. @default - those */
  readonly list?: OptionList;
  /** A file written by `listText`, instead of `list`. Read when settings are first checked. @default - none */
  readonly listFile?: string;
}

/** Finds all problems of settings, in the order of the settings. */
export type OptionChecker = (settings: unknown) => readonly OptionProblem[];

/** {@link checkOptions} for repeated use with one class: reads the lists only once. */
export function optionChecker(moduleClass: ModuleClass, options: CheckOptions = {}): OptionChecker {
  let check: Check | undefined;
  return (settings) => {
    // Many machines have no settings. They do not need the lists.
    if (isAttributes(settings) && Object.keys(settings).length === 0) return [];
    check ??= new Check(moduleClass, options);
    return [...check.problems(settings)];
  };
}

/**
 * Checks settings like the module system, as far as the option list allows.
 *
 * @param settings options and their values, nested as in Nix
 * @returns all problems, in the order of the settings
 */
export function checkOptions(
  moduleClass: ModuleClass,
  settings: unknown,
  options: CheckOptions = {},
): readonly OptionProblem[] {
  return optionChecker(moduleClass, options)(settings);
}

/** The place of a value, with its option and type. */
interface Place {
  readonly path: Path;
  readonly node: OptionNode;
  readonly type: OptionType | undefined;
  readonly list: string;
  /** The enclosing freeform submodule. @default - none */
  readonly open?: OpenSubmodule;
}

interface OpenSubmodule {
  readonly place: Place;
  /** The type of the freeform attributes. */
  readonly type: OptionType;
  /** The path from the submodule to a set of options in it. */
  readonly names: readonly string[];
}

/** Attributes of a module that are not options. */
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

  /** The problems in the contents of a value that its type accepts. */
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
        // If the list has no options here, all options are accepted.
        if (place.node.c !== undefined) yield* this.setProblems(value, { ...place, type });
        break;
    }
  }

  /** A value is valid if it is valid for one of the types. */
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
      // The path of a module file is not checked.
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

  /** The problems of freeform attributes. */
  private *freeformProblems(
    attributes: unknown,
    { place, type }: OpenSubmodule,
  ): Iterable<OptionProblem> {
    if (accepts(type, attributes)) yield* this.innerProblems(attributes, type, place);
  }
}

/** Whether the value of a submodule has the form `{ config = …; }`, which is not checked. */
function isWrittenAsModule(attributes: readonly Attribute[], node: OptionNode): boolean {
  return attributes.some(
    ([[name = ""]]) => (name === "config" || name === "options") && !ownOption(node, name),
  );
}

/** The set with a value at a path: `a.b = value;`. */
function nested(names: readonly string[], value: unknown): unknown {
  return names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

function inNamespace(place: Place, open: OpenSubmodule | undefined, name: string): Place {
  return open === undefined ? place : { ...place, open: { ...open, names: [...open.names, name] } };
}

function within(place: Place, path: Path, node: OptionNode, type: OptionType | undefined): Place {
  return { path, node, type, list: node.list ?? place.list };
}

/** Options that only the list item itself can set. */
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

/** The names in a set that manuals contain. */
function namesIn({ c = {} }: OptionNode): readonly string[] {
  return Object.keys(c).filter(
    (name) => name !== ANY_NAME && name !== ANY_ITEM && !isHidden(c[name]),
  );
}

function isHidden({ c, h, t }: OptionNode = {}): boolean {
  if (h) return true;
  // Iterates names, so that lazy values are only parsed until the first visible option.
  return t === undefined && c !== undefined && Object.keys(c).every((name) => isHidden(c[name]));
}

function listIn(file: string | undefined): OptionList | undefined {
  return file === undefined ? undefined : parseListText(readFileSync(file, "latin1"));
}
