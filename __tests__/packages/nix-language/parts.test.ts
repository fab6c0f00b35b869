import { type NixValue, nix, partsOf } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";

const HERE = nix.ref("here");

it.each<[string, NixValue, string]>([
  ["a list", { a: [1, { b: HERE }] }, "a.1.b"],
  ["a set in order", nix.set([nix.entry(["a", "b"], HERE)], { c: 1 }), "a.b"],
  ["a computed name", nix.set(nix.entry(["a", nix.ref("x")], HERE)), "a.${…}"],
  ["the source of inherited names", { a: nix.set(nix.inheritFrom(HERE, ["b"])) }, "a"],
  ["a name itself", { a: nix.set(nix.entry(HERE, 1)) }, "a"],
  ["text", { a: nix.interpolate`x${HERE}` }, "a"],
  ["a name that is selected", { a: nix.ref("x", HERE) }, "a"],
  ["the fallback of a selection", { a: nix.selectOr("x", ["y"], HERE) }, "a"],
  ["an argument", nix.apply("f", { a: HERE }), "a"],
  ["a called function", { a: nix.apply(HERE, 1) }, "a"],
  ["an operand", nix.update({ a: HERE }, {}), "a"],
  ["a negation", { a: nix.not(HERE) }, "a"],
  ["a function", nix.fn(["x"], { a: HERE }), "a"],
  ["a function of one value", nix.lambda("x", { a: HERE }), "a"],
  ["a scope", { a: nix.with(HERE, 1) }, "a"],
  ["the body of a scope", { a: nix.with("x", HERE) }, "a"],
  ["a variable", nix.let({ x: HERE }, 1), "x"],
  ["the body of a let", nix.let({ x: 1 }, { a: HERE }), "a"],
  ["a condition", { a: nix.if(HERE, 1, 2) }, "a"],
  ["a case", { a: nix.if(true, 1, { b: HERE }) }, "a.b"],
])("finds a part in %s", (_, value, at) => {
  const found = [...partsOf(value)].filter((part) => part.value === HERE);
  expect(found.map((part) => part.at.join("."))).toEqual([at]);
});

it.each<[string, NixValue, boolean]>([
  ["a value with a priority", nix.apply("lib.mkForce", "text"), true],
  ["a conditional value", nix.apply(nix.apply("lib.mkIf", true), "text"), true],
  ["an argument of another function", nix.apply("builtins.readFile", "text"), false],
  ["a condition", nix.apply("lib.mkIf", nix.equal("text", 1), 2), false],
  ["an item of joined lists", nix.concat(["text"], []), true],
  ["an operand of +", nix.plus("text", nix.ref("x")), false],
  ["an attribute of an argument", nix.apply("f", { a: "text" }), true],
])("tells whether an attribute can come to be %s", (_, value, isResult) => {
  const [found] = [...partsOf(value)].filter((part) => part.value === "text");
  expect(found?.isResult).toBe(isResult);
});
