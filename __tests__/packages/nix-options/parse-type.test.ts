import type { OptionType } from "@nix-fleet/nix-options";
import { expect, it } from "vitest";
import { parseType } from "../../../packages/nix-options/lib/list/parse-type";

// Descriptions as NixOS' manual and nixosOptionsDoc print them.
const CASES: readonly (readonly [string, OptionType])[] = [
  ["boolean", ["bool"]],
  ["null or string", ["nullOr", ["str"]]],
  ["null or (list of string)", ["nullOr", ["listOf", ["str"]]]],
  ["list of (string or signed integer)", ["listOf", ["or", [["str"], ["int"]], false]]],
  ["string or list of string", ["or", [["str"], ["listOf", ["str"]]], false]],
  ["(list of string) or string convertible to it", ["or", [["listOf", ["str"]], ["str"]], true]],
  ["attribute set of (submodule)", ["attrsOf", ["sub"]]],
  ["lazy attribute set of anything", ["attrsOf", ["any"]]],
  ["open submodule of (JSON value)", ["opensub", ["json"]]],
  ["non-empty (list of non-empty string)", ["ne", ["listOf", ["nestr"]]]],
  ["one of “a”, “b or c”", ["enum", ["a", "b or c"]]],
  ['one of "a", <null>, true, 3', ["enum", ["a", null, true, 3]]],
  ["value “auto” (singular enum)", ["enum", ["auto"]]],
  ["16 bit unsigned integer; between 0 and 65535 (both inclusive)", ["between", 0, 65535]],
  ["integer or floating point number between 0.5 and 1 (both inclusive)", ["numbetween", 0.5, 1]],
  ["nonnegative integer or floating point number, meaning >=0", ["numbetween", 0, null]],
  ["unsigned integer, meaning >=0, or string", ["or", [["unsigned"], ["str"]], false]],
  ["strings concatenated with “\\n”", ["sep", "\n"]],
  ["string matching the pattern [a-z]+(or)?", ["match", "[a-z]+(or)?"]],
  [
    "attribute set of section of an INI file (attrs of INI atom (null, bool, int, float or string))",
    ["attrsOf", ["attrsOf", ["atoms"]]],
  ],
  ["function that evaluates to a(n) list of package", ["fn"]],
  ["file mode string", ["q", "file mode string"]],
  ["list of file mode string", ["listOf", ["q", "file mode string"]]],
];

it.each(CASES)("reads %s", (description, type) => {
  expect(parseType(description)).toEqual(type);
});
