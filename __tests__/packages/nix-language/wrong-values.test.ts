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
    "a function is not a Nix value: use its result, or build a function with nix.fn or nix.lambda",
  ],
  [
    "a builder",
    nix.ref,
    "a function is not a Nix value: use its result, or build a function with nix.fn or nix.lambda",
  ],
  ["a symbol", Symbol("a"), "a symbol is not a Nix value: use its text"],
  [
    "a date",
    new Date(0),
    "an instance of Date is not a Nix value: use its text: date.toISOString()",
  ],
  [
    "a map",
    new Map([["a", 1]]),
    "an instance of Map is not a Nix value: use Object.fromEntries(map)",
  ],
  [
    "a JavaScript Set",
    new Set([1]),
    "an instance of Set is not a Nix value: use an array: [...set]",
  ],
  [
    "an instance of a class",
    new Machine("web"),
    "an instance of Machine is not a Nix value: use a plain object, or one of its properties",
  ],
  [
    "an instance of an anonymous class",
    new (class {})(),
    "an instance of an anonymous class is not a Nix value: use a plain object, or one of its properties",
  ],
  [
    "an object with an odd constructor",
    Object.create({ constructor: 1 }),
    "an object is not a Nix value: use a plain object, or one of its properties",
  ],
  [
    "an entry",
    nix.entry("a", 1),
    "an instance of NixEntry is not a Nix value: put it into a set: nix.set(entry)",
  ],
  [
    "a comment on a comment",
    nix.comment("a", nix.comment("b", 1) as unknown as NixValue),
    "an instance of NixComment is not a Nix value: add the comment to an attribute or a list item, or use the header of print for a whole file",
  ],
];

const OUT_OF_RANGE: readonly [string, unknown, string][] = [
  [
    "an integer beyond the exact range",
    2 ** 53,
    "9007199254740992 is beyond ±(2^53 - 1), so JavaScript may have rounded it: pass a string, or nix.float(9007199254740992) for a float",
  ],
  ["NaN", Number.NaN, "NaN has no literal in Nix: use a finite number"],
  ["infinity", Number.NEGATIVE_INFINITY, "-Infinity has no literal in Nix: use a finite number"],
  [
    "an infinite float",
    nix.float(Number.POSITIVE_INFINITY),
    "Infinity has no literal in Nix: use a finite number",
  ],
  [
    "a subnormal number",
    5e-324,
    "5e-324 is too small for Nix: use 0 or a number of at least 2.2250738585072014e-308",
  ],
  [
    "NUL",
    "a\0b",
    '"a\\u0000b" contains a NUL character, which is not allowed in a Nix string: remove it',
  ],
  [
    "NUL after an interpolated text",
    nix.interpolate`${"a"}\0${"b"}`,
    '"a\\u0000b" contains a NUL character, which is not allowed in a Nix string: remove it',
  ],
  [
    "half a character",
    "\ud83d",
    '"\\ud83d" contains half of a surrogate pair, which UTF-8 cannot encode: remove it',
  ],
  [
    "a comment with NUL",
    nix.comment("why\0", 1),
    '"why\\u0000" contains a NUL character, which is not allowed in a Nix string: remove it',
  ],
  [
    "a comment that is not a string",
    nix.comment(5 as unknown as string, 1),
    "5 is not a string: use a string",
  ],
];

describe("print names the place, the problem and the remedy for", () => {
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

it("gives the parts of an error separately", () => {
  const error = errorOf(() => print({ a: [new Map() as unknown as NixValue] }));
  expect(error).toBeInstanceOf(NixValueError);
  expect(error).toMatchObject({
    name: "NixValueError",
    place: "a[0]",
    problem: {
      summary: "an instance of Map is not a Nix value",
      remedy: "use Object.fromEntries(map)",
      allowed: ALLOWED.slice("(allowed: ".length, -1),
    },
  });
});

it("lists an invalid Nix value as a part", () => {
  const machine = new Machine("web");
  expect([...partsOf({ a: [machine] })].at(-1)).toMatchObject({ value: machine, at: ["a", "0"] });
});

describe("nix refuses", () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      "a missing path of names",
      () => nix.ref(undefined as unknown as string),
      /^undefined is not a string: use a string$/,
    ],
    [
      "a number as a name",
      () => nix.lambda(5 as unknown as string, 1),
      /^5 is not a Nix variable: rename it/,
    ],
    [
      "an object as a path",
      () => nix.path({} as unknown as string),
      /^an object is not a Nix path/,
    ],
    ["null as source", () => nix.raw(null as unknown as string), /^null is not a string/],
    [
      "an object as a function",
      () => nix.apply({} as unknown as string, 1),
      /^an object is not a reference: use the name/,
    ],
    [
      "an interpolated undefined",
      () => nix.interpolate`${undefined as unknown as string}`,
      /^undefined cannot be interpolated: pass it as text/,
    ],
    [
      "a line that is an object",
      () => nix.lines([{} as unknown as string]),
      /^an object cannot be interpolated/,
    ],
    [
      "an expression in a JavaScript string",
      () => `${nix.ref("a")}`,
      /write the string as nix\.interpolate/,
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
