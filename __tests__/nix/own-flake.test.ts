import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWithMain, runFleet } from "../support/run-fleet";
import { describeWithCheckouts } from "./support/checkouts";
import { EVAL_TREE, evalTree } from "./support/eval-tree";

const MAIN = `
import { DarwinMachine, Fleet, type FleetApp, NixosMachine, SshdService, Tag } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra", {
    ownFiles: ["flake.nix", "modules/flake-parts/dev-shell.nix", "modules/flake-parts/formatter.nix"],
  });
  const cinnabar = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
  new DarwinMachine(fleet, "rosegold", { stateVersion: 6 });
  new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });
}
`;

const INPUTS = ["clan-core", "flake-parts", "import-tree", "nix-darwin", "nixpkgs"];

/** A hand-written flake with a shell, a formatter and a plain NixOS module in addition to the generated modules. */
const flakeNix = (inputs: readonly string[], imports: string): string => `{
  inputs = {
${inputs.map((name) => `    ${name}.url = "github:example/${name}";\n`).join("")}  };

  outputs =
    inputs:
    inputs.flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [ ${imports} ];
      flake.nixosModules.plain = ./modules/plain/nginx.nix;
      perSystem =
        { config, pkgs, ... }:
        {
          devShells.default = pkgs.mkShell { inputsFrom = [ config.devShells.fleet ]; };
          formatter = pkgs.nixfmt;
        };
    };
}
`;

describeWithCheckouts([EVAL_TREE], "a hand-written flake.nix, evaluated with its inputs", () => {
  function folderWithFlake(text: string): string {
    const folder = folderWithMain(MAIN);
    mkdirSync(join(folder, "modules/plain"), { recursive: true });
    writeFileSync(join(folder, "flake.nix"), text);
    writeFileSync(join(folder, "modules/plain/nginx.nix"), "{ services.nginx.enable = true; }\n");
    expect(runFleet(folder, "synth", "--out", ".")).toMatchObject({ status: 0 });
    return folder;
  }

  it("has every machine, with other files that are not flake-parts modules", {
    timeout: 60_000,
  }, () => {
    expect(evalTree(folderWithFlake(flakeNix(INPUTS, "./flake-module.nix")))).toBe("");
  });

  it("can also import the whole folder, because Nix imports a file only once", {
    timeout: 60_000,
  }, () => {
    const folder = folderWithFlake(
      flakeNix(INPUTS, "./flake-module.nix (inputs.import-tree ./modules)"),
    );
    rmSync(join(folder, "modules/plain"), { recursive: true });
    writeFileSync(join(folder, "modules/own.nix"), "{ flake.lib.answer = 42; }\n");
    expect(evalTree(folder)).toBe("");
  });

  it("fails with the missing inputs and where to find them", { timeout: 60_000 }, () => {
    const without = INPUTS.filter((name) => name !== "clan-core");
    expect(evalTree(folderWithFlake(flakeNix(without, "./flake-module.nix")))).toContain(
      "inputs missing in flake.nix: clan-core. Copy them from flake-inputs.nix.",
    );
  });
});
