import {
  isAttributes,
  isList,
  NixComment,
  NixComputed,
  NixEntry,
  NixExpression,
  nix,
} from "@nix-fleet/nix-language";

/** Functions that mark a definition, with their number of arguments. The last argument is the definition. */
const MARKERS: ReadonlyMap<string, number> = new Map([
  ["mkAfter", 1],
  ["mkBefore", 1],
  ["mkDefault", 1],
  ["mkForce", 1],
  ["mkIf", 2],
  ["mkImageMediaOverride", 1],
  ["mkOptionDefault", 1],
  ["mkOrder", 2],
  ["mkOverride", 2],
  ["mkVMOverride", 1],
]);

/**
 * All values that one definition can give an option: without comments, functions such as `lib.mkIf`, `let`
 * and `with`, and with both branches of `if`. Expressions that only Nix can compute are included unchanged.
 */
export function* resultsOf(value: unknown): Iterable<unknown> {
  if (NixComment.isNixComment(value)) {
    yield* resultsOf(value.value);
    return;
  }
  if (!NixExpression.isNixExpression(value)) {
    yield value;
    return;
  }
  const { node } = value;
  if (node.kind === "let" || node.kind === "with") yield* resultsOf(node.body);
  else if (node.kind === "if") {
    yield* resultsOf(node.consequence);
    yield* resultsOf(node.alternative);
  } else if (node.kind === "apply") yield* resultsOfCall(value);
  else yield value;
}

function* resultsOfCall(call: NixExpression<unknown>): Iterable<unknown> {
  const { name, values } = calledWith(call);
  const last = values.at(-1);
  const definitions = NixComment.isNixComment(last) ? last.value : last;
  if (name === "mkMerge" && values.length === 1 && isList<unknown>(definitions)) {
    for (const definition of definitions) yield* resultsOf(definition);
  } else if (MARKERS.get(name ?? "") === values.length) yield* resultsOf(last);
  else yield call;
}

interface Call {
  /** The last name of a function, such as `mkIf` of `lib.mkIf`; `undefined` if it is computed. */
  readonly name: string | undefined;
  readonly values: readonly unknown[];
}

function calledWith({ node }: NixExpression<unknown>): Call {
  if (node.kind === "variable") return { name: node.name, values: [] };
  if (node.kind === "select") {
    const name = node.names.at(-1);
    return { name: typeof name === "string" ? name : undefined, values: [] };
  }
  if (node.kind !== "apply") return { name: undefined, values: [] };
  const { name, values } = calledWith(node.function);
  return { name, values: [...values, node.first, ...node.others] };
}

/** An attribute of a set: its path, `["a", "b"]` in `a.b = 1;`, and its value. */
export type Attribute = readonly [names: readonly string[], value: unknown];

/** The attributes of a set with known names; `undefined` for a value that is not a set. */
export function attributesOf(value: unknown): readonly Attribute[] | undefined {
  if (isAttributes(value)) {
    return Object.entries(value)
      .filter(([, attribute]) => attribute !== undefined)
      .map(([name, attribute]) => [[name], attribute]);
  }
  if (!NixExpression.isNixExpression(value) || value.node.kind !== "set") return undefined;
  return value.node.paragraphs
    .flatMap((entries) => (isList(entries) ? entries : [entries]))
    .flatMap((entry) => (NixEntry.isNixEntry(entry) ? bound(entry) : (attributesOf(entry) ?? [])));
}

function bound({ node }: NixEntry): readonly Attribute[] {
  if (node.kind === "inherit") return node.names.map((name) => [[name], nix.ref(name)]);
  const names = node.path.filter((name) => typeof name === "string");
  return names.length < node.path.length ? [] : [[names, node.value]];
}

/** Whether only Nix can compute a value. Not true for sets, because their contents are checked. */
export function isComputed(value: unknown): boolean {
  return NixComputed.isNixComputed(value) && attributesOf(value) === undefined;
}
