import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { diagnosticsPage } from "../../docs/generate/diagnostics-page";
import { REPOSITORY } from "../support/run-fleet";

it("is what `npm run docs` writes", () => {
  const page = readFileSync(join(REPOSITORY, "docs/diagnostics.md"), "utf8");
  expect(page, "docs/diagnostics.md is stale: run npm run docs").toBe(diagnosticsPage());
});
