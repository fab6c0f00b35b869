import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findMain, isEsModule } from "../../cli/main-file";
import { FleetError } from "../../constructs";
import { folderWithMain, runFleet } from "../support/run-fleet";

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-entry-"));
  for (const name of names) writeFileSync(join(folder, name), "");
  return folder;
}

describe("the entry of a fleet", () => {
  it("is the TypeScript source if its compiled output is in the same folder", () => {
    const folder = folderWith("main.js", "main.mts", "main.mjs");
    expect(findMain(folder)).toBe(join(folder, "main.mts"));
  });

  it("is refused if there are two candidates, with both names", () => {
    expect(() => findMain(folderWith("main.ts", "main.cts"))).toThrow(FleetError);
    expect(() => findMain(folderWith("main.ts", "main.cts"))).toThrow("main.ts and main.cts");
  });

  it("is reported as missing, with the allowed names and the command that writes one", () => {
    expect(() => findMain(folderWith("other.ts"))).toThrow(/main\.mts[\s\S]*fleet init/);
  });

  it.each([
    ["main.ts", "module", true],
    ["main.ts", "commonjs", false],
    ["main.ts", undefined, false],
    ["main.mts", "commonjs", true],
    ["main.cjs", "module", false],
  ])("%s in a package of type %s: an ES module is %s", (name, type, expected) => {
    const folder = folderWith(name);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
    expect(isEsModule(join(folder, name))).toBe(expected);
  });

  it("reports a missing module with the line, but without Node's require stack", () => {
    const { status, stderr } = runFleet(folderWithMain('import "./nope";\nexport {};\n'), "synth");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "error: Cannot find module './nope'\n  at main.ts:1:8\n",
    });
  });

  it("reports how to use top-level await", () => {
    const { status, stderr } = runFleet(folderWithMain("await null;\nexport {};\n"), "synth");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: top-level await in a CommonJS module[\s\S]*remedy: rename the entry to main\.mts/,
    );
  });
});
