import { expect, it } from "vitest";
import {
  DendriticModule,
  Fleet,
  NixosMachine,
  SopsSecret,
  VarsGenerator,
} from "../../../constructs";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

const FILES = { files: { id: {} }, script: 'date > "$out/id"' };

it("a generator and a secret can have the name of a part of their module", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const vars = [new VarsGenerator(fleet, "radicle", FILES), new VarsGenerator(fleet, "key", FILES)];
  const secrets = [new SopsSecret(fleet, "Radicle", { file: "secrets/radicle.yaml" })];
  const parts = { radicle: { nixos: { services: { radicle: { enable: true } } } } };
  const radicle = new DendriticModule(fleet, "radicle", { parts, vars, secrets });
  new NixosMachine(fleet, "seed", { stateVersion: "25.11", imports: [radicle] });
  expect(issuesOf(app)).toEqual([]);
  const paths = renderedFiles(app).map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith("modules/radicle/")).sort()).toEqual([
    "modules/radicle/Radicle-secret.nix",
    "modules/radicle/key.nix",
    "modules/radicle/radicle-vars.nix",
    "modules/radicle/radicle.nix",
  ]);
});

it("a generator of a machine can have the name of a file of the machine", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const vars = [new VarsGenerator(fleet, "default", FILES)];
  new NixosMachine(fleet, "seed", { stateVersion: "25.11", vars });
  expect(issuesOf(app)).toEqual([]);
  const file = renderedFiles(app).find(({ path }) => path.endsWith("default-vars.nix"));
  expect(file?.text).toContain("clan.core.vars.generators.default");
});
