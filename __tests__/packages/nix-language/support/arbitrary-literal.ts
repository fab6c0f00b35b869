import { nix } from "@nix-fleet/nix-language";
import fc from "fast-check";

const LONG_NAME = "nameOfSomethingInTheFleetThatIsQuiteLongIndeedAndGoesOnAndOn";
const LOREM = "lorem ipsum dolor sit amet ".repeat(6);

/** Variables and parameters; the long ones bring lines to the edge of the page. */
export const arbitraryVariable = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("a", "b", "cfg", "lib", "config", "pkgs", "inputs", "x'", "my-name"),
  },
  fc.integer({ min: 8, max: 60 }).map((length) => LONG_NAME.slice(0, length)),
);

/** Attribute names, some of which need quotes. */
export const arbitraryName = fc.oneof(
  { weight: 5, arbitrary: arbitraryVariable },
  fc.constantFrom("hosts/web", "", "1st", "with", "or", "$" + "{x}", 'a"b', "a.b", "é"),
);

/** Text that Nix can hold, with a preference for what is special in Nix. */
export const arbitraryText = fc.oneof(
  fc
    .array(fc.constantFrom("'", "''", "$", "{", "\\", '"', "\n", " ", "\t", "a", "#"), {
      maxLength: 12,
    })
    .map((pieces) => pieces.join("")),
  fc.constantFrom(
    "a string",
    "hello\nworld\n",
    '#!/bin/sh\nset -eu\n\techo "$x"\n',
    "a\n\n  b 'c'\nd'",
    "🚀 é\n\nx  \ny\r\n",
  ),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => text.replaceAll("\0", "")),
  fc.integer({ min: 20, max: 130 }).map((length) => LOREM.slice(0, length)),
);

/** Numbers that Nix can hold. */
export const arbitraryNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -9, max: 99 }),
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter(isInNix),
);

export const arbitraryLiteral = fc.oneof(
  arbitraryText,
  arbitraryNumber,
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.constantFrom("./x", "../modules/a-b.nix").map(nix.path),
  fc.constantFrom(0, 5, 1e21, -2.5).map(nix.float),
);

function isInNix(value: number): boolean {
  const isTooSmall = value !== 0 && Math.abs(value) < 2 ** -1022;
  const isTooBig = Number.isInteger(value) && !Number.isSafeInteger(value);
  return !isTooSmall && !isTooBig;
}
