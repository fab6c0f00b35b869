import fc, { type Arbitrary, type DepthSize } from "fast-check";
import {
  type NixEntries,
  type NixExpression,
  type NixItem,
  type NixName,
  type NixValue,
  nix,
} from "../../../../nix-modules/language";
import {
  arbitraryLiteral,
  arbitraryName,
  arbitraryText,
  arbitraryVariable,
} from "./arbitrary-literal";

type Binding = readonly [NixName, NixItem];

type Kinds = {
  value: NixValue;
  item: NixItem;
  expression: NixExpression;
  callee: NixExpression;
  name: NixName;
  bindings: readonly Binding[];
  entries: NixEntries;
};

const comment = fc.constantFrom("why", "first\n\n  second", "# with a hash  ");

/**
 * Any value that the printer accepts: data, and expressions of every kind but raw ones, of which it
 * does not know what they hold.
 */
export function arbitraryValue(depthSize: DepthSize): Arbitrary<NixValue> {
  const depthIdentifier = fc.createDepthIdentifier();
  const depth = { depthSize, depthIdentifier, withCrossShrink: true };
  const few = { maxLength: 4, depthIdentifier };
  const names = fc.uniqueArray(arbitraryName, few);
  const reference = fc
    .tuple(arbitraryVariable, names)
    .map(([variable, rest]) => nix.ref(variable, ...rest));

  return fc.letrec<Kinds>((tie) => {
    const value = tie("value");
    const callee = tie("callee");
    const bindings = tie("bindings");
    const values = fc.tuple(value, fc.array(value, { maxLength: 2, depthIdentifier }));
    const map = fc.tuple.bind(fc);
    return {
      value: fc.oneof(
        depth,
        arbitraryLiteral,
        tie("expression"),
        fc.array(tie("item"), few),
        fc.dictionary(arbitraryName, tie("item"), { maxKeys: 4, depthIdentifier }),
      ),
      item: fc.oneof(
        { weight: 6, arbitrary: value },
        { weight: 1, arbitrary: map(comment, value).map(([text, of]) => nix.comment(text, of)) },
      ),
      callee: fc.oneof({ weight: 4, arbitrary: reference }, tie("expression")),
      name: fc.oneof(
        { weight: 6, arbitrary: arbitraryName },
        { weight: 1, arbitrary: reference },
        { weight: 1, arbitrary: reference.map((of) => nix.interpolate`host-${of}`) },
      ),
    };
  }).value;
}
