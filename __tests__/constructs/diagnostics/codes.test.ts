import { describe, expect, it } from "vitest";
import "../../../cli/explain";
import { codeDefinition, definedCodes } from "../../../constructs";
import { summaryOf } from "../../../constructs/diagnostics/codes";
import { diagnosticsOfExample } from "../../support/examples";

const CODES = definedCodes().map((code) => {
  const definition = codeDefinition(code);
  if (definition === undefined) throw new Error(`${code} has no definition`);
  return { code, ...definition };
});

/** What only the compiler finds; the test of the types of all examples is about it. */
const BY_COMPILER = ["type-error"];

const RUN = CODES.filter(({ code }) => !BY_COMPILER.includes(code));

describe("the example of a code", () => {
  it.each(RUN)("causes $code and nothing else", ({ code, severity, example }) => {
    const found = diagnosticsOfExample(example).map((one) => `${one.severity} ${one.code}`);
    expect([...new Set(found)]).toEqual([`${severity} ${code}`]);
  });

  it.each(RUN)("is right for $code once corrected", ({ corrected }) => {
    expect(diagnosticsOfExample(corrected).map((one) => one.code)).toEqual([]);
  });
});

describe("a code", () => {
  it.each(CODES)("has a summary that fits on a line: $code", (definition) => {
    const summary = summaryOf(definition);
    expect(summary).toMatch(/^[A-Z'].*[.]$/);
    expect(summary.length).toBeLessThanOrEqual(95);
  });
});
