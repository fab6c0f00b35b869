import { type NixAttributes, type NixValue, nix } from "@nix-fleet/nix-language";
import fc from "fast-check";

const NAMES = ["a", "b", "c", "d"];
const arbitraryName = fc.constantFrom(...NAMES);

/** Names as variables, and as attributes of one another: `a.b.c` evaluates to the text "a.b.c". */
export const UNIVERSE = `let
  attributes = path: builtins.listToAttrs (map (name: { inherit name; value = set "\${path}.\${name}"; }) [ ${NAMES.map((name) => `"${name}"`).join(" ")} ]);
  set = path: attributes path // { outPath = path; };
  ${NAMES.map((name) => `${name} = set "${name}";`).join(" ")}
in
`;

/** Paths such as `a.b.c`, most of which end with the name that they are given to. */
const arbitraryAttributes: fc.Arbitrary<NixAttributes> = fc
  .array(fc.tuple(arbitraryName, fc.array(arbitraryName, { maxLength: 3 }), fc.nat(9)), {
    maxLength: 4,
  })
  .map((all) =>
    Object.fromEntries(
      all.map(([name, path, other]) => {
        const [variable = "a", ...names] = other > 6 ? [name, ...path] : [...path, name];
        return [name, other === 0 ? path : nix.ref(variable, ...names)];
      }),
    ),
  );

/** Sets with attributes that are inherited, some of them inside variables and other sets. */
export const arbitraryInheriting: fc.Arbitrary<NixValue> = fc.oneof(
  arbitraryAttributes,
  fc.tuple(arbitraryAttributes, fc.boolean()).map(([set, isOrdered]) => {
    const ordered = nix.set(isOrdered ? set : nix.flatten(set));
    return { a: ordered, x: [ordered] };
  }),
  fc
    .tuple(fc.uniqueArray(arbitraryName, { minLength: 1 }), arbitraryAttributes)
    .map(([inherited, set]) => {
      const others = Object.entries(set).filter(([name]) => !inherited.includes(name));
      return nix.set([nix.inheritFrom("a.b", inherited), Object.fromEntries(others)]);
    }),
  arbitraryAttributes.map((set) => nix.let({ z: set }, { a: nix.ref("z"), z: nix.ref("z") })),
);
