import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  filesOf,
  folderWithMain,
  runFleet,
  runFleetProcess,
  writeMain,
} from "../support/run-fleet";

const FLEET = (body = "") => `
import { AttestedGate, Fleet, type FleetApp, Migration, NixosMachine, Phase, Tag } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const alpha = new NixosMachine(fleet, "alpha", { stateVersion: "25.11" });
  const first = new Phase(new Migration(fleet, "migration"), "first", { machines: [alpha] });
  new AttestedGate(first, "backup", { criterion: "a backup exists", of: "readiness" });
  ${body}
}
`;

const MISTAKE = 'new Tag(fleet, "all");';

/** What a run in a copy of a folder returns, prints and writes. */
function effectsOf(run: typeof runFleet, original: string, args: readonly string[]): object {
  const folder = mkdtempSync(join(tmpdir(), "fleet-copy-"));
  cpSync(original, folder, { recursive: true });
  const { status, stdout, stderr } = run(folder, ...args);
  const printed = [stdout, stderr].map((text) => text.replaceAll(folder, "FOLDER"));
  return { status, printed, files: filesOf(folder) };
}

describe("a run in the process of many runs", () => {
  const fleet = folderWithMain(FLEET());
  runFleetProcess(fleet, "synth");
  const changed = mkdtempSync(join(tmpdir(), "fleet-changed-"));
  cpSync(fleet, changed, { recursive: true });
  writeMain(changed, FLEET('new NixosMachine(fleet, "beta", { stateVersion: "25.11" });'));

  it.each([
    ["synth", folderWithMain(FLEET()), ["synth"], 0],
    ["synth of a mistake", folderWithMain(FLEET(MISTAKE)), ["synth"], 1],
    ["synth of a syntax error", folderWithMain(FLEET("new ;")), ["synth"], 1],
    ["synth without a fleet", mkdtempSync(join(tmpdir(), "fleet-none-")), ["synth"], 1],
    ["check with differences", changed, ["check", "--no-typecheck"], 1],
    ["diff", changed, ["diff"], 2],
    ["explain", fleet, ["explain", "tag-reserved"], 0],
    ["migration status", fleet, ["migration", "status", "--now", "2026-01-01T00:00:00Z"], 0],
    ["an unknown option", fleet, ["synth", "--forse"], 1],
  ])("has the effects of a process of its own: %s", (_, folder, args, status) => {
    const alone = effectsOf(runFleetProcess, folder, args);
    expect(alone).toMatchObject({ status });
    expect(effectsOf(runFleet, folder, args)).toEqual(alone);
  });

  it("loads the fleet anew, with the lines of its new text", () => {
    const folder = folderWithMain(FLEET(MISTAKE));
    expect(runFleet(folder, "synth").stderr).toContain("(main.ts:9:3)");
    writeMain(folder, FLEET(`\n\n  ${MISTAKE}`));
    expect(runFleet(folder, "synth").stderr).toContain("(main.ts:11:3)");
    writeMain(folder, FLEET());
    expect(runFleet(folder, "synth")).toMatchObject({ status: 0, stderr: "" });
  });

  it("does not keep the entry of the run before it", () => {
    const other = mkdtempSync(join(tmpdir(), "fleet-none-"));
    expect(runFleet(other, "--main", join(fleet, "main.ts"), "services").status).toBe(0);
    expect(runFleet(other, "services").stderr).toContain(`there is no main.ts in ${other}`);
  });

  it("has the variables of the test", () => {
    const folder = folderWithMain(
      `export function main() { throw new Error(String(process.env.OF_THE_TEST)); }`,
    );
    process.env.OF_THE_TEST = "set";
    expect(runFleet(folder, "synth").stderr).toContain("set");
    delete process.env.OF_THE_TEST;
    expect(runFleet(folder, "synth").stderr).toContain("undefined");
  });

  it("fails the test if it ends the process, and not the next run", () => {
    const killed = folderWithMain(`process.kill(process.pid, "SIGKILL"); export {};`);
    expect(() => runFleet(killed, "synth")).toThrow("fleet synth ended the process");
    expect(runFleet(fleet, "services").status).toBe(0);
  });

  it("fails the test of an ES module, which Node does not load twice", () => {
    const folder = mkdtempSync(join(tmpdir(), "fleet-module-"));
    writeFileSync(join(folder, "main.mjs"), "export const main = 1;");
    expect(() => runFleet(folder, "synth")).toThrow("it needs runFleetProcess");
  });
});
