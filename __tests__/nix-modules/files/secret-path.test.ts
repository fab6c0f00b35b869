import { expect, it } from "vitest";
import { NixosMachine, SopsSecret } from "../../../constructs";
import { renderedFiles } from "../../support/diagnostics";
import { fleetWith } from "../../support/fleets";

it("refers to the file of a secret in the folder of the machine's own file", () => {
  const { app } = fleetWith((fleet) => {
    const token = new SopsSecret(fleet, "token", { file: "modules/hosts/cinnabar/secrets.yaml" });
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", secrets: [token] });
  });
  const texts = renderedFiles(app).map(({ text }) => text);
  expect(texts.find((text) => text.includes("sopsFile"))).toContain("sopsFile = ./secrets.yaml;");
});
