import { isAttributes, isList, NixComment, NixExpression } from "@nix-fleet/nix-language";
import { MetaLists, MetaReference } from "../meta-reference";

/** What a value in settings gives its option, as the module system weighs it. */
export interface Definition {
  /** Without its marks; only Nix can look into an expression. */
  readonly value: unknown;
  /** The lowest one counts: 100 without a mark. */
  readonly priority: number;
  /** Whether it stands under no condition. */
  readonly isCertain: boolean;
}

const UNMARKED = 100;

const PRIORITIES: { readonly [mark: string]: number } = {
  mkVMOverride: 10,
  mkForce: 50,
  mkImageMediaOverride: 60,
  mkDefault: 1000,
  mkOptionDefault: 1500,
};

/** Marks of the order of lists and lines, which change nothing else. */
const ORDERS = ["mkBefore", "mkAfter", "mkOrder"];

/** The definitions in a value: several for `mkMerge`. */
export function definitionsIn(value: unknown): readonly Definition[] {
  return marked(value, { priority: UNMARKED, isCertain: true });
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

/** Those that may count: none that a stronger one replaces for certain. */
export function inForce(definitions: readonly Definition[]): readonly Definition[] {
  const certain = definitions.filter(({ isCertain }) => isCertain);
  const strongest = Math.min(...certain.map(({ priority }) => priority));
  return definitions.filter(({ priority }) => priority <= strongest);
}

/** The values that an option gets for certain; undefined if a condition or an expression decides. */
export function decided(definitions: readonly Definition[]): readonly unknown[] | undefined {
  const counting = inForce(definitions);
  if (counting.some(({ value, isCertain }) => !isCertain || !isPlain(value))) return undefined;
  return counting.map(({ value }) => value);
}

/** Whether a value is the same in Nix as here, in all its parts. */
function isPlain(value: unknown): boolean {
  if (isList<unknown>(value)) return value.every(isPlain);
  if (isAttributes(value)) return Object.values(value).every(isPlain);
  return !(
    NixExpression.isNixExpression(value) ||
    MetaReference.isMetaReference(value) ||
    MetaLists.isMetaLists(value)
  );
}
