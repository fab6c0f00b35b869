import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import "../../cli/explain";
import { definedCodes } from "../../constructs";
import { diagnosticsPage } from "../../docs/generate/diagnostics-page";
import { REPOSITORY } from "../support/run-fleet";

const PAGE = readFileSync(join(REPOSITORY, "docs/diagnostics.md"), "utf8");

it("is the output of `npm run docs`", () => {
  expect(PAGE, "docs/diagnostics.md is stale: run npm run docs").toBe(diagnosticsPage());
});

it("has a section for each code of fleet explain", () => {
  const sections = [...PAGE.matchAll(/^### (.+)$/gm)].map(([, code]) => code);
  expect(sections.sort()).toEqual(definedCodes());
});
