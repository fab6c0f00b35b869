import { expect, it } from "vitest";
import { DarwinMachine, DendriticModule, Fleet, NixosMachine, User } from "../../constructs";
import { testApp } from "../support/fleets";

it("compiles correct combinations, and types the classes of each module", () => {
  const fleet = new Fleet(testApp(), "infra");
  const shell = new DendriticModule(fleet, "shell", {
    parts: { fish: { nixos: {}, darwin: {} }, starship: { homeManager: {} } },
  });
  const crs58 = new User(fleet, "crs58", { home: { stateVersion: "25.11", modules: [shell] } });
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports: [shell] });
  new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser: crs58, imports: [shell] });
  expect(shell.provides).toEqual({ nixos: true, darwin: true, homeManager: true });
});
