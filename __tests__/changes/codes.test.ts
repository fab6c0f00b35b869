import { describe, expect, it } from "vitest";
import { EXAMPLE_BEFORE } from "../../changes/codes";
import { codeDefinition, codesByArea, type FleetApp } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";

const CODES = (new Map(codesByArea()).get("Changes") ?? []).map((code) => ({ code }));

const mainOf = (example: string) => (app: FleetApp) => runExample(example, app);

function codesAfter(example: string): readonly string[] {
  const output = new OutputOfFleets();
  output.write(mainOf(EXAMPLE_BEFORE));
  return output.codes(mainOf(example));
}

describe("the example of a code of changes", () => {
  it.each(CODES)("causes only $code", ({ code }) => {
    expect([...new Set(codesAfter(codeDefinition(code)?.example ?? ""))]).toEqual([code]);
  });

  it.each(CODES)("is correct for $code after the correction", ({ code }) => {
    expect(codesAfter(codeDefinition(code)?.corrected ?? "")).toEqual([]);
  });

  it.each(CODES)("is allowed in a first synth: $code", ({ code }) => {
    const { example = "" } = codeDefinition(code) ?? {};
    expect(new OutputOfFleets().codes(mainOf(example))).toEqual([]);
  });
});
