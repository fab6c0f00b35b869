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
  it("is the source where what it was compiled to lies beside it", () => {
    const folder = folderWith("main.js", "main.mts", "main.mjs");
    expect(findMain(folder)).toBe(join(folder, "main.mts"));
  });

  it("is refused if two are equally right, and named", () => {
    expect(() => findMain(folderWith("main.ts", "main.cts"))).toThrow(FleetError);
    expect(() => findMain(folderWith("main.ts", "main.cts"))).toThrow("main.ts and main.cts");
  });

  it("is missed with the names that it can have, and the command that writes one", () => {
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

  it("names a module that it cannot find, and the line, but not who asked this program for it", () => {
    const { status, stderr } = runFleet(folderWithMain('import "./nope";\nexport {};\n'), "synth");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "error: Cannot find module './nope'\n  at main.ts:1:8\n",
    });
  });

  it("is told how to wait while it is loaded", () => {
    const { status, stderr } = runFleet(folderWithMain("await null;\nexport {};\n"), "synth");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: await outside a function[\s\S]*remedy: call the entry main\.mts/,
    );
  });
});
