import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, folderWithMain, runFleet } from "../support/run-fleet";

const MAIN = (machine: string) => `
import { DarwinMachine, Fleet, type FleetApp, Migration, Phase } from CONSTRUCTS;
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const mac = new DarwinMachine(fleet, "${machine}", { stateVersion: 6 });
  new Phase(new Migration(fleet, "migration"), "first", { machines: [mac] });
}
`;

/** A fleet, and a second one in the folder `trial`. */
function twoFleets(): string {
  const folder = folderWithMain(MAIN("blackphos"));
  mkdirSync(join(folder, "trial"));
  cpSync(join(folderWithMain(MAIN("trial-mac")), "main.ts"), join(folder, "trial/main.ts"));
  return folder;
}

const HOST = "modules/hosts/trial-mac/default.nix";

describe("--main", () => {
  it("selects a second fleet, with the output folder in the folder of its entry", () => {
    const folder = twoFleets();
    writeFileSync(join(folder, "trial/cdktf.json"), '{ "output": "terraform" }');
    expect(runFleet(folder, "synth", "--main", "trial/main.ts")).toMatchObject({ status: 0 });
    const files = Object.keys(filesOf(folder));
    expect(files).toContain(`trial/${HOST}`);
    expect(files.some((path) => path.startsWith("nix-config/"))).toBe(false);
    expect(runFleet(join(folder, "trial"), "check", "--no-typecheck")).toMatchObject({ status: 0 });
  });

  it("works before and after any command that reads a fleet", () => {
    const folder = twoFleets();
    const { stdout } = runFleet(folder, "migration", "status", "--main", "trial/main.ts");
    expect(stdout).toContain("trial-mac");
    const before = runFleet(folder, "--main", "trial/main.ts", "migration", "explain", "trial-mac");
    expect(before.stdout).toContain("trial-mac is not deployed");
    expect(runFleet(folder, "migration", "status").stdout).toContain("blackphos");
  });

  it("keeps --out relative to the folder of the command line", () => {
    const folder = twoFleets();
    const args = ["synth", "--main", "trial/main.ts", "--out", "elsewhere"];
    expect(runFleet(folder, ...args)).toMatchObject({ status: 0 });
    expect(Object.keys(filesOf(folder))).toContain(`elsewhere/${HOST}`);
  });

  it("is compiled instead of main.ts", () => {
    const folder = twoFleets();
    cpSync(join(folder, "trial/main.ts"), join(folder, "staging.ts"));
    writeFileSync(join(folder, "main.ts"), "const broken: number = true;\n");
    const args = ["synth", "--typecheck", "--main", "staging.ts", "--out", "staging"];
    expect(runFleet(folder, ...args)).toMatchObject({ status: 0 });
    expect(Object.keys(filesOf(folder))).toContain(`staging/${HOST}`);
  });

  it.each(["missing.ts", "trial"])("refuses %s, which is not an entry", (file) => {
    const { status, stderr } = runFleet(twoFleets(), "synth", "--main", file);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `error: option '--main <file>' argument '${file}' is invalid. name a TypeScript or JavaScript file that exports main\n`,
    });
  });

  it("is refused where it has no effect", () => {
    const { status, stderr } = runFleet(twoFleets(), "init", "--main", "trial/main.ts");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "error: init does not take --main: it writes main.ts to its folder\n",
    });
  });
});
