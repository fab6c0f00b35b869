import { expect, it } from "vitest";
import {
  DarwinMachine,
  EmergencyAccess,
  Fleet,
  NixosMachine,
  SshdService,
  serviceMatrix,
  Tag,
  User,
  UserAccount,
  ZerotierNetwork,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { mixed } from "../../support/mixed-fleet";

it("a correct fleet splits members by class, and keeps tags where possible", () => {
  const { app, fleet, cinnabar, everywhere, workstation, crs58 } = mixed();
  new ZerotierNetwork(fleet, "zerotier", { controller: cinnabar, peers: [Tag.ALL] });
  new SshdService(fleet, "sshd", { servers: [everywhere], clients: [workstation] });
  new UserAccount(fleet, "users", { user: crs58, machines: [Tag.ALL] });
  expect(issuesOf(app)).toEqual([]);
  const roles = fleet.services.flatMap((service) =>
    service.roles.map((role) => ({
      role: `${service.name}.${role.name}`,
      machines: [...role.machines.keys()].map(({ name }) => name),
      tags: [...role.tags.keys()].map(({ name }) => name),
    })),
  );
  expect(roles).toEqual([
    { role: "zerotier.controller", machines: ["cinnabar"], tags: [] },
    { role: "zerotier.peer", machines: [], tags: ["nixos"] },
    { role: "zerotier-darwin.peer", machines: [], tags: ["darwin"] },
    { role: "sshd.server", machines: ["cinnabar", "verdigris"], tags: [] },
    { role: "sshd-darwin.server", machines: ["blackphos", "rosegold"], tags: [] },
    { role: "sshd-darwin.client", machines: [], tags: ["workstation"] },
    { role: "users.default", machines: [], tags: ["nixos"] },
    { role: "users-darwin.default", machines: [], tags: ["darwin"] },
  ]);
});

it("machines declared after a service are also its members", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const server = new Tag(fleet, "server");
  const crs58 = new User(fleet, "crs58", { uid: 501 });
  new SshdService(fleet, "sshd", { servers: [server, Tag.DARWIN], clients: [] });
  new UserAccount(fleet, "users", { user: crs58, machines: [Tag.ALL] });
  const controller = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    tags: [server],
  });
  new ZerotierNetwork(fleet, "zerotier", { controller, peers: [Tag.ALL] });
  new DarwinMachine(fleet, "blackphos", {
    stateVersion: 6,
    primaryUser: crs58,
    zerotierMemberId: "0123456789",
  });
  expect(issuesOf(app)).toEqual([]);
  const roles = fleet.services.flatMap((service) =>
    service.roles.map((role) => {
      const names = role.allMachines.map(({ name }) => name);
      return `${service.name}.${role.name}: ${names.join(" ")}`;
    }),
  );
  expect(roles).toEqual([
    "sshd.server: cinnabar",
    "sshd-darwin.server: blackphos",
    "users.default: cinnabar",
    "users-darwin.default: blackphos",
    "zerotier.controller: cinnabar",
    "zerotier.peer: cinnabar",
    "zerotier-darwin.peer: blackphos",
  ]);
  const zerotier = fleet.services.find(({ name }) => name === "zerotier");
  expect(zerotier?.roles[0]?.settings).toHaveProperty("allowedIds");
});

it("the matrix shows how each machine gets each service, or why it does not", () => {
  const { app, fleet, cinnabar, workstation, crs58 } = mixed();
  new UserAccount(fleet, "users", { user: crs58, machines: [cinnabar, workstation] });
  new EmergencyAccess(fleet, "emergency", { machines: [cinnabar] });
  expect(issuesOf(app)).toEqual([]);
  const matrix = serviceMatrix(fleet).map(({ service, cells }) => [
    service,
    ...cells.map(({ by, roles, reason }) => reason ?? `${by}: ${roles.join(", ")}`),
  ]);
  expect(matrix).toEqual([
    ["emergency", "clan: default", "not a member", "no effect on darwin", "no effect on darwin"],
    ["users", "clan: default", "not a member", "own: default", "own: default"],
  ]);
});
