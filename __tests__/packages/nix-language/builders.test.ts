import { NixValueError, nix, print } from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";

describe("nix", () => {
  it.each([
    ["a keyword", () => nix.ref("config.with"), /"with" is not a Nix variable/],
    ["an empty name", () => nix.ref(""), /"" is not a Nix variable/],
    ["a name that needs quotes", () => nix.ref("a.b c"), /"b c" is not a Nix variable/],
    ["a keyword as parameter", () => nix.lambda("in", 1), /"in" is not a Nix variable/],
    ["a duplicate parameter", () => nix.fn(["a", "b", "a"], 1), /duplicate parameter a/],
    ["a path without ./", () => nix.path("x.nix"), /"x\.nix" is not a Nix path: start with/],
    ["a path with a space", () => nix.path("./a b"), /is not a Nix path/],
    ["a path that ends with /", () => nix.path("./a/"), /end without \//],
    ["raw source of two lines", () => nix.raw("a\nb"), /is not one line of Nix/],
    ["raw source with a comment", () => nix.raw('f "a" # why'), /use nix\.comment/],
    ["empty raw source", () => nix.raw(" "), /is not one line of Nix/],
  ])("refuses %s", (_, build, message) => {
    expect(build).toThrow(NixValueError);
    expect(build).toThrow(message);
  });

  it("puts raw source into parentheses unless it is a whole value", () => {
    const source = nix.raw(" a ? b ");
    expect(print(source)).toBe("a ? b\n");
    expect(print([source, nix.raw("a.b")])).toBe("[\n  (a ? b)\n  a.b\n]\n");
    expect(print(nix.not(source))).toBe("!(a ? b)\n");
  });

  it("interpolates only expressions", () => {
    const text = nix.interpolate`${"${x}"}: ${nix.ref("x")}, ${80}, ${nix.interpolate`in ${nix.ref("y")}`}`;
    expect(print(text)).toBe('"\\${x}: ${x}, 80, in ${y}"\n');
  });

  it.each([
    ["a$", '"a\\$${x}"'],
    ["'$", '"\'\\$${x}"'],
    ["a\nb$", "''\n  a\n  b''$${x}''"],
    ["a\nb'$", "''\n  a\n  b''\\'''$${x}''"],
    ["a\nb'", "''\n  a\n  b'${x}''"],
    ["a\nb''", "''\n  a\n  b'''${x}''"],
    ["a\nb'${y}", "''\n  a\n  b''\\'''${y}${x}''"],
  ])("keeps %j apart from the interpolation after it", (text, printed) => {
    expect(print(nix.interpolate`${text}${nix.ref("x")}`)).toBe(`${printed}\n`);
  });

  it("joins calls, operations and selections of the same kind", () => {
    const call = nix.apply(nix.apply("f", 1), 2);
    expect(print(call)).toBe("f 1 2\n");
    expect(print(nix.concat(nix.concat(call, nix.ref("a")), nix.ref("b")))).toBe(
      "f 1 2 ++ a ++ b\n",
    );
    expect(print(nix.select(nix.ref("a.b"), "c d"))).toBe('a.b."c d"\n');
    expect(print(nix.concat(call))).toBe("f 1 2\n");
  });
});
