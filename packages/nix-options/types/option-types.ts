import {
  ANY_ITEM,
  ANY_NAME,
  type EnumValue,
  type OptionNode,
  type OptionType,
} from "../list/option-list";
import { typeText } from "../list/type-text";

/**
 * Members of expressions and comments: a set with an option of such a name is not a {@link NixSet}. `text` is
 * omitted, because the `text` of a comment is a string and options with that name accept strings.
 */
const MEMBERS: ReadonlySet<string> = new Set(["node", "toString", "value"]);

/** The type of options that accept any value. */
const ANYTHING = "Anything";

/** Names to which the interfaces refer. */
export const IMPORTED: readonly string[] = [
  ANYTHING,
  "AttrsOf",
  "NixFunction",
  "NixSet",
  "Option",
  "Package",
];

export interface InterfaceNames {
  /** Name of the interface of the root set. */
  readonly root: string;
  /** Types that are defined elsewhere, by the path of their option. */
  readonly others: { readonly [path: string]: string };
}

/**
 * The options below a node as TypeScript interfaces. Only the root is exported. Sets with the same name and
 * the same options share one interface, named after the shortest path to one of them.
 */
export function interfacesOf(options: OptionNode, names: InterfaceNames): string {
  return new Interfaces(names).of(options);
}

/** A set of options, and the shortest path to it. */
interface Place {
  readonly path: readonly string[];
  readonly node: OptionNode;
  readonly isOpen: boolean;
}

class Interfaces {
  /** Numbers of sets by their contents. */
  private readonly numbers = new Map<string, number>();
  private readonly numberOf = new Map<OptionNode, number>();
  private readonly places = new Map<number, Place>();
  private readonly nameOf = new Map<number, string>();
  private readonly taken = new Set(IMPORTED);

  constructor(private readonly names: InterfaceNames) {}

  of(options: OptionNode): string {
    const root = this.number(options, undefined, [], false);
    this.name(root, this.names.root);
    const inOrder = [...this.places].sort(([, a], [, b]) => byPath(a.path, b.path));
    for (const [number, { path }] of inOrder) {
      if (number !== root) this.name(number, path.map(pascalCase).join(""));
    }
    return inOrder.map(([number, place]) => this.declaration(place, number === root)).join("\n");
  }

  /**
   * Numbers a node and its descendants. Equal nodes have the same number.
   *
   * @param isWithinOpen - whether it is a set of options in a freeform submodule
   */
  private number(
    node: OptionNode,
    type: OptionType | undefined,
    path: readonly string[],
    isWithinOpen: boolean,
  ): number {
    const isOpen = isWithinOpen || (type !== undefined && has("opensub", type));
    const other = this.names.others[path.join(".")];
    const children = Object.entries(other === undefined ? (node.c ?? {}) : {}).map(
      ([name, child]) => {
        const childType = child.t ?? (type && itemType(type, name));
        const { t, o = 0, r = 0, m = 0 } = child;
        return [
          name,
          t ?? 0,
          o,
          r,
          m,
          this.number(child, childType, [...path, name], isOpen && childType === undefined),
        ];
      },
    );
    const key = JSON.stringify([ownName(path), children, isOpen, other ?? 0]);
    const number = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, number);
    this.numberOf.set(node, number);
    const known = this.places.get(number);
    if (
      other === undefined &&
      named(node).length > 0 &&
      (known === undefined || byPath(path, known.path) < 0)
    ) {
      this.places.set(number, { path, node, isOpen });
    }
    return number;
  }

  private name(number: number, wanted: string): void {
    let name = wanted;
    for (let count = 2; this.taken.has(name); count++) name = `${wanted}${count}`;
    this.taken.add(name);
    this.nameOf.set(number, name);
  }

  private declaration(place: Place, isRoot: boolean): string {
    const { path, node, isOpen } = place;
    const name = this.nameOf.get(this.numberOf.get(node) ?? -1);
    return [
      `${isRoot ? "export " : ""}interface ${name}${isSet(place) ? ` extends NixSet<${name}>` : ""} {`,
      ...(isRoot
        ? ["  /** other modules */", `  readonly imports?: Option<readonly ${ANYTHING}[]>;`]
        : []),
      ...named(node).flatMap(([child, option]) => this.property(child, option, [...path, child])),
      ...(isOpen ? ["  readonly [name: string]: unknown;"] : []),
      "}",
    ].join("\n");
  }

  private property(name: string, node: OptionNode, path: readonly string[]): readonly string[] {
    if (node.r) return [];
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const property = `  readonly ${key}${node.m ? "" : "?"}: ${this.place(node, node.t ?? ["sub"], path)};`;
    return node.t === undefined
      ? [property]
      : [`  /** ${documentation(node, node.t)} */`, property];
  }

  /** The type of an option's property: a value of its type, or an expression. */
  private place(node: OptionNode, type: OptionType, path: readonly string[]): string {
    const text = this.type(type, node, path);
    const place = this.places.get(this.numberOf.get(node) ?? -1);
    const isComputable =
      text === ANYTHING || (type[0] === "sub" && place !== undefined && isSet(place));
    return isComputable ? text : `Option<${text}>`;
  }

  private type(type: OptionType, node: OptionNode, path: readonly string[]): string {
    switch (type[0]) {
      case "bool":
        return "boolean";
      case "int":
      case "unsigned":
      case "positive":
      case "float":
      case "numpos":
      case "between":
      case "numbetween":
        return "number";
      case "str":
      case "nestr":
      case "line":
      case "sline":
      case "sep":
      case "match":
        return "string";
      case "path":
        // A package is also the path of its output.
        return "string | Package";
      case "package":
        return "Package";
      case "fn":
        return "NixFunction";
      case "enum":
        return union(type[1].map((value: EnumValue) => JSON.stringify(value)));
      case "nullOr":
        return union([this.type(type[1], node, path), "null"]);
      case "ne":
        return this.type(type[1], node, path);
      case "listOf":
        return list(this.item(type[1], node, [...path, ANY_ITEM]));
      case "attrsOf":
        return `AttrsOf<${this.item(type[1], node, [...path, ANY_NAME])}>`;
      case "or":
        return union(type[1].map((alternative) => this.type(alternative, node, path)));
      case "attrs":
        return `AttrsOf<${ANYTHING}>`;
      case "sub":
      case "opensub":
        return this.nameOf.get(this.numberOf.get(node) ?? -1) ?? ANYTHING;
      default:
        return ANYTHING;
    }
  }

  private item(type: OptionType, node: OptionNode, path: readonly string[]): string {
    return (
      this.names.others[path.join(".")] ?? this.place(node.c?.[path.at(-1) ?? ""] ?? {}, type, path)
    );
  }
}

