import "../../../cli/explain";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeDefinition, codesByArea, definedCodes } from "../../../constructs";
import { isAcceptable, summaryOf } from "../../../constructs/diagnostics/codes";
import { diagnosticsOfExample, makesFleet } from "../../support/examples";
import { REPOSITORY } from "../../support/run-fleet";

const CODES = definedCodes().map((code) => {
  const definition = codeDefinition(code);
  if (definition === undefined) throw new Error(`${code} has no definition`);
  return { code, ...definition };
});

/** What only the compiler finds; the test of the types of all examples is about it. */
const BY_COMPILER = ["type-error"];

/** What only a comparison with the last synth finds: __tests__/changes/codes.test.ts. */
const BY_COMPARISON = new Map(codesByArea()).get("Changes") ?? [];

const RUN = CODES.filter(({ code }) => ![...BY_COMPILER, ...BY_COMPARISON].includes(code));

describe("the example of a code", () => {
  it.each(RUN)("causes only $code", ({ code, severity, example }) => {
    const found = diagnosticsOfExample(example, code).map((one) => `${one.severity} ${one.code}`);
    expect([...new Set(found)]).toEqual([`${severity} ${code}`]);
  });

  it.each(RUN)("is correct for $code after the correction", ({ code, corrected }) => {
    expect(diagnosticsOfExample(corrected, code).map((one) => one.code)).toEqual([]);
  });
});

describe("a code", () => {
  const accepting = (example: string, code: string): readonly string[] =>
    diagnosticsOfExample(
      `${example}\nfleet.accept("${code}", { because: "it is meant" });`,
      code,
    ).map((one) => one.code);

  it.each(RUN.filter(({ code }) => isAcceptable(code)))(
    "can be accepted, and no other diagnostic remains: $code",
    ({ code, example }) => expect(accepting(example, code)).toEqual([]),
  );

  it.each(RUN.filter(({ code, example }) => !isAcceptable(code) && !makesFleet(example)))(
    "cannot be accepted: $code",
    ({ code, example }) => expect(accepting(example, code)).toContain(code),
  );

  it.each(CODES)("has a summary that fits on one line: $code", (definition) => {
    const summary = summaryOf(definition);
    expect(summary).toMatch(/^[A-Z'].*[.]$/);
    expect(summary.length).toBeLessThanOrEqual(95);
  });
});

const SOURCES = ["changes", "constructs", "nix-modules", "cli"].flatMap((folder) =>
  readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("node_modules"))
    .map((path) => ({ path, text: readFileSync(join(REPOSITORY, folder, path), "utf8") })),
);

const DEFINING = SOURCES.filter(({ text }) => text.includes('\ndefineCodes("'));
const REPORTING = SOURCES.filter((source) => !DEFINING.includes(source));

/** The codes that sources report, those in templates included. */
function usedCodes(): readonly string[] {
  const codes = REPORTING.flatMap(({ text }) =>
    [...text.matchAll(/\bcode: (.*)/g)].flatMap(([, value = ""]) =>
      [...value.matchAll(/"([^"]+)"/g)].map(([, code = ""]) => code),
    ),
  );
  const unique = REPORTING.filter(({ text }) => text.includes("requireUniqueName(this"));
  const duplicates = unique.flatMap(({ text }) =>
    [...text.matchAll(/super\(scope, "(\w+)"/g)].map(([, kind]) => `${kind}-duplicate`),
  );
  return [...new Set([...codes, ...duplicates, "annotation-error", "annotation-warning"])].sort();
}

describe("the codes", () => {
  it("are exactly those in the sources", () => {
    expect(usedCodes()).toEqual(definedCodes());
  });

  it("are words joined by dashes", () => {
    expect(definedCodes().filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it.each(DEFINING)("are sorted in $path", ({ text }) => {
    const codes = [...text.matchAll(/^ {2}"?([a-z0-9-]+)"?: \{$/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes).toEqual(codes.toSorted());
  });
});
