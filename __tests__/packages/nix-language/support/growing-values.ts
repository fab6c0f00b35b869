import { type NixValue, NixValueError, nix, print } from "@nix-fleet/nix-language";

const text = (length: number) => "x".repeat(length);

function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Values of any number of items. */
export const WIDE: Readonly<Record<string, (size: number) => NixValue>> = {
  "a list": (size) => times(size, (index) => index),
  "a set": (size) => Object.fromEntries(times(size, (index) => [`a${index}`, { b: index, c: [] }])),
  "a set in order": (size) => nix.set(times(size, (index) => nix.entry(["a", `b${index}`], index))),
  paragraphs: (size) => nix.set(...times(size, (index) => ({ [`a${index}`]: index }))),
  comments: (size) => times(size, (index) => nix.comment("why", index)),
  lines: (size) => nix.lines(times(size, (index) => `line ${index} of ''many''`)),
  "interpolated lines": (size) => nix.lines(times(size, () => nix.interpolate`a ${nix.ref("b")}`)),
  "one line": (size) => nix.interpolate`${nix.lines(times(size, () => nix.apply("f", "a")))}`,
  names: (size) =>
    nix.set(
      nix.inheritFrom(
        "a",
        times(size, (index) => `b${index}`),
      ),
    ),
  "inherited attributes": (size) =>
    Object.fromEntries(times(size, (index) => [`b${index}`, nix.ref(`a${index % 7}.b${index}`)])),
  parameters: (size) =>
    nix.fn(
      times(size, (index) => `a${index}`),
      nix.ref("a1"),
    ),
  "lists joined at once": (size) => nix.concat([], ...times(size, (index) => [index])),
  "lists joined in a loop": (size) =>
    times(size, (index): NixValue => [index]).reduce((all, list) => nix.concat(all, list)),
  "sets joined in a loop": (size) =>
    times(size, (index): NixValue => ({ a: index })).reduce((all, set) => nix.update(all, set)),
  "variables of variables": (size) =>
    nix.let(
      times(size, (index) => nix.inheritFrom(`a${index}`, [`a${index + 1}`])).reverse(),
      times(size, (index) => nix.ref(`a${index}`)),
    ),
  "raw source": (size) => nix.raw(`[ ${times(size, () => 'f (a) "${b}" ./c').join(" ")} ]`),
};

/** Values inside each other. */
export const DEEP: Readonly<Record<string, (inner: NixValue) => NixValue>> = {
  "a list": (inner) => [inner, 1],
  "a set": (inner) => ({ a: inner, b: { c: 1 } }),
  "a set of one": (inner) => ({ a: inner }),
  "entries with long paths": (inner) => nix.set(nix.entry(["a b", "c", "d", "e", "f"], inner)),
  "a call": (inner) => nix.apply("f", inner),
  "a call before a list": (inner) => nix.apply("f", inner, [text(20)]),
  "a call before a set": (inner) => nix.apply("lib.recursiveUpdate", inner, { a: text(30) }),
  "a call before what is inherited": (inner) =>
    nix.apply("f", inner, nix.set(nix.inheritFrom("a", ["b"]))),
  "a call among others": (inner) => nix.apply("f", 1, inner, { a: 1 }),
  "a set in a call before text": (inner) => nix.apply("f", { a: inner }, text(96)),
  "calls in calls": (inner) =>
    nix.apply("f", nix.apply("f", inner, { a: text(7) }), nix.apply("h", text(36))),
  "a function of a set": (inner) => nix.fn(["a"], inner),
  "a function": (inner) => nix.lambda("a", inner),
  "a function in a call": (inner) => nix.apply("f", nix.lambda("a", inner), 1),
  "a scope": (inner) => nix.with("a", inner),
  "a scope of a list": (inner) => nix.with("a.b", [inner, nix.ref("c")]),
  variables: (inner) => nix.let({ a: inner }, text(20)),
  "the body of a let": (inner) => nix.let({ a: 1 }, inner),
  "a condition": (inner) => nix.if(inner, 1, 2),
  cases: (inner) => nix.if(nix.ref("a"), text(20), inner),
  "a negation in a call": (inner) => nix.not(nix.apply("f", inner)),
  "an operand": (inner) => nix.plus(1, inner),
  "a comparison": (inner) => nix.equal(inner, 1),
  "text in text": (inner) => nix.interpolate`a ${nix.apply("f", inner)}`,
  "lines in lines": (inner) => nix.lines([nix.apply("f", inner), "a"]),
  "an attribute": (inner) => nix.select(nix.apply("f", inner), "a"),
  "a fallback": (inner) => nix.selectOr("a", ["b"], inner),
  "a name": (inner) => nix.set(nix.entry(nix.apply("f", inner), 1)),
  "what is inherited": (inner) => nix.set(nix.inheritFrom(nix.apply("f", inner), ["a"])),
};

/** The largest number of times that a value can be wrapped; every smaller number can be printed, too. */
export function mostLevels(wrap: (inner: NixValue) => NixValue): number {
  let [most, tooMany] = [1, 201];
  while (tooMany - most > 1) {
    const middle = (most + tooMany) >> 1;
    if (isPrinted(nested(middle, wrap))) most = middle;
    else tooMany = middle;
  }
  return most;
}

function isPrinted(value: NixValue): boolean {
  try {
    print(value);
    return true;
  } catch (error) {
    if (NixValueError.isNixValueError(error)) return false;
    throw error;
  }
}

export function nested(depth: number, wrap: (inner: NixValue) => NixValue): NixValue {
  let value: NixValue = nix.ref("x");
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}
