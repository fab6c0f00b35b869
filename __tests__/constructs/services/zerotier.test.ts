import { expect, it } from "vitest";
import { Tag, ZerotierNetwork } from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { mixed } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong zerotier network", [
  {
    mistake: "a second zerotier network for the same names",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        new ZerotierNetwork(fleet, "one", { controller: cinnabar, peers: [Tag.ALL] });
        new ZerotierNetwork(fleet, "two", { controller: cinnabar, peers: [Tag.ALL] });
      }),
    path: "infra/network:two",
    code: "zerotier-second-network",
    says: ["second zerotier network", "one ZerotierNetwork", "new ClanService"],
  },
]);

it("a controller that is not a peer still has the names of the machines", () => {
  const { app, fleet, cinnabar, verdigris } = mixed();
  new ZerotierNetwork(fleet, "home", { controller: cinnabar, peers: [verdigris] });
  expect(issuesOf(app)).toEqual([]);
  const inventory = nixSide(app).files.find(({ path }) => path.endsWith("/inventory/home.nix"));
  const hosts = 'extraModules = [ config.flake.modules.nixos."zerotier/hosts" ];';
  expect(inventory?.text).toContain(
    `machines.cinnabar = { };\n        ${hosts}\n      };\n      peer = {\n        machines.verdigris = { };\n        ${hosts}`,
  );
});

it("the controller allows the member id of a Mac by reference", () => {
  const { app, fleet, cinnabar } = mixed();
  new ZerotierNetwork(fleet, "zerotier", { controller: cinnabar, peers: [Tag.ALL] });
  expect(issuesOf(app)).toEqual([]);
  const controller = fleet.services[0]?.roles[0];
  expect(controller?.settings).toMatchObject({
    allowedIds: [{ path: ["machines", "rosegold", "zerotier", "memberId"] }],
  });
});
