import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "./support/run-fleet";

it.each([
  ["fleet-of", ["2"]],
  ["tree-of", ["2", "2"]],
])("the fleet that bench/%s.ts measures is a right one", (file, sizes) => {
  const out = mkdtempSync(join(tmpdir(), "fleet-bench-"));
  mkdirSync(join(out, ".git"));
  const program = ["--import", "tsx", join(REPOSITORY, `bench/${file}.ts`), ...sizes, out];
  const { status, stderr } = spawnSync(process.execPath, program, {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
