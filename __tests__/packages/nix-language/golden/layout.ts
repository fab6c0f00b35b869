import { nix } from "@nix-fleet/nix-language";

const [f, x] = [nix.ref("f"), nix.ref("x")];
const long = nix.ref("config.services.aServiceWithAName.thatFillsTheLine");
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What happens where a line is nearly long enough, or where one of several parts can break. */
export const value = nix.fn(["config", "f", "x"], {
  whole: {
    fits: nix.apply(f, "x".repeat(78)),
    doesNotFit: nix.apply(f, long, "x".repeat(46), long),
  },
  breakableArguments: {
    last: nix.apply(f, nix.lambda("a", { b: long }), nix.lambda("c", { d: long })),
    first: nix.apply(f, { a: long, b: x }, long),
    none: nix.apply(f, { a: 1, b: 2 }, { c: 3, d: 4 }),
    selection: nix.apply(f, nix.select(nix.apply(f, { a: 1, b: 2 }), "c"), x),
  },
  lists: {
    six: nix.apply(f, numbers(6), x),
    seven: nix.apply(f, numbers(7), x),
    two: nix.apply(f, numbers(2), numbers(1)),
    single: [long],
    singleTooLong: [nix.apply(f, long, long)],
  },
  /** Brackets that do not fit keep the fallback on the line of the path. */
  fallback: nix.selectOr(
    nix.ref("config", nix.ref("x"), "a"),
    ["b"],
    nix.apply(
      "f.aFunctionWithALongNameThatTakesASetAndAnotherArgumentOrTwo",
      { path: nix.path("./modules/a-b.nix") },
      7469218611644537,
      long,
    ),
  ),
  scoped: [nix.with("config.a", `first\n${"x".repeat(110)}`)],
  interpolations: {
    short: nix.interpolate`${"x".repeat(90)}${nix.if(x, 1, nix.ref("config.abcde"))}`,
    long: nix.interpolate`${"x".repeat(90)}${nix.if(x, 1, nix.ref("config.abcdef"))}`,
    emptyList: nix.interpolate`${"x".repeat(90)}${nix.apply("config.lib.confi", null, [], x, x)}`,
    emptyListTooLong: nix.interpolate`${"x".repeat(90)}${nix.apply("config.lib.config", null, [], x, x)}`,
    lines: nix.lines([nix.interpolate`  ${nix.apply(f, { a: 1, b: 2 })}`, "end"]),
  },
  operands: {
    comparison: nix.equal(long, nix.apply(f, "x".repeat(60))),
    update: nix.update(nix.apply(f, long, long), { a: 1, b: 2 }),
    concatenation: nix.concat([x], nix.apply("config.lib.optionals", long, [long, x])),
  },
});
