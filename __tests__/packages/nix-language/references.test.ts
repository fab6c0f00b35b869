import { type NixValue, nix, referencesIn, referencesOf } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";

it.each<[string, NixValue, readonly string[]]>([
  ["a variable", nix.ref("a.b.c"), ["a.b.c"]],
  ["an attribute of an attribute", nix.select(nix.ref("a.b"), "c"), ["a.b.c"]],
  ["names up to a computed one", nix.ref("a.b", nix.ref("c"), "d"), ["a.b", "c"]],
  ["a parameter", nix.lambda("a", nix.apply("a.b", nix.ref("c"))), ["c"]],
  ["an inherited attribute", nix.set(nix.inheritFrom("a.b", ["c"])), ["a.b.c"]],
  ["a variable for an attribute", nix.let(nix.inheritFrom("a", ["b"]), nix.ref("b.c")), ["a.b.c"]],
  ["an unused variable", nix.let(nix.inheritFrom("a", ["b"]), nix.ref("c")), ["c"]],
  [
    "variables in any order",
    nix.let([nix.inheritFrom("b", ["c"]), nix.inheritFrom("a", ["b"])], nix.ref("c.d")),
    ["a.b.c.d"],
  ],
  [
    "an attribute with the name of its variable",
    nix.let(nix.inheritFrom("a", ["a"]), nix.ref("a.b")),
    [],
  ],
  ["a variable of the enclosing scope", nix.let(nix.inherit("a"), nix.ref("a.b")), ["a", "a.b"]],
  ["a name in a with", nix.with("a.b", [nix.ref("c")]), ["c", "a.b.c"]],
  ["a parameter in a with", nix.lambda("c", nix.with("a.b", [nix.ref("c")])), []],
  ["a with of a variable", nix.let({ a: 1 }, nix.with("a.b", [nix.ref("c")])), ["c"]],
  ["withs in withs", nix.with("a", nix.with("b", nix.ref("c"))), ["c", "a.c", "b.c", "a.b.c"]],
  ["a with of a call", nix.with(nix.apply("f", nix.ref("a.b")), []), ["f", "a.b"]],
])("finds what is taken as a whole: %s", (_, value, expected) => {
  const whole = referencesIn(value).references.filter(({ isFree, isWhole }) => isFree && isWhole);
  expect(whole.map(({ path }) => path.join("."))).toEqual(expected);
});

it("lists every necessary variable, including the source of an unused name", () => {
  const value = nix.let(nix.inheritFrom("a.b", ["c"]), nix.with("d.e", nix.raw("(f.g 1)")));
  expect([...referencesOf(value)]).toEqual(["a.b", "d.e", "f"]);
});

it.each([
  ['"${pkgs.git}/bin/git config"', ["pkgs"]],
  ["import ./x.nix { inherit pkgs lib; }", ["import", "pkgs", "lib"]],
  ["f config { pkgs = 1; a.lib = 2; }", ["f", "config", "a"]],
  ["a == b", ["a", "b"]],
  ["a . b or c", ["a", "c"]],
  ["x ''${y} ''${z} \"$${v} \\${w}\"'' /* u */", ["x", "y", "w"]],
  ["./${a}/b.c + ./d", ["a"]],
])("takes every word of raw source for a variable that may be one: %s", (source, names) => {
  expect([...referencesOf(nix.raw(source))]).toEqual(names);
});

it("counts the whole set as used in more nested withs than it resolves", () => {
  const value = ["a", "b", "c", "d", "e"].reduceRight<NixValue>(
    (body, scope) => nix.with(scope, body),
    nix.ref("x"),
  );
  const whole = referencesIn(value).references.filter(({ isWhole }) => isWhole);
  const paths = whole.map(({ path }) => path.join("."));
  expect(paths).toContain("e");
  expect(paths).toContain("a.b.c.d.e");
  expect(paths).toContain("a.b.c.d.x");
  expect(paths).toHaveLength(32);
});
