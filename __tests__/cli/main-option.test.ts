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
  it("names a second fleet, whose output folder is beside its entry", () => {
    const folder = twoFleets();
    writeFileSync(join(folder, "trial/cdktf.json"), '{ "output": "terraform" }');
    expect(runFleet(folder, "synth", "--main", "trial/main.ts")).toMatchObject({ status: 0 });
    const files = Object.keys(filesOf(folder));
    expect(files).toContain(`trial/${HOST}`);
    expect(files.some((path) => path.startsWith("nix-config/"))).toBe(false);
    expect(runFleet(join(folder, "trial"), "check", "--no-typecheck")).toMatchObject({ status: 0 });
  });

  it("stands before or after the command, of any command that reads a fleet", () => {
    const folder = twoFleets();
    const { stdout } = runFleet(folder, "migration", "status", "--main", "trial/main.ts");
    expect(stdout).toContain("trial-mac");
    const before = runFleet(folder, "--main", "trial/main.ts", "migration", "explain", "trial-mac");
    expect(before.stdout).toContain("trial-mac is not deployed");
    expect(runFleet(folder, "migration", "status").stdout).toContain("blackphos");
  });

  it("leaves an output folder where the command line says it is", () => {
    const folder = twoFleets();
    const args = ["synth", "--main", "trial/main.ts", "--out", "elsewhere"];
    expect(runFleet(folder, ...args)).toMatchObject({ status: 0 });
    expect(Object.keys(filesOf(folder))).toContain(`elsewhere/${HOST}`);
  });

  it("is compiled in place of main.ts", () => {
    const folder = twoFleets();
    cpSync(join(folder, "trial/main.ts"), join(folder, "staging.ts"));
    writeFileSync(join(folder, "main.ts"), "const broken: number = true;\n");
    const args = ["synth", "--typecheck", "--main", "staging.ts", "--out", "staging"];
    expect(runFleet(folder, ...args)).toMatchObject({ status: 0 });
    expect(Object.keys(filesOf(folder))).toContain(`staging/${HOST}`);
  });

  it.each(["missing.ts", "trial"])("refuses %s, which is no entry", (file) => {
    const { status, stderr } = runFleet(twoFleets(), "synth", "--main", file);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `error: option '--main <file>' argument '${file}' is invalid. name a file of TypeScript or JavaScript that exports main\n`,
    });
  });

  it("is refused where it would mean nothing", () => {
    const { status, stderr } = runFleet(twoFleets(), "init", "--main", "trial/main.ts");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "error: init writes main.ts itself, without --main\n",
    });
  });
});
