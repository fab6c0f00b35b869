import { describe, expect, it } from "vitest";
import {
  ApiToken,
  DendriticModule,
  ExternalModule,
  Fleet,
  HetznerStack,
  inputModule,
  Migration,
  NixosMachine,
} from "../../constructs";
import { OWN_FILES, type OwnFile } from "../../constructs/own-files";
import { issuesOf, renderedFiles } from "../support/diagnostics";
import { DISK, SERVER, testApp } from "../support/fleets";

/** The files of a fleet with the given hand-written files, by path. */
function filesWith(ownFiles: readonly OwnFile[]): Readonly<Record<string, string>> {
  const app = testApp();
  const fleet = new Fleet(app, "infra", { ownFiles });
  const web = new ExternalModule(fleet, "web", { classes: ["nixos"], path: "web/nginx.nix" });
  const base = new DendriticModule(fleet, "base", {
    parts: { base: { nixos: {} } },
    imports: [inputModule("srvos", "nixos", "server")],
  });
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    imports: [web, base],
    server: SERVER,
    disk: DISK,
  });
  new Migration(fleet, "migration");
  new HetznerStack(app, "hetzner", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  return Object.fromEntries(renderedFiles(app).map(({ path, text }) => [path, text]));
}

const ALL = filesWith([]);

describe("own files", () => {
  it("can be any file that is generated otherwise", () => {
    expect(OWN_FILES.filter((path) => ALL[path] === undefined)).toEqual([]);
    const files = filesWith(OWN_FILES);
    expect(OWN_FILES.filter((path) => files[path] !== undefined)).toEqual([]);
  });

  it("do not change other files", () => {
    const added = [
      ".github/workflows/fleet.yml",
      "flake-inputs.nix",
      "flake-module.nix",
      "fleet.just",
      "modules/flake-parts/fleet-shell.nix",
    ];
    const others = (files: Readonly<Record<string, string>>) =>
      Object.entries(files).filter(
        ([path]) => !added.includes(path) && !OWN_FILES.some((own) => own === path),
      );
    const files = filesWith(OWN_FILES);
    expect(others(files)).toEqual(others(ALL));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(added));
  });

  it("flake.nix imports every module, including hand-written modules of the fleet", () => {
    const files = filesWith(["flake.nix"]);
    const modules = Object.keys(files).filter((path) => path.startsWith("modules/"));
    for (const path of [...modules, "modules/web/nginx.nix"]) {
      expect(files["flake-module.nix"]).toContain(` ./${path}\n`);
    }
    expect(files["flake-inputs.nix"]).toContain("  srvos = {\n");
  });

  it("justfile imports the recipes, but no default and no other file", () => {
    const { "fleet.just": text = "" } = filesWith(["justfile"]);
    expect(text).toContain("\nrollback $host:\n");
    expect(text).not.toMatch(/^(default|import\?)/m);
  });

  it.each<[readonly OwnFile[], string]>([
    [[], "nix develop -c just check"],
    [["justfile"], "nix develop -c just --justfile fleet.just check"],
    [["modules/flake-parts/dev-shell.nix"], "nix develop .#fleet -c just check"],
  ])("%j: the workflow that the user's workflow calls runs %s", (others, command) => {
    const files = filesWith([".github/workflows/ci.yml", ...others]);
    const text = files[".github/workflows/fleet.yml"];
    expect(text).toContain(`- run: ${command}\n`);
    expect(text).toContain("\non:\n  workflow_call:\n");
  });

  it("are refused if they are never generated, or if the generated file is required", () => {
    const app = testApp();
    new Fleet(app, "infra", { ownFiles: ["modules/users/ada.nix" as OwnFile] });
    expect(issuesOf(app)).toMatchObject([
      { code: "own-file-unknown", message: expect.stringContaining('"modules/users/ada.nix"') },
    ]);
  });
});
