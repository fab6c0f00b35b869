import type { ModuleClass, OptionNode, OptionType } from "@nix-fleet/nix-options";
import type { Arbitrary } from "fast-check";
import { optionsOf } from "../../../../packages/nix-options/lib/list/class-options";
import fc from "../../../support/fast-check";

/** An option of a list. */
export interface ListedOption {
  /** Its path; `<name>` and `*` are placeholders for any name or item. */
  readonly path: readonly string[];
  readonly node: OptionNode;
  readonly type: OptionType;
  /** Whether it is in the values of another option. */
  readonly isInner: boolean;
}

/** Every option that modules of a class can set. */
export function listedOptions(moduleClass: ModuleClass): readonly ListedOption[] {
  const found: ListedOption[] = [];
  collect(optionsOf(moduleClass), [], false, found);
  return found;
}

function collect(
  node: OptionNode,
  path: readonly string[],
  isInner: boolean,
  found: ListedOption[],
): void {
  if (node.t !== undefined && !node.r) found.push({ path, node, type: node.t, isInner });
  // The home of a user on a machine is a separate class.
  if (path.join(".") === "home-manager.users") return;
  for (const [name, child] of Object.entries(node.c ?? {})) {
    collect(child, [...path, name], isInner || node.t !== undefined, found);
  }
}

const TEXT = fc.string({ maxLength: 8 });
const NAME = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const JSON_VALUE = fc.oneof(fc.boolean(), fc.integer(), TEXT, fc.constant(null));
const STORE_PATH = `/nix/store/${"0".repeat(32)}-hello`;
const FRACTION = fc.integer({ min: -50, max: 50 }).map((half) => half + 0.5);

/** Values of a type; `undefined` for a type without values in plain data. */
export function rightValues(type: OptionType, node: OptionNode): Arbitrary<unknown> | undefined {
  switch (type[0]) {
    case "bool":
      return fc.boolean();
    case "str":
    case "sep":
      return TEXT;
    case "nestr":
      return TEXT.map((text) => `x${text}`);
    case "line":
    case "sline":
      return TEXT.map((text) => text.replace(/[\r\n]/g, ""));
    case "int":
      return fc.integer();
    case "unsigned":
      return fc.nat();
    case "positive":
      return fc.integer({ min: 1 });
    case "between":
      return fc.integer({ min: type[1] ?? -9, max: type[2] ?? 9 });
    case "float":
      return FRACTION;
    case "numpos":
      return fc.oneof(fc.integer({ min: 1 }), FRACTION.map(Math.abs));
    case "numbetween":
      return fc.constantFrom(...[type[1], type[2]].filter((bound) => bound !== null));
    case "path":
      return NAME.map((name) => `/${name}`);
    case "package":
      return fc.constant(STORE_PATH);
    case "enum":
      return fc.constantFrom(...type[1]);
    case "nullOr":
      return either([fc.constant(null), rightValues(type[1], node)]);
    case "or":
      return either(type[1].map((alternative) => rightValues(alternative, node)));
    case "listOf":
    case "ne": {
      const inner = type[0] === "ne" && type[1][0] === "listOf" ? type[1][1] : type[1];
      const item = rightValues(inner, node.c?.["*"] ?? {});
      const size = { minLength: type[0] === "ne" ? 1 : 0, maxLength: 2 };
      return item && fc.array(item, size);
    }
    case "attrsOf": {
      const item = rightValues(type[1], node.c?.["<name>"] ?? {});
      return item && fc.dictionary(NAME, item, { maxKeys: 2, noNullPrototype: true });
    }
    case "sub":
    case "opensub":
      return optionValues(node);
    case "attrs":
      return fc.dictionary(NAME, JSON_VALUE, { maxKeys: 2, noNullPrototype: true });
    case "match":
    case "fn":
      return undefined;
    default:
      return JSON_VALUE;
  }
}

function either(
  values: readonly (Arbitrary<unknown> | undefined)[],
): Arbitrary<unknown> | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : fc.oneof(...known);
}

/** Sets of a few options, with all that are required. */
function optionValues(node: OptionNode): Arbitrary<unknown> {
  const options = Object.entries(node.c ?? {}).filter(
    ([name]) => name !== "<name>" && name !== "*",
  );
  const model: Record<string, Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const [name, child] of options) {
    if (child.r) continue;
    const value = child.t === undefined ? optionValues(child) : rightValues(child.t, child);
    if (value === undefined) continue;
    if (child.m) required.push(name);
    else if (Object.keys(model).length > 6) continue;
    model[name] = value;
  }
  return fc.record(model, { requiredKeys: required, noNullPrototype: true });
}

/** Values of any shape, of which a type takes some. */
export const ANY_VALUES: Arbitrary<unknown> = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -5, max: 70_000 }),
  FRACTION,
  fc.constantFrom("", "yes", "true", "/etc", " ", "a\nb", "22", STORE_PATH),
  fc.constant(null),
  fc.constantFrom<unknown>([], ["a"], [1], [null], [[]], {}, { a: 1 }, { enable: true }),
);

/** Settings with one option, with names instead of placeholders. */
export function settingsWith(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => {
    if (name === "*") return [inner];
    return { [name === "<name>" ? "any" : name]: inner };
  }, value);
}

/** The path of such an option in a message, with a name in each place for one. */
export function concretePath(path: readonly string[]): readonly (string | number)[] {
  return path.map((name) => (name === "*" ? 0 : name === "<name>" ? "any" : name));
}
