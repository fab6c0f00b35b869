import {
  NixExpression,
  type NixItem,
  type NixValue,
  NixValueError,
  nix,
  partsOf,
  print,
  referencesIn,
  withoutComments,
} from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";

/** All that walks through a value. */
const WALKS: Readonly<Record<string, (value: NixValue) => unknown>> = {
  print,
  partsOf: (value) => partsOf(value),
  referencesIn,
  withoutComments,
};

/** What holds an item that can be put into it later. */
interface Hole {
  readonly value: NixValue;
  readonly fill: (item: NixItem) => void;
}

function inList(wrap: (list: readonly NixItem[]) => NixValue): Hole {
  const list: NixItem[] = [];
  return { value: wrap(list), fill: (item) => list.push(item) };
}

function inSet(wrap: (set: { a?: NixItem }) => NixValue): Hole {
  const set: { a?: NixItem } = {};
  return {
    value: wrap(set),
    fill: (item) => {
      set.a = item;
    },
  };
}

const CYCLES: readonly [string, Hole, string][] = [
  ["a list", inList((list) => list as NixValue), "[0]"],
  ["a set", inSet((set) => set as NixValue), "a"],
  ["a set in lists", inSet((set) => [1, { b: [set as NixValue, 2] }]), "[1].b[0].a"],
  ["an argument", inList((list) => nix.apply("f", list as NixValue)), "[0]"],
  ["an operand", inSet((set) => nix.concat([], nix.update({}, set as NixValue))), "a"],
  ["a set in order", inSet((set) => nix.set([nix.entry(["b", "c"], set as NixValue)])), "b.c.a"],
  ["a variable", inSet((set) => nix.let({ x: set as NixValue }, 1)), "x.a"],
  ["the body of a function", inList((list) => nix.fn(["x"], list as NixValue)), "[0]"],
];

describe.each(Object.entries(WALKS))("%s", (_name, walk) => {
  it.each(CYCLES)("refuses a value that contains itself in %s", (_, { value, fill }, place) => {
    fill(value);
    expect(() => walk(value)).toThrow(NixValueError);
    expect(() => walk(value)).toThrow(
      `${place}: the value contains itself: this is a reference to the whole`,
    );
  });

  it("names the value to which a cycle refers", () => {
    const inner: { d?: NixItem } = {};
    inner.d = nix.comment("why", [inner as NixValue]);
    expect(() => walk({ a: 1, b: { c: inner as NixValue } })).toThrow(
      "b.c.d[0]: the value contains itself: this is a reference to the value at b.c: " +
        "use a copy, or refer to it in Nix with nix.ref",
    );
  });

  it("accepts the same value in several places", () => {
    const shared = { a: nix.ref("b") };
    expect(() => walk({ c: [shared, shared], d: nix.concat([shared], [shared]) })).not.toThrow();
  });

  it.each<[string, (inner: NixValue) => NixValue]>([
    ["lists", (inner) => [inner]],
    ["sets", (inner) => ({ aLongName: inner, b: 1 })],
    ["calls", (inner) => nix.apply("f", inner)],
    ["functions", (inner) => nix.lambda("x", inner)],
    ["text", (inner) => nix.interpolate`a ${inner as NixExpression}`],
    ["operands", (inner) => nix.concat([], inner)],
    ["cases", (inner) => nix.if(true, 1, inner)],
  ])("refuses %s that are nested too deeply, in one short line", (_, wrap) => {
    const value = nested(3000, wrap);
    expect(() => walk(value)).toThrow(NixValueError);
    expect(() => walk(value)).toThrow(
      /: check the code that builds it for runaway recursion, or name/,
    );
    expect(() => walk(value)).toThrow(/the value is nested more than 200 levels deep/);
    expect(() => walk(value)).toThrow(/^.{0,300}$/);
  });

  it("shortens the place of a value that is nested too deeply", () => {
    const value = nested(3000, (inner) => ({ a: inner }));
    expect(() => walk(value)).toThrow(/^a\.a\.a\.a\.a\.a\.….a\.a\.a\.a\.a\.a: the value is nested/);
  });

  it("accepts any number of values joined in a loop", () => {
    const lists = Array.from({ length: 5000 }, (_, index): NixValue => [index]);
    const sum = lists.reduce((all, list) => nix.concat(all, list));
    expect(() => walk(sum)).not.toThrow();
    const sets = lists.reduce((all, list) => nix.update(all, { a: list }), {});
    expect(() => walk(sets)).not.toThrow();
  });
});

it("prints lists joined in a loop like lists joined at once", () => {
  const lists: readonly [NixValue, ...NixValue[]] = [[1], nix.ref("a"), nix.apply("f", 2), [3]];
  const joined = lists.reduce((all, list) => nix.concat(all, list));
  expect(print(joined)).toBe(print(nix.concat(...lists)));
});

it("refuses a call with more arguments than fit on the stack", () => {
  const call = (count: number) =>
    nix.apply("f", 0, ...Array.from({ length: count }, (_, index) => index));
  expect(() => print(call(400))).not.toThrow();
  expect(() => print(call(100_000))).toThrow(/nested more than 200 levels deep/);
});

it("does not allow changes of an expression, which could create a cycle", () => {
  const operation = nix.concat([], []);
  expect(() => Object.assign(operation.node, { first: operation })).toThrow(TypeError);
  expect(new NixExpression({ ...operation.node })).toEqual(operation);
});

function nested(depth: number, wrap: (inner: NixValue) => NixValue): NixValue {
  let value: NixValue = nix.ref("x");
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}
