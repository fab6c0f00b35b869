import { type NixExpression, nix } from "@nix-fleet/nix-language";

const a = nix.ref("a");

/** Every place that an expression can have in another one. */
const places: readonly ((inner: NixExpression) => NixExpression)[] = [
  ...[nix.concat, nix.update, nix.plus, nix.and, nix.or, nix.equal, nix.notEqual].flatMap(
    (operation) => [
      (inner: NixExpression) => operation(inner, a),
      (inner: NixExpression) => operation(a, inner),
    ],
  ),
  (inner) => nix.not(inner),
  (inner) => nix.apply(inner, a),
  (inner) => nix.apply(a, inner, -1),
  (inner) => nix.select(inner, "b"),
  (inner) => nix.select(a, inner),
  (inner) => nix.selectOr(a, ["b"], inner),
  (inner) => nix.lambda("b", inner),
  (inner) => nix.fn(["b"], inner),
  (inner) => nix.with(inner, a),
  (inner) => nix.with(a, inner),
  (inner) => nix.let({ b: inner }, a),
  (inner) => nix.let({ b: a }, inner),
  (inner) => nix.let({}, inner),
  (inner) => nix.if(inner, a, a),
  (inner) => nix.if(a, inner, a),
  (inner) => nix.if(a, a, inner),
  (inner) => nix.set({ b: [inner] }),
  (inner) => nix.set(nix.inheritFrom(inner, ["b"])),
  (inner) => nix.interpolate`b ${inner}`,
];

/** Every kind of expression in every place of every other, so many deep. */
export function nestedExpressions(depth: number): readonly NixExpression[] {
  if (depth === 0) return [a];
  const inner = nestedExpressions(depth - 1);
  return places.flatMap((place) => inner.map(place));
}
