import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, folderWithMain, runFleet, writeMain } from "../support/run-fleet";

/** As `options.json` of Nix has it. */
const DOCUMENTED = {
  "services.web.enable": { loc: ["services", "web", "enable"], type: "boolean", default: {} },
  "services.web.mode": { loc: ["services", "web", "mode"], type: 'one of "a", "b"', default: {} },
};

const main = (settings: string, file = "options/nixos.json") => `
import { Fleet, type FleetApp, NixosMachine } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra", { optionLists: { nixos: "${file}" } });
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings: ${settings} });
}
`;

describe("fleet options update", () => {
  const folder = folderWithMain(main("{}"));
  const update = (...args: readonly string[]) => runFleet(folder, "options", "update", ...args);

  it("writes a list and its types, and later runs check settings against it", () => {
    writeFileSync(join(folder, "options.json"), JSON.stringify(DOCUMENTED));
    expect(update("--release", "26.05", "--nixos", "options.json").status).toBe(0);
    expect(Object.keys(filesOf(join(folder, "options"))).sort()).toEqual([
      "nixos.json",
      "nixos.ts",
    ]);
    expect(readFileSync(join(folder, "options/nixos.ts"), "utf8")).toContain('"a" | "b"');

    writeMain(folder, main('{ services: { web: { enable: true, mode: "b" } } }'));
    expect(runFleet(folder, "synth")).toMatchObject({ status: 0, stderr: "" });

    writeMain(folder, main('{ services: { web: { mode: "c" }, openssh: { enable: true } } }'));
    const { status, stderr } = runFleet(folder, "synth");
    expect(status).toBe(1);
    expect(stderr).toContain('not in the option list of NixOS 26.05: "services.openssh"');
    expect(stderr).toContain(
      "services.web.mode in settings does not match its type in the option list of NixOS 26.05",
    );
  });

  it.each([
    ["no file", [], "no option list is given"],
    ["a folder without lists", ["--from", "."], "no option list is given, and . has none"],
    ["a missing file", ["--nixos", "none.json"], "none.json is not an option list"],
    ["a file that is not a list", ["--nixos", "main.ts"], "main.ts is not an option list"],
  ])("refuses %s", (_, args, says) => {
    const { status, stderr } = update("--release", "26.05", ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).toContain("remedy: ");
  });

  it("refuses a list of no release", () => {
    const { status, stderr } = runFleet(folder, "options", "update", "--nixos", "options.json");
    expect(status).toBe(1);
    expect(stderr).toContain("no release is given\n  remedy: nix build ./nix-config#option-list");
  });

  it("is the remedy if the fleet's option list is missing", () => {
    writeMain(folder, main("{ services: {} }", "options/none.json"));
    expect(runFleet(folder, "synth").stderr).toMatch(
      /the list of options options\/none.json cannot be read[\s\S]*run fleet options update/,
    );
  });
});
