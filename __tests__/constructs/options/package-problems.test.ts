import type { PackageReference } from "@nix-fleet/nix-options";
import { expect, it } from "vitest";
import { Fleet, NixosMachine, packageSet, packages, pkgs } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, testApp } from "../../support/fleets";

const machine = (settings: object) => ({ stateVersion: "25.11", settings }) as const;

it.each<[string, PackageReference, string]>([
  [
    "one of a set without the set",
    pkgs("python3Packages.requests" as "hello"),
    'write packageSet("python3Packages")("requests")',
  ],
  [
    "one of a misspelt set",
    packageSet("python3Package" as "python3Packages")("requests"),
    "did you mean python3Packages",
  ],
])("the remedy shows the correct form of a package: %s", (_, wrong, remedy) => {
  const { app } = fleetWith((fleet) => {
    new NixosMachine(fleet, "web", machine({ environment: { systemPackages: [wrong] } }));
  });
  expect(issuesOf(app).map(({ code, message }) => [code, message])).toEqual([
    ["package-unknown", expect.stringContaining(remedy)],
  ]);
});

it("a package that is not in nixpkgs is refused, unless the fleet declares it", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra", { packages: ["nodejs_22", "python3Packages.mine"] });
  const python = packageSet("python3Packages");
  const systemPackages = [
    pkgs("ripgerp" as "ripgrep"),
    pkgs("nodejs_22" as "nodejs"),
    python("requets" as "requests"),
    python("mine" as "requests"),
  ];
  new NixosMachine(fleet, "web", machine({ environment: { systemPackages } }));
  new NixosMachine(fleet, "db", machine({ fonts: { packages: packages("dejavu_font" as "fd") } }));
  const found = issuesOf(app).map(({ code, message }) => [code, message]);
  expect(found).toEqual([
    ["package-unknown", expect.stringContaining('"dejavu_font"')],
    ["package-unknown", expect.stringMatching(/"ripgerp"[\s\S]*did you mean ripgrep/)],
    [
      "package-unknown",
      expect.stringMatching(/"python3Packages.requets"[\s\S]*did you mean requests/),
    ],
  ]);
});
