import { expect, it } from "vitest";
import {
  FlakeInput,
  Fleet,
  inputModule,
  NixosMachine,
  nix,
  type Setting,
  type Settings,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { fleetWith, oneMachine, personWithHome, testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { nixosModule } from "./nixos-module";

describeWrongFleets("a wrong flake input", [
  ...["", "not a url", "github:owner/repository#package"].map((url) => ({
    mistake: `the flake url "${url}"`,
    declare: () => {
      const one = oneMachine();
      new FlakeInput(one.fleet, "stylix", { url });
      return one;
    },
    path: "infra/input:stylix",
    code: "input-url-invalid",
    says: [`not a flake reference: "${url}"`, "github:owner/repository", "flake.nix"],
  })),
  {
    mistake: "a module that imports one of an undeclared flake input",
    declare: () =>
      fleetWith((fleet) => nixosModule(fleet, "base", [inputModule("nope", "nixos", "x")])),
    path: "infra/module:base",
    code: "input-undeclared",
    says: ['inputs.nope.nixosModules.x comes from an undeclared flake input: "nope"', "srvos"],
  },
  {
    mistake: "a home with a module of an undeclared flake input",
    declare: () =>
      fleetWith((fleet) => {
        const modules = [inputModule("nope", "homeManager", "x")];
        personWithHome(fleet, "crs58", { modules });
      }),
    path: "infra/user:crs58",
    code: "input-undeclared",
    says: ['undeclared flake input: "nope"', "declare the input as a FlakeInput"],
  },
  {
    mistake: "a module of an undeclared flake input",
    declare: () =>
      fleetWith((fleet) => {
        const imports = [inputModule("srvoss", "nixos", "server")];
        new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports });
      }),
    path: "infra/machine:cinnabar",
    code: "input-undeclared",
    says: ['undeclared flake input: "srvoss"', "srvos", "FlakeInput"],
  },
  {
    mistake: "a flake input that follows an undeclared input",
    declare: () =>
      fleetWith((fleet) => {
        const follows = { nixpkgs: "nixpkgs-stable" };
        new FlakeInput(fleet, "stylix", { url: "github:danth/stylix", follows });
      }),
    path: "infra/input:stylix",
    code: "input-follows-undeclared",
    says: ['"nixpkgs-stable"', "nixpkgs, flake-parts", "declare the input as a FlakeInput"],
  },
  {
    mistake: "a flake input named self",
    declare: () => fleetWith((fleet) => new FlakeInput(fleet, "self", { url: "github:a/b" })),
    path: "infra/input:self",
    code: "input-name-invalid",
    says: ['invalid: "self"', "not self"],
  },
]);

it.each([
  "github:danth/stylix",
  "git+ssh://git@example.org/a?ref=main",
  "path:./a",
  "./a",
  "../a",
  "/a",
])("can have an input at %s", (url) => {
  const { app, fleet } = oneMachine();
  new FlakeInput(fleet, "stylix", { url });
  expect(issuesOf(app)).toEqual([]);
});

it("flake inputs can follow inputs of inputs, or nothing", () => {
  const { app } = fleetWith((fleet) => {
    const follows = { nixpkgs: "clan-core/nixpkgs", "flake-compat": "" };
    new FlakeInput(fleet, "stylix", { url: "github:danth/stylix", follows });
  });
  expect(issuesOf(app)).toEqual([]);
  const [flake] = nixSide(app).files;
  expect(flake?.text).toContain('nixpkgs.follows = "clan-core/nixpkgs";');
  expect(flake?.text).toContain('flake-compat.follows = "";');
});

it("flake.nix has the inputs that modules refer to, except in comments", () => {
  const flakeWith = (value: Setting) => {
    const app = testApp();
    const settings: Settings = { environment: { variables: { value } } };
    new NixosMachine(new Fleet(app, "infra"), "cinnabar", { stateVersion: "25.11", settings });
    return nixSide(app).files.find(({ path }) => path === "flake.nix")?.text;
  };
  expect(flakeWith(nix.comment("unlike inputs.srvos", 1))).not.toContain("srvos");
  expect(flakeWith("inputs.srvos")).not.toContain("srvos");
  expect(flakeWith(nix.ref("inputs.srvos.lib.x"))).toContain("srvos");
  expect(flakeWith(nix.ref("inputs.self.inputs.srvos.lib.x"))).toContain("srvos");
  expect(flakeWith(nix.let(nix.inheritFrom("inputs", ["srvos"]), nix.ref("srvos.x")))).toContain(
    "srvos",
  );
  expect(flakeWith(nix.raw("(inputs.srvos.lib.x 1)"))).toContain("srvos");
});
