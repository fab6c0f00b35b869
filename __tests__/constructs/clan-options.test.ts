import { nix } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";
import { ClanService, Fleet, NixosMachine } from "../../constructs";
import { issuesOf, nixSide } from "../support/diagnostics";
import { testApp } from "../support/fleets";

it("options of clan without a prop are written unchanged", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra", {
    icon: "infra.svg",
    clan: {
      secrets: { age: { plugins: ["age-plugin-yubikey"] } },
      specialArgs: { flake: nix.ref("inputs.self") },
      vars: { settings: { secretStore: "password-store" } },
    },
  });
  const installed = { icon: "web.svg", installedAt: 1_767_225_600 };
  new NixosMachine(fleet, "web01", { stateVersion: "25.11", ...installed });
  expect(issuesOf(app)).toEqual([]);
  const { files } = nixSide(app);
  const textOf = (name: string) => files.find(({ path }) => path.endsWith(name))?.text;
  const clan = textOf("flake-parts/clan.nix");
  expect(clan).toContain('icon = "infra.svg";');
  expect(clan).toContain('secrets.age.plugins = [ "age-plugin-yubikey" ];');
  expect(clan).toContain("specialArgs.flake = inputs.self;");
  expect(clan).toContain('vars.settings.secretStore = "password-store";');
  const machines = textOf("inventory/machines.nix");
  expect(machines).toContain('icon = "web.svg";');
  expect(machines).toContain("installedAt = 1767225600;");
});

it("options of clan that elements of the fleet define are refused", () => {
  const app = testApp();
  const clan = { inventory: { instances: {} }, machines: { web01: {} } };
  new Fleet(app, "infra", { clan });
  expect(issuesOf(app).map(({ message }) => message.split("\n")[0])).toEqual([
    "clan.inventory.instances is already defined by elements of the fleet",
    "clan.machines is already defined by elements of the fleet",
  ]);
});

it("a wireguard peer must refer to a controller of its instance", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const [eva, eve, tm, bernie] = ["eva", "eve", "tm", "bernie"].map(
    (name) => new NixosMachine(fleet, name, { stateVersion: "25.11" }),
  ) as [NixosMachine, NixosMachine, NixosMachine, NixosMachine];
  const peer = (machine: NixosMachine, controller: string) => ({
    machine: machine as typeof machine & { machineClass: "nixos" },
    settings: { controller },
  });
  new ClanService(fleet, "wg", {
    service: "wireguard",
    roles: {
      controller: { machines: [{ machine: eva, settings: { endpoint: "eva.example.org" } }] },
      peer: { machines: [peer(tm, eva.name), peer(bernie, eve.name)] },
    },
  });
  expect(issuesOf(app).map(({ code, message }) => [code, message.split("\n")[0]])).toEqual([
    [
      "setting-machine-unknown",
      'setting controller of wg.peer for bernie refers to a machine that is not in role controller: "eve"',
    ],
  ]);
});
