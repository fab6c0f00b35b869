import { expect, it } from "vitest";
import { ClanService, CustomService, NixosMachine, nix } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith } from "../../support/fleets";
import { mixed, untyped } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong setting of a service", [
  {
    mistake: "a misspelt setting",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const controller = { machines: [cinnabar], settings: { alowedIds: ["0123456789"] } };
        new ClanService(fleet, "zerotier", untyped("zerotier", { controller }));
      }),
    path: "infra/service:zerotier",
    code: "setting-invalid",
    says: [
      "alowedIds is not a setting, did you mean allowedIds?",
      "allowedIds, allowedIps, public",
    ],
  },
  {
    mistake: "a setting of the wrong type",
    declare: () =>
      mixed(({ fleet, server }) => {
        const roles = { server: { tags: [server], settings: { certificate: { enable: "yes" } } } };
        new ClanService(fleet, "sshd", untyped("sshd", roles));
      }),
    path: "infra/service:sshd",
    code: "setting-invalid",
    says: ["certificate.enable", '"yes"', "true or false"],
  },
  {
    mistake: "a missing required setting",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const roles = { controller: { machines: [cinnabar] }, moon: { machines: [cinnabar] } };
        new ClanService(fleet, "zerotier", untyped("zerotier", roles));
      }),
    path: "infra/service:zerotier",
    code: "setting-invalid",
    says: ["stableEndpoints is missing", "correct or remove stableEndpoints"],
  },
  {
    mistake: "different values of a setting in a role and a machine",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const machines = [{ machine: cinnabar, settings: { user: "root" } }];
        const roles = { default: { machines, settings: { user: "admin" } } };
        new ClanService(fleet, "users", { service: "users", roles });
      }),
    path: "infra/service:users",
    code: "setting-conflict",
    says: [
      "setting user of users.default has conflicting values for cinnabar",
      '["admin","root"]',
      "lib.mkForce",
    ],
  },
  {
    mistake: "different values of a setting in a tag and its machine",
    declare: () =>
      mixed(({ fleet, server, cinnabar }) => {
        const tags = [{ tag: server, settings: { prompt: false } }];
        const machines = [{ machine: cinnabar, settings: { prompt: true } }];
        new ClanService(fleet, "users", {
          service: "users",
          roles: { default: { tags, machines } },
        });
      }),
    path: "infra/service:users",
    code: "setting-conflict",
    says: ["setting prompt of users.default has conflicting values for cinnabar", "[false,true]"],
  },
  {
    mistake: "a private key in a setting",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n";
        const settings = { authorizedKeys: { me: key } };
        const roles = { server: { machines: [cinnabar], settings } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      }),
    path: "infra/service:sshd",
    code: "secret-in-clear",
    says: ["a private key in plain text", "clan secrets set"],
  },
]);

it("settings of a role can have any names, because they are not options", () => {
  const { app } = fleetWith((fleet) => {
    const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
    const settings = { "example.com": { port: 1 }, config: {} };
    const roles = { web: { machines: [machine], settings } };
    new CustomService(fleet, "web", { module: "web", roles });
  });
  expect(issuesOf(app)).toEqual([]);
});

it("settings can be Nix expressions, which are not checked", () => {
  const { app, fleet, cinnabar } = mixed();
  const allowedIds = nix.ref("config.flake.meta.members");
  const controller = { machines: [cinnabar], settings: { allowedIds } };
  new ClanService(fleet, "zerotier", { service: "zerotier", roles: { controller } });
  expect(issuesOf(app)).toEqual([]);
});
