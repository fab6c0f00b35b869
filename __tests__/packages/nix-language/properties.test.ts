import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NixValue, print } from "@nix-fleet/nix-language";
import { afterAll, beforeAll, expect, it } from "vitest";
import fc from "../../support/fast-check";
import { describeWithTools } from "../../support/tools";
import { arbitraryInheriting, UNIVERSE } from "./support/arbitrary-inheriting";
import { arbitraryJson, type Json } from "./support/arbitrary-json";
import { arbitraryValue } from "./support/arbitrary-value";
import { checkBatches } from "./support/batches";
import { fullyParenthesized } from "./support/fully-parenthesized";
import { nestedExpressions } from "./support/nested-expressions";

const value = valueOfAnySize(false);
const inheritingValue = valueOfAnySize(true);
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nix-language-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describeWithTools(["nix-instantiate"], "printed values, read by Nix", () => {
  it("evaluate to their JSON value", () => {
    checkBatches(arbitraryJson, (values) => {
      expect(evaluate(print(values)).map(canonical)).toEqual(values.map(canonical));
    });
  });

  it("evaluate to the same value with inherited attributes", () => {
    checkBatches(arbitraryInheriting, (values) => {
      const printed = evaluate(`${UNIVERSE}${print(values)}`);
      const expected = evaluate(`${UNIVERSE}${fullyParenthesized(values)}`);
      expect(printed).toEqual(expected);
    });
  });

  it("parse, and have the same meaning as with every expression in parentheses", () => {
    checkBatches(value, expectSameMeaning);
  });

  it("do so with every kind of expression nested in every place of every other kind", () => {
    expectSameMeaning(nestedExpressions(3));
  });
});

function valueOfAnySize(ownNames: boolean): fc.Arbitrary<NixValue> {
  const sizes = ["small", "medium", "large"] as const;
  return fc.oneof(...sizes.map((size) => arbitraryValue(size, ownNames)));
}

function expectSameMeaning(values: readonly NixValue[]): void {
  const parsed = parse(values.map((printed) => `(${print(printed)})`));
  expect(parsed).toBe(parse(values.map(fullyParenthesized)));
}

describeWithTools(["nixfmt"], "printed values, read by nixfmt", () => {
  it.each([
    ["", value],
    [", with inherited attributes", inheritingValue],
  ])("stay unchanged%s", (_, arbitrary) => {
    checkBatches(arbitrary, (values) => {
      const texts = values.map((printed, index) =>
        print(printed, index % 2 === 0 ? "header" : undefined),
      );
      expect(formatted(texts)).toEqual(texts);
    });
  });

  it("stay unchanged with every kind of expression nested in every place of every other kind", () => {
    const texts = nestedExpressions(2).map((expression) => print(expression));
    expect(formatted(texts)).toEqual(texts);
  });
});

/** The texts as formatted by nixfmt. */
function formatted(texts: readonly string[]): string[] {
  const files = texts.map((_, index) => join(folder, `${index}.nix`));
  for (const [index, file] of files.entries()) writeFileSync(file, texts[index] ?? "");
  execFileSync("nixfmt", files);
  return files.map((file) => readFileSync(file, "utf8"));
}

function evaluate(text: string): Json[] {
  const file = join(folder, "evaluate.nix");
  writeFileSync(file, text);
  const json = execFileSync("nix-instantiate", ["--eval", "--strict", "--json", file], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(json);
}

/** A text by which equal values are equal: names sorted, and 0 for -0, which JSON does not have. */
function canonical(json: Json | undefined): string {
  return JSON.stringify(json, (_, part: Json) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.entries(part).sort(([first], [second]) => (first < second ? -1 : 1));
  });
}

/** What Nix makes of a list of expressions, in a scope in which it takes any variable for defined. */
function parse(items: readonly string[]): string {
  const file = join(folder, "parse.nix");
  writeFileSync(file, `with { }; [\n${items.join("\n")}\n]`);
  const parsed = execFileSync("nix-instantiate", ["--parse", file], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return withWholeStrings(parsed);
}

/**
 * Joins the pieces into which Nix may cut a string, since it depends on how it is written. Strings
 * are in hexadecimal meanwhile, so that nothing in them is taken for syntax.
 */
function withWholeStrings(parsed: string): string {
  const coded = parsed.replace(/"\$\{|\}"|"((?:[^"\\]|\\.)*)"/gs, (token, text?: string) => {
    if (text === undefined) return token; // the ends of a computed attribute name
    const plain = text.replace(/\\(.)/gs, (pair, escaped) => (escaped === "$" ? "$" : pair));
    return `"${Buffer.from(plain).toString("hex")}"`;
  });
  return joined(coded).replace(/"([0-9a-f]*)"/g, (_, hex: string) => {
    return `"${Buffer.from(hex, "hex").toString()}"`;
  });
}

function joined(text: string): string {
  const shorter = text
    .replaceAll('" + "', "")
    .replaceAll('("" + ', "(")
    .replaceAll(' + "")', ")")
    .replace(/\(("[0-9a-f]*")\)/g, "$1");
  return shorter === text ? text : joined(shorter);
}
