import {
  type NixAttributes,
  NixExpression,
  type NixItem,
  type NixName,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import fc, { type Arbitrary, type DepthSize } from "fast-check";
import {
  arbitraryLiteral,
  arbitraryName,
  arbitraryText,
  arbitraryVariable,
} from "./arbitrary-literal";

type Binding = readonly [NixName, NixItem];

/** Arbitraries that are made of each other. */
interface Parts {
  readonly value: Arbitrary<NixValue>;
  readonly item: Arbitrary<NixItem>;
  /** What can stand before arguments or a dot. */
  readonly callee: Arbitrary<NixExpression>;
  /** One to three values. */
  readonly values: Arbitrary<readonly [NixValue, ...NixValue[]]>;
  readonly name: Arbitrary<NixName>;
  readonly names: Arbitrary<readonly string[]>;
  readonly bindings: Arbitrary<readonly Binding[]>;
}

const reference = fc
  .tuple(arbitraryVariable, fc.uniqueArray(arbitraryName, { maxLength: 4 }))
  .map(([variable, names]) => nix.ref(variable, ...names));

const name: Arbitrary<NixName> = fc.oneof(
  { weight: 8, arbitrary: arbitraryName },
  reference,
  reference.map((host) => nix.interpolate`host-${host}`),
);

/** An attribute with a reference that ends in the same name. */
const ownName: Arbitrary<Binding> = fc.oneof(
  arbitraryVariable.map((key): Binding => [key, nix.ref(key)]),
  fc
    .tuple(reference, arbitraryVariable)
    .map(([from, key]): Binding => [key, nix.select(from, key)]),
);

const comment = fc.constantFrom("why", "first\n\n  second", "# with a hash  ");

/**
 * Any value that the printer accepts: data, and expressions of every kind but raw ones, of which it
 * cannot know what they hold.
 *
 * @param ownNames - whether attributes take what has their own name, which is printed as inherited
 */
export function arbitraryValue(depthSize: DepthSize, ownNames: boolean): Arbitrary<NixValue> {
  const arbitraryBinding = (item: Arbitrary<NixItem>) =>
    ownNames
      ? fc.oneof({ weight: 3, arbitrary: fc.tuple(name, item) }, ownName)
      : fc.tuple(name, item).map(withoutOwnName);
  const depthIdentifier = fc.createDepthIdentifier();
  const depth = { depthSize, depthIdentifier, withCrossShrink: true };
  const few = { maxLength: 4, depthIdentifier };
  return fc.letrec<{ value: NixValue; item: NixItem; expression: NixExpression }>((tie) => {
    const value = tie("value");
    const item = tie("item");
    const parts: Parts = {
      value,
      item,
      callee: fc.oneof({ weight: 4, arbitrary: reference }, tie("expression")),
      values: fc
        .tuple(value, fc.array(value, { ...few, maxLength: 2 }))
        .map(([first, others]) => [first, ...others]),
      name,
      names: fc.uniqueArray(arbitraryName, { maxLength: 6 }),
      bindings: fc.uniqueArray(arbitraryBinding(item), { ...few, selector: ([key]) => key }),
    };
    return {
      value: fc.oneof(
        depth,
        arbitraryLiteral,
        tie("expression"),
        fc.array(item, few),
        parts.bindings.map(attributesOf),
      ),
      item: fc.oneof(
        { weight: 6, arbitrary: value },
        fc.tuple(comment, value).map(([text, commented]) => nix.comment(text, commented)),
      ),
      expression: fc.oneof(
        depth,
        reference,
        ...namings(parts),
        ...sets(parts),
        ...functions(parts),
        ...operations(parts),
        ...strings(parts),
      ),
    };
  }).value;
}

function namings({ callee, name, value }: Parts): Arbitrary<NixExpression>[] {
  return [
    fc.tuple(callee, name).map(([from, last]) => nix.select(from, last)),
    fc
      .tuple(callee, name, value)
      .map(([from, last, fallback]) => nix.selectOr(from, [last, "a"], fallback)),
  ];
}

function sets({ callee, names, bindings }: Parts): Arbitrary<NixExpression>[] {
  return [
    bindings.map((all) => nix.set(entriesOf(all))),
    fc
      .tuple(bindings, bindings)
      .map(([first, second]) => nix.set(entriesOf(first), entriesOf(without(second, first)))),
    bindings.map((all) => nix.set(nix.flatten(attributesOf(all)))),
    names.map((inherited) => nix.set(nix.inherit(...inherited))),
    fc.tuple(callee, names, bindings).map(([from, inherited, all]) => {
      const others = all.filter(([key]) => !inherited.some((other) => other === key));
      return nix.set([nix.inheritFrom(from, inherited), ...entriesOf(others)]);
    }),
  ];
}

function functions({ callee, values, value, bindings }: Parts): Arbitrary<NixExpression>[] {
  const parameters = fc.uniqueArray(arbitraryVariable, { maxLength: 4 });
  const variables = bindings.map((all) => all.filter(([key]) => typeof key === "string"));
  return [
    fc.tuple(callee, values).map(([called, all]) => nix.apply(called, ...all)),
    fc.tuple(arbitraryVariable, value).map(([parameter, body]) => nix.lambda(parameter, body)),
    fc.tuple(parameters, value).map(([all, body]) => nix.fn(all, body)),
    fc.tuple(callee, value).map(([scope, body]) => nix.with(scope, body)),
    fc.tuple(variables, value).map(([all, body]) => nix.let(entriesOf(all), body)),
    fc.tuple(value, value, value).map(([condition, yes, no]) => nix.if(condition, yes, no)),
  ];
}

function operations({ value, values }: Parts): Arbitrary<NixExpression>[] {
  const chain = fc.constantFrom(nix.concat, nix.update, nix.plus, nix.and, nix.or);
  const comparison = fc.constantFrom(nix.equal, nix.notEqual);
  return [
    fc.tuple(chain, values).map(([operation, all]) => operation(...all)),
    fc.tuple(comparison, value, value).map(([compare, left, right]) => compare(left, right)),
    value.map(nix.not),
  ];
}

function strings({ callee }: Parts): Arbitrary<NixExpression>[] {
  const line = fc.oneof(arbitraryText, callee);
  return [
    fc
      .tuple(arbitraryText, callee, arbitraryText, callee)
      .map(([a, b, c, d]) => nix.interpolate`${a}${b}${c}${d}`),
    fc.array(line, { maxLength: 4 }).map(nix.lines),
  ];
}

function entriesOf(bindings: readonly Binding[]) {
  return bindings.map(([key, item]) => nix.entry(key, item));
}

function without(bindings: readonly Binding[], others: readonly Binding[]): readonly Binding[] {
  return bindings.filter(([key]) => !others.some(([other]) => other === key));
}

/** The bindings with literal names as a plain object. */
function attributesOf(bindings: readonly Binding[]): NixAttributes {
  return Object.fromEntries(bindings.filter(([key]) => typeof key === "string"));
}

function withoutOwnName([key, item]: Binding): Binding {
  return takesOwnName(key, item) ? [key, [item]] : [key, item];
}

function takesOwnName(key: NixName, item: NixItem): boolean {
  if (!NixExpression.isNixExpression(item)) return false;
  const { node } = item;
  if (node.kind === "variable") return node.name === key;
  return node.kind === "select" && node.names.at(-1) === key;
}