/** Options of a set by name, without the placeholders for items of a list or attribute set. */
function named(node: OptionNode): readonly (readonly [string, OptionNode])[] {
  return Object.entries(node.c ?? {}).filter(([name]) => name !== ANY_NAME && name !== ANY_ITEM);
}

/** Whether it has only known names, none of which is required or a member of expressions. */
function isSet({ node, isOpen }: Place): boolean {
  return !isOpen && named(node).every(([name, option]) => !option.m && !isMember(name, option));
}

function isMember(name: string, { t }: OptionNode): boolean {
  return MEMBERS.has(name) || (name === "text" && t === undefined);
}

/** The type of the items or attributes of values of a type. */
function itemType(type: OptionType, name: string): OptionType | undefined {
  switch (type[0]) {
    case "nullOr":
    case "ne":
      return itemType(type[1], name);
    case "or": {
      const types = type[1]
        .map((alternative) => itemType(alternative, name))
        .filter((item) => item !== undefined);
      return types.length > 1 ? ["or", types, false] : types[0];
    }
    case "listOf":
      return name === ANY_ITEM ? type[1] : undefined;
    case "attrsOf":
      return name === ANY_NAME ? type[1] : undefined;
    default:
      return undefined;
  }
}

function has(kind: OptionType[0], type: OptionType): boolean {
  switch (type[0]) {
    case "or":
      return type[1].some((alternative) => has(kind, alternative));
    case "nullOr":
      return has(kind, type[1]);
    default:
      return type[0] === kind;
  }
}

/** The end of a path, starting at the last name that is not a placeholder. */
function ownName(path: readonly string[]): readonly string[] {
  return path.slice(path.findLastIndex((name) => name !== ANY_NAME && name !== ANY_ITEM));
}

function documentation({ h, o }: OptionNode, type: OptionType): string {
  const text = typeText(type).replaceAll("*/", "*\\/").replace(/\s+/g, " ");
  return `${text}${o ? "" : " (no default)"}${h ? " (not in the manual)" : ""}`;
}

function union(types: readonly string[]): string {
  const single = [...new Set(types)];
  return single.includes(ANYTHING) ? ANYTHING : single.join(" | ");
}

function list(item: string): string {
  return item.includes(" ") && !item.endsWith(">") ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function pascalCase(name: string): string {
  if (name === ANY_NAME) return "Name";
  if (name === ANY_ITEM) return "Item";
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function byPath(a: readonly string[], b: readonly string[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const [left, right] = [a.join("."), b.join(".")];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
