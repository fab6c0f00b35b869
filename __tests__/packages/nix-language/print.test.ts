import { nix, print } from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";

describe("print", () => {
  it("does not depend on the order of a plain object's names", () => {
    const value = { b: { d: 1, c: 2 }, a: [{ f: 1, e: 2 }] };
    const reordered = { a: [{ e: 2, f: 1 }], b: { c: 2, d: 1 } };
    expect(print(value)).toBe(print(reordered));
  });

  it("writes the header above the value", () => {
    expect(print(nix.fn(["lib"], {}), "generated\n\nby hand")).toBe(
      "# generated\n#\n# by hand\n{ lib, ... }: { }\n",
    );
  });

  it("omits empty paragraphs and inherits", () => {
    const value = nix.set({}, [nix.inherit(), nix.inheritFrom("lib", [])], { a: 1 }, {});
    expect(print(value)).toBe("{ a = 1; }\n");
    expect(print(nix.let({}, { a: 1 }))).toBe("{ a = 1; }\n");
  });
});

describe("print refuses", () => {
  it.each([
    [nix.set({ a: 1 }, { a: 2 }), /duplicate attribute a/],
    [nix.set(nix.entry(["a", "b"], 1), { a: { c: 1, d: 2 } }), /duplicate attribute a/],
    [nix.set({ a: { c: 1, d: 2 } }, nix.entry(["a", "b"], 1)), /duplicate attribute a/],
    [nix.set([nix.inherit("a"), { a: 1 }]), /duplicate attribute a/],
    [nix.let([nix.entry("x y", 1), nix.entry("x y", 2)], []), /duplicate attribute "x y"/],
  ])("a duplicate attribute (%#)", (value, message) => {
    expect(() => print(value)).toThrow(message);
  });

  it("no attributes with different paths that start with the same names", () => {
    const value = nix.set({ a: { b: 1 } }, { a: { c: 1 } });
    expect(print(value)).toBe("{\n  a.b = 1;\n\n  a.c = 1;\n}\n");
  });
});
