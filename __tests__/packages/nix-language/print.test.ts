import { type NixValue, NixValueError, nix, print } from "@nix-fleet/nix-language";
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

  it("leaves paragraphs and inherits without content out", () => {
    const value = nix.set({}, [nix.inherit(), nix.inheritFrom("lib", [])], { a: 1 }, {});
    expect(print(value)).toBe("{ a = 1; }\n");
    expect(print(nix.let({}, { a: 1 }))).toBe("{ a = 1; }\n");
  });

  it("takes time in proportion to the text, however deep calls are nested", () => {
    // The last argument just does not fit behind the brackets of the one before it.
    let value: NixValue = 1;
    for (let depth = 0; depth < 100; depth++) {
      value = nix.apply("f", { a: value }, "x".repeat(96));
    }
    const start = performance.now();
    print(value);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("print refuses", () => {
  const at = (value: unknown) => ({ machines: [{}, { "web/1": { mtu: value } }] }) as NixValue;

  it.each([
    [2 ** 53, /9007199254740992 is beyond .* pass a string, or nix\.float\(9007199254740992\)/],
    [Number.NaN, /NaN has no literal in Nix: use a finite number/],
    [Number.NEGATIVE_INFINITY, /-Infinity has no literal in Nix/],
    [5e-324, /5e-324 is too small for Nix: use 0 or/],
    [nix.float(Number.POSITIVE_INFINITY), /Infinity has no literal/],
    ["a\0b", /"a\\u0000b" contains a NUL character/],
    ["\ud83d", /contains half of a surrogate pair/],
    [{ "\0": 1 }, /contains a NUL character/],
    [undefined, /undefined is not a Nix value: use a string, number/],
    [1n, /bigint is not a Nix value/],
    [new Date(0), /an object of Date is not a Nix value/],
    [() => 1, /function is not a Nix value/],
    [nix.comment("why\0", 1), /"why\\u0000" contains a NUL character/],
  ])("a value that Nix cannot hold, naming the place (%#)", (value, message) => {
    expect(() => print(at(value))).toThrow(NixValueError);
    expect(() => print(at(value))).toThrow(message);
    expect(() => print(at(value))).toThrow(/^machines\[1\]\."web\/1"\.mtu/);
  });

  it("an object that holds itself", () => {
    const cycle = {};
    Object.assign(cycle, { a: 1, self: cycle });
    expect(() => print(cycle)).toThrow(/nested too deeply: make sure that it does not hold itself/);
  });

  it.each([
    [nix.set({ a: 1 }, { a: 2 }), /the attribute a is set twice/],
    [nix.set(nix.entry(["a", "b"], 1), { a: { c: 1, d: 2 } }), /the attribute a is set twice/],
    [nix.set({ a: { c: 1, d: 2 } }, nix.entry(["a", "b"], 1)), /the attribute a is set twice/],
    [nix.set([nix.inherit("a"), { a: 1 }]), /the attribute a is set twice/],
    [nix.let([nix.entry("x y", 1), nix.entry("x y", 2)], []), /the attribute "x y" is set twice/],
  ])("an attribute that is set twice (%#)", (value, message) => {
    expect(() => print(value)).toThrow(message);
  });

  it("no attributes that share only the beginning of their paths", () => {
    const value = nix.set({ a: { b: 1 } }, { a: { c: 1 } });
    expect(print(value)).toBe("{\n  a.b = 1;\n\n  a.c = 1;\n}\n");
  });
});
