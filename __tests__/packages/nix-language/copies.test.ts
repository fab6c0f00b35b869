import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as language from "@nix-fleet/nix-language";
import { afterAll, expect, it } from "vitest";

const requireHere = createRequire(__filename);
const folder = mkdtempSync(join(tmpdir(), "nix-language-copy-"));

cpSync(dirname(requireHere.resolve("@nix-fleet/nix-language")), folder, { recursive: true });
const copy: typeof language = requireHere(folder);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function everythingOf({ nix }: typeof language): language.NixValue {
  return nix.fn(["config"], {
    a: nix.comment("why", nix.set([nix.inherit("b"), nix.entry(nix.ref("c"), [nix.ref("d.e")])])),
    f: nix.interpolate`x ${nix.apply("f", nix.concat([1], nix.ref("g")))}`,
    h: nix.let(nix.inheritFrom("config", ["i"]), nix.not(nix.ref("i"))),
  });
}

it("prints values of another copy of the package", () => {
  expect(copy.NixExpression).not.toBe(language.NixExpression);
  const [own, foreign] = [everythingOf(language), everythingOf(copy)];
  expect(language.print(foreign)).toBe(language.print(own));
  expect(language.print(language.withoutComments(foreign))).not.toContain("# why");
  expect(language.referencesIn(foreign)).toEqual(language.referencesIn(own));
  const places = (value: unknown) => [...language.partsOf(value)].map(({ at }) => at);
  expect(places(foreign)).toEqual(places(own));
});

it("accepts values of another copy as parts of its own", () => {
  const { nix, print } = language;
  const inner = copy.nix.ref("a.b");
  const value = nix.set([
    nix.entry(inner, copy.nix.comment("why", inner)),
    copy.nix.entry("c", nix.select(inner, copy.nix.interpolate`d ${inner}`)),
  ]);
  expect(print(value)).toBe('{\n  # why\n  ${a.b} = a.b;\n  c = a.b."d ${a.b}";\n}\n');
});

it("recognizes instances of the classes of another copy", () => {
  const { NixComment, NixEntry, NixExpression, NixValueError } = language;
  expect(NixExpression.isNixExpression(copy.nix.ref("a"))).toBe(true);
  expect(NixEntry.isNixEntry(copy.nix.entry("a", 1))).toBe(true);
  expect(NixComment.isNixComment(copy.nix.comment("why", 1))).toBe(true);
  expect(NixValueError.isNixValueError(errorOf(() => copy.nix.ref("with")))).toBe(true);
  for (const other of [null, undefined, "a", {}, { node: {} }, copy.nix.entry("a", 1)]) {
    expect(NixExpression.isNixExpression(other)).toBe(false);
    expect(NixComment.isNixComment(other)).toBe(false);
    expect(NixValueError.isNixValueError(other)).toBe(false);
  }
  expect(NixEntry.isNixEntry(copy.nix.ref("a"))).toBe(false);
});

it("names the place of an error thrown by a class of another copy", () => {
  const value = { a: copy.nix.set({ b: [copy.nix.float(Number.NaN)] }) };
  expect(() => language.print(value)).toThrow(/^a\.b\[0\]: NaN has no literal/);
});

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
