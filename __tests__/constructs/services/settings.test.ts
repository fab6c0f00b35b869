import { expect, it } from "vitest";
import {
  DarwinMachine,
  EmergencyAccess,
  Fleet,
  type FleetApp,
  NixosMachine,
  SshdService,
  Tag,
  User,
  ZerotierNetwork,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

function fleetOf() {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const web01 = new NixosMachine(fleet, "web01", { stateVersion: "25.11" });
  const jitsi01 = new NixosMachine(fleet, "jitsi01", { stateVersion: "25.11" });
  const mac = new DarwinMachine(fleet, "build02", {
    stateVersion: 6,
    primaryUser: new User(fleet, "ada"),
    zerotierMemberId: "0ee971d9e0",
  });
  return { app, fleet, web01, jitsi01, mac };
}

function instance(app: FleetApp, name: string): string {
  const { files } = nixSide(app);
  return files.find(({ path }) => path === `modules/clan/inventory/${name}.nix`)?.text ?? "";
}

it("sshd accepts clan's settings for servers and clients", () => {
  const { app, fleet } = fleetOf();
  new SshdService(fleet, "sshd", {
    servers: [Tag.ALL],
    clients: [Tag.ALL],
    searchDomains: ["i", "local"],
    rsaHostKey: true,
  });
  expect(issuesOf(app)).toEqual([]);
  const text = instance(app, "sshd");
  expect(text.match(/certificate\.searchDomains = \[/g)).toHaveLength(2);
  expect(text).toContain("hostKeys.rsa.enable = true;");
  expect(instance(app, "sshd-darwin").match(/searchDomains = \[/g)).toHaveLength(2);
});

it("a zerotier network can have moons and members outside the fleet", () => {
  const { app, fleet, web01, jitsi01 } = fleetOf();
  new ZerotierNetwork(fleet, "zerotier", {
    controller: web01,
    peers: [Tag.ALL],
    moons: [{ machine: jitsi01, stableEndpoints: ["203.0.113.4/9993"] }],
    allowedIds: ["e3d6559697"],
    allowedIps: ["fddb::1"],
  });
  expect(issuesOf(app)).toEqual([]);
  const text = instance(app, "zerotier");
  expect(text).toContain('"e3d6559697"');
  expect(text).toContain('allowedIps = [ "fddb::1" ];');
  expect(text).toContain('stableEndpoints = [ "203.0.113.4/9993" ];');
});

it("a zerotier network refuses a malformed member id", () => {
  const { app, fleet, web01 } = fleetOf();
  new ZerotierNetwork(fleet, "zerotier", { controller: web01, peers: [], allowedIds: ["E3D6"] });
  expect(issuesOf(app).map(({ code }) => code)).toEqual(["zerotier-member-id-invalid"]);
});

it("emergency access by a tag applies to its NixOS machines", () => {
  const { app, fleet } = fleetOf();
  new EmergencyAccess(fleet, "emergency-access", { machines: [Tag.ALL] });
  expect(issuesOf(app)).toEqual([]);
  expect(instance(app, "emergency-access")).toContain('tags = [ "nixos" ]');
});
