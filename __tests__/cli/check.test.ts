import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { filesOf, folderWithMain, runFleet } from "../support/run-fleet";

const MAIN = `
import { Fleet, type FleetApp, NixosMachine } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
}
`;

it("reports edited, missing and never written files, and writes nothing", () => {
  const folder = folderWithMain(MAIN);
  const host = join(folder, "nix-config/modules/hosts/cinnabar/default.nix");
  const missing = runFleet(folder, "check");
  expect(missing.status).toBe(1);
  expect(missing.stdout).toContain("+++ b/modules/hosts/cinnabar/default.nix");
  expect(filesOf(join(folder, "nix-config"))).toEqual({});

  runFleet(folder, "synth");
  expect(runFleet(folder, "check")).toMatchObject({ status: 0, stdout: "" });

  appendFileSync(host, "# mine\n");
  const before = filesOf(join(folder, "nix-config"));
  const edited = runFleet(folder, "check");
  expect(edited.status).toBe(1);
  expect(edited.stdout).toContain("-# mine");
  expect(edited.stderr).toContain("was edited by hand: move the change into the fleet");
  expect(filesOf(join(folder, "nix-config"))).toEqual(before);

  rmSync(host);
  expect(runFleet(folder, "check").status).toBe(1);
});

it("refuses a main that calls app.synth(), and writes nothing", () => {
  const folder = folderWithMain(MAIN.replace(/\}\s*$/, "  app.synth();\n}\n"));
  const { status, stderr } = runFleet(folder, "check");
  expect(status).toBe(1);
  expect(stderr).toContain("remedy: remove app.synth()");
  expect(filesOf(join(folder, "nix-config"))).toEqual({});
});

it("looks for hand-written files in the output folder", () => {
  const folder = folderWithMain(
    MAIN.replace("NixosMachine }", "NixFile, NixosMachine }").replace(
      '{ stateVersion: "25.11" }',
      `{
        stateVersion: "25.11",
        imports: [new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" })],
      }`,
    ),
  );
  const missing = runFleet(folder, "synth");
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain('module file does not exist: "nixos/nginx.nix"');

  mkdirSync(join(folder, "nix-config/nixos"), { recursive: true });
  writeFileSync(join(folder, "nix-config/nixos/nginx.nix"), "{ }\n");
  expect(runFleet(folder, "synth").status).toBe(0);
  expect(runFleet(folder, "check").status).toBe(0);
});
