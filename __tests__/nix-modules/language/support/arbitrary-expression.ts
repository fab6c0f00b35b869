import fc from "fast-check";
import {
  type NixEntries,
  type NixEntry,
  type NixExpression,
  type NixItem,
  type NixReference,
  type NixValue,
  nix,
} from "../../../../nix-modules/language";

const shortName = fc.constantFrom(
  "a",
  "b",
  "cfg",
  "lib",
  "config",
  "pkgs",
  "inputs",
  "x'",
  "my-name",
);
const longName = fc
  .integer({ min: 8, max: 60 })
  .map((length) => "nameOfSomethingInTheFleetThatIsQuiteLongIndeedAndGoesOnAndOn".slice(0, length));
const bareName = fc.oneof({ weight: 4, arbitrary: shortName }, longName);
const quotedName = fc.constantFrom("hosts/web", "", "1st", "with", "or", "${x}", 'a"b', "a.b");
const name = fc.oneof({ weight: 5, arbitrary: bareName }, quotedName);

const text = fc.oneof(
  fc.constantFrom(
    "",
    "x",
    "a string",
    "${x}",
    "''",
    "'",
    "$",
    "\\n",
    '"quoted"',
    "a\nb\n",
    "\n",
    "  a\nb",
  ),
  fc.constantFrom(
    '#!/bin/sh\nset -eu\n\techo "$x"\n',
    "echo ''${x}'\n'\n",
    "a\n\n  b 'c'\nd'",
    "🚀 é\n\nx  \ny",
  ),
  fc.string({ unit: "binary", maxLength: 30 }).map((value) => value.replaceAll("\0", "")),
  fc
    .integer({ min: 20, max: 130 })
    .map((length) => "lorem ipsum dolor sit amet ".repeat(6).slice(0, length)),
);

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -9, max: 99 }),
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter(isInNix),
);

function isInNix(value: number): boolean {
  const isTooSmall = value !== 0 && Math.abs(value) < 2 ** -1022;
  const isTooBig = Number.isInteger(value) && !Number.isSafeInteger(value);
  return !isTooSmall && !isTooBig;
}

const literal = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.constantFrom("./x", "../modules/a-b.nix").map(nix.path),
  fc.constantFrom(0, 5, 1e21, -2.5).map(nix.float),
);

const comment = fc.constantFrom("why", "first\n\n  second", "# with a hash  ");

type Tiers = {
  value: NixValue;
  item: NixItem;
  expression: NixExpression;
  reference: NixReference;
  entries: NixEntries;
};

/** How deep values nest: about ten lines on average. */
const depthSize = "xlarge";

/** Any value that the printer accepts: data and expressions of every kind, nested at random. */
export const arbitraryValue: fc.Arbitrary<NixValue> = fc.letrec<Tiers>((tie) => {
  const value = tie("value");
  const item = tie("item");
  const few = { maxLength: 4, depthIdentifier: "nix" } as const;
  const values = fc.array(value, { ...few, minLength: 1, maxLength: 3 });
  const names = fc.uniqueArray(name, few);
  const reference = fc.tuple(bareName, names).map(([first, rest]) => nix.ref(first, ...rest));
  const bindings = fc.uniqueArray(fc.tuple(name, item), { ...few, selector: ([key]) => key });
  return {
    value: fc.oneof(
      { depthSize, withCrossShrink: true, depthIdentifier: "nix" },
      literal,
      tie("expression"),
      fc.array(item, few),
      bindings.map((pairs) => Object.fromEntries(pairs)),
    ),
    item: fc.oneof(
      { weight: 6, arbitrary: value },
      {
        weight: 1,
        arbitrary: fc.tuple(comment, value).map(([why, what]) => nix.comment(why, what)),
      },
    ),
    reference: fc.oneof({ weight: 4, arbitrary: reference }, tie("expression")),
    entries: fc.oneof(
      bindings.map((pairs) => Object.fromEntries(pairs)),
      bindings.map((pairs): NixEntry[] => pairs.map(([key, of]) => nix.entry(key, of))),
      bindings.map((pairs) => nix.flatten(Object.fromEntries(pairs))),
    ),
    expression: fc.oneof(
      { depthSize, withCrossShrink: true, depthIdentifier: "nix" },
      reference,
      fc.tuple(tie("reference"), names).map(([from, path]) => nix.select(from, ...path)),
      fc
        .tuple(tie("reference"), reference, value)
        .map(([from, last, other]) => nix.selectOr(from, [last, "a"], other)),
      tie("entries").map((paragraph) => nix.set(paragraph)),
      fc.tuple(bindings, bindings).map(([first, second]) => {
        const rest = second.filter(([key]) => !first.some(([other]) => other === key));
        return nix.set(
          Object.fromEntries(first),
          rest.map(([key, of]) => nix.entry(key, of)),
        );
      }),
      fc
        .tuple(tie("reference"), names, reference, item)
        .map(([from, inherited, key, of]) =>
          nix.set([nix.inheritFrom(from, inherited), nix.entry([key, "a"], of)]),
        ),
      fc
        .uniqueArray(name, { ...few, minLength: 1, maxLength: 6 })
        .map((inherited) => nix.set(nix.inherit(...inherited))),
      fc
        .tuple(tie("reference"), values)
        .map(([f, [first, ...rest]]) => nix.apply(f, first as NixValue, ...rest)),
      fc
        .tuple(tie("reference"), values)
        .map(([f, [first, ...rest]]) => nix.apply(f, first as NixValue, ...rest)),
      fc
        .tuple(fc.constantFrom(nix.concat, nix.update, nix.plus, nix.and, nix.or), values)
        .map(([operation, [first, ...rest]]) => operation(first as NixValue, ...rest)),
      fc
        .tuple(fc.constantFrom(nix.equal, nix.notEqual), value, value)
        .map(([operation, left, right]) => operation(left, right)),
      value.map(nix.not),
      fc.tuple(bareName, value).map(([parameter, body]) => nix.lambda(parameter, body)),
      fc
        .tuple(fc.uniqueArray(bareName, few), value)
        .map(([parameters, body]) => nix.fn(parameters, body)),
      fc.tuple(tie("reference"), value).map(([scope, body]) => nix.with(scope, body)),
      fc.tuple(bindings, value).map(([pairs, body]) => nix.let(Object.fromEntries(pairs), body)),
      fc.tuple(value, value, value).map(([condition, yes, no]) => nix.if(condition, yes, no)),
      fc
        .tuple(text, tie("expression"), text, tie("expression"))
        .map(([a, b, c, d]) => nix.interpolate`${a}${b}${c}${d}`),
      fc.array(fc.oneof(text, tie("expression")), few).map(nix.lines),
    ),
  };
}).value;
