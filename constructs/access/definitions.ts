import { isAttributes, isList, NixComment, NixExpression } from "@nix-fleet/nix-language";
import { MetaLists, MetaReference } from "../meta-reference";

/** A definition of an option, with its priority in the module system. */
export interface Definition {
  /** The value without `mkForce`, `mkIf` and the like. Only Nix can evaluate an expression in it. */
  readonly value: unknown;
  /** The lowest number wins. @default 100 */
  readonly priority: number;
  /** Whether no condition applies to it. */
  readonly isCertain: boolean;
}

/** The priority of a definition without a mark such as `mkForce`. */
export const UNMARKED = 100;

/** The priority of the default of an option. */
export const OPTION_DEFAULT = 1500;

const PRIORITIES: { readonly [mark: string]: number } = {
  mkVMOverride: 10,
  mkForce: 50,
  mkImageMediaOverride: 60,
  mkDefault: 1000,
  mkOptionDefault: OPTION_DEFAULT,
};

/** Functions that set only the order of lists and lines. */
const ORDERS = ["mkBefore", "mkAfter", "mkOrder"];

/** The definitions in a value: several for `mkMerge`. */
export function definitionsIn(value: unknown): readonly Definition[] {
  return marked(value, { priority: UNMARKED, isCertain: true });
}

/** A definition, and the names that lead to its option. */
export interface PlacedDefinition extends Definition {
  readonly at: readonly string[];
}

/** All definitions in a set of options. A mark on a set applies to every option in it. */
export function* definitionsBelow(
  settings: unknown,
  at: readonly string[] = [],
  weight: Weight = { priority: UNMARKED, isCertain: true },
): Iterable<PlacedDefinition> {
  for (const definition of marked(settings, weight)) {
    yield { ...definition, at };
    const { value, priority, isCertain } = definition;
    if (!isAttributes(value)) continue;
    for (const [name, inner] of Object.entries(value)) {
      yield* definitionsBelow(inner, [...at, name], { priority, isCertain });
    }
  }
}

type Weight = Omit<Definition, "value">;

function marked(value: unknown, weight: Weight): readonly Definition[] {
  if (NixComment.isNixComment(value)) return marked(value.value, weight);
  if (!NixExpression.isNixExpression(value) || value.node.kind !== "apply") {
    return [{ value, ...weight }];
  }
  const { node } = value;
  const mark = markOf(node.function);
  const [first, last] = [node.first, node.others.at(-1) ?? node.first];
  const priority = PRIORITIES[mark] ?? (mark === "mkOverride" ? Number(first) : undefined);
  if (priority !== undefined) return marked(last, { ...weight, priority });
  if (ORDERS.includes(mark)) return marked(last, weight);
  if (mark === "mkMerge" && isList<unknown>(last))
    return last.flatMap((one) => marked(one, weight));
  if (mark !== "mkIf" || first === false) return mark === "mkIf" ? [] : [{ value, ...weight }];
  return marked(last, { ...weight, isCertain: weight.isCertain && first === true });
}

function markOf({ node }: NixExpression<unknown>): string {
  const name = node.kind === "select" ? node.names.at(-1) : node.kind === "variable" && node.name;
  return typeof name === "string" ? name : "";
}

/** The definitions that may take effect: those that no unconditional definition overrides. */
export function inForce(definitions: readonly Definition[]): readonly Definition[] {
  const certain = definitions.filter(({ isCertain }) => isCertain);
  const strongest = Math.min(...certain.map(({ priority }) => priority));
  return definitions.filter(({ priority }) => priority <= strongest);
}

/** The values that an option certainly has; undefined if they depend on a condition or an expression. */
export function decided(definitions: readonly Definition[]): readonly unknown[] | undefined {
  const counting = inForce(definitions);
  if (counting.some(({ value, isCertain }) => !isCertain || !isPlain(value))) return undefined;
  return counting.map(({ value }) => value);
}

/** Whether a value contains nothing that only Nix or the fleet's facts can resolve. */
function isPlain(value: unknown): boolean {
  if (isList<unknown>(value)) return value.every(isPlain);
  if (isAttributes(value)) return Object.values(value).every(isPlain);
  return !(
    NixExpression.isNixExpression(value) ||
    MetaReference.isMetaReference(value) ||
    MetaLists.isMetaLists(value)
  );
}
