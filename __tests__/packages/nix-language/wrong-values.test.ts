import { type NixValue, NixValueError, nix, partsOf, print } from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";

class Machine {
  constructor(readonly name: string) {}
}

const ALLOWED =
  "(allowed: strings, finite numbers, booleans, null, arrays, plain objects, and expressions of nix.*)";

const WRONG: readonly [string, unknown, string][] = [
  ["undefined", undefined, "undefined is not a Nix value: leave the attribute out, or use null"],
  [
    "a bigint",
    2n ** 60n,
    "the bigint 1152921504606846976 is not a Nix value: use a number up to 2^53 - 1, or write it with nix.raw",
  ],
  [
    "a function",
    () => 1,
    "a function is not a Nix value: use what it returns, or build a function with nix.fn or nix.lambda",
  ],
  [
    "a builder",
    nix.ref,
    "a function is not a Nix value: use what it returns, or build a function with nix.fn or nix.lambda",
  ],
  ["a symbol", Symbol("a"), "a symbol is not a Nix value: use its text"],
  ["a date", new Date(0), "an object of Date is not a Nix value: use its text: date.toISOString()"],
  [
    "a map",
    new Map([["a", 1]]),
    "an object of Map is not a Nix value: use Object.fromEntries(map)",
  ],
  [
    "a set of JavaScript",
    new Set([1]),
    "an object of Set is not a Nix value: use an array: [...set]",
  ],
  [
    "an object of a class",
    new Machine("web"),
    "an object of Machine is not a Nix value: use a plain object, or the fact of it that is meant",
  ],
  [
    "an object of a class without name",
    new (class {})(),
    "an object of a class without name is not a Nix value: use a plain object, or the fact of it that is meant",
  ],
  [
    "an object with an odd constructor",
    Object.create({ constructor: 1 }),
    "an object is not a Nix value: use a plain object, or the fact of it that is meant",
  ],
  [
    "an entry",
    nix.entry("a", 1),
    "an object of NixEntry is not a Nix value: put it into a set: nix.set(entry)",
  ],
  [
    "a comment on a comment",
    nix.comment("a", nix.comment("b", 1) as unknown as NixValue),
    "an object of NixComment is not a Nix value: comment an attribute or a list item; a whole file has a header",
  ],
];

const OUT_OF_RANGE: readonly [string, unknown, string][] = [
  [
    "an integer that is no longer exact",
    2 ** 53,
    "9007199254740992 is beyond ±(2^53 - 1), where a number no longer holds every integer: pass a string, or nix.float(9007199254740992) for a float",
  ],
  ["NaN", Number.NaN, "NaN has no literal in Nix: use a finite number"],
  ["infinity", Number.NEGATIVE_INFINITY, "-Infinity has no literal in Nix: use a finite number"],
  [
    "a float that is infinite",
    nix.float(Number.POSITIVE_INFINITY),
    "Infinity has no literal in Nix: use a finite number",
  ],
  [
    "a subnormal number",
    5e-324,
    "5e-324 is too small for Nix: use 0 or a number of at least 2.2250738585072014e-308",
  ],
  ["NUL", "a\0b", '"a\\u0000b" contains a NUL character, which no Nix string can hold: remove it'],
  [
    "NUL after an interpolated text",
    nix.interpolate`${"a"}\0${"b"}`,
    '"a\\u0000b" contains a NUL character, which no Nix string can hold: remove it',
  ],
  [
    "half a character",
    "\ud83d",
    '"\\ud83d" contains half of a surrogate pair, which UTF-8 cannot hold: remove it',
  ],
  [
    "a comment with NUL",
    nix.comment("why\0", 1),
    '"why\\u0000" contains a NUL character, which no Nix string can hold: remove it',
  ],
  [
    "a comment that is no text",
    nix.comment(5 as unknown as string, 1),
    "5 is not a text: pass a string",
  ],
];

describe("print names the place, what is wrong, and what to do for", () => {
  it.each(WRONG)("%s", (_, value, message) => {
    expect(messageOf({ services: { x: { y: value, z: 1 } } })).toBe(
      `services.x.y: ${message} ${ALLOWED}`,
    );
  });

  it.each(OUT_OF_RANGE)("%s", (_, value, message) => {
    expect(messageOf({ machines: [{}, { "web/1": { mtu: value } }] })).toBe(
      `machines[1]."web/1".mtu: ${message}`,
    );
  });

  it("a name", () => {
    expect(messageOf({ a: { "\0": 1 } })).toMatch(/^a: "\\u0000" contains a NUL character/);
  });

  it.each<[string, NixValue, string]>([
    ["a hole in a list", Object.assign([1], { length: 3 }), "[1]"],
    ["an argument", { a: nix.apply("f", { b: undefined as unknown as NixValue }) }, "a.b"],
    ["an operand", { a: nix.concat([undefined as unknown as NixValue]) }, "a[0]"],
    ["a variable", nix.let({ a: undefined as unknown as NixValue }, 1), "a"],
    [
      "an entry",
      nix.set(nix.entry(["a", nix.ref("b"), "c d"], undefined as unknown as NixValue)),
      'a.${…}."c d"',
    ],
  ])("what is missing in %s", (_, value, place) => {
    expect(messageOf(value)).toMatch(/: undefined is not a Nix value/);
    expect(messageOf(value).startsWith(`${place}: `)).toBe(true);
  });
});

it("gives an error's parts", () => {
  const error = errorOf(() => print({ a: [new Map() as unknown as NixValue] }));
  expect(error).toBeInstanceOf(NixValueError);
  expect(error).toMatchObject({
    name: "NixValueError",
    place: "a[0]",
    problem: {
      summary: "an object of Map is not a Nix value",
      remedy: "use Object.fromEntries(map)",
      allowed: ALLOWED.slice("(allowed: ".length, -1),
    },
  });
});

it("lists what is no Nix value as a part, for others to judge", () => {
  const machine = new Machine("web");
  expect([...partsOf({ a: [machine] })].at(-1)).toMatchObject({ value: machine, at: ["a", "0"] });
});

describe("nix refuses", () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      "no path of names",
      () => nix.ref(undefined as unknown as string),
      /^undefined is not a text: pass a string$/,
    ],
    [
      "a name that is none",
      () => nix.lambda(5 as unknown as string, 1),
      /^5 is not a Nix variable: rename it/,
    ],
    [
      "a path that is none",
      () => nix.path({} as unknown as string),
      /^an object is not a Nix path/,
    ],
    ["source that is none", () => nix.raw(null as unknown as string), /^null is not a text/],
    [
      "a function that is none",
      () => nix.apply({} as unknown as string, 1),
      /^an object is not a reference: give the name/,
    ],
    [
      "what no text can hold",
      () => nix.interpolate`${undefined as unknown as string}`,
      /^undefined cannot be interpolated: pass it as text/,
    ],
    [
      "a line that is none",
      () => nix.lines([{} as unknown as string]),
      /^an object cannot be interpolated/,
    ],
    [
      "an expression in a text of JavaScript",
      () => `${nix.ref("a")}`,
      /write the text as nix\.interpolate/,
    ],
  ])("%s", (_, build, message) => {
    expect(build).toThrow(NixValueError);
    expect(build).toThrow(message);
  });
});

function messageOf(value: unknown): string {
  const error = errorOf(() => print(value as NixValue));
  return NixValueError.isNixValueError(error) ? error.message : `no NixValueError: ${error}`;
}

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
