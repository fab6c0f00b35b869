import { defineCodes } from "../diagnostics/codes";
import { mac, nixosMachine } from "../diagnostics/examples";

const CINNABAR = `const cinnabar = ${nixosMachine()}`;

/** An instance of a service of clan-core's, with its roles. */
const instance = (service: string, ...roles: readonly string[]): string =>
  [
    `new ClanService(fleet, "${service}", {`,
    `  service: "${service}",`,
    "  roles: {",
    ...roles.map((role) => `    ${role},`),
    "  },",
    "});",
  ].join("\n");

const EMERGENCY = instance("emergency-access", "default: { machines: [cinnabar] }");

const zerotier = (controller: string): string =>
  instance("zerotier", `controller: { ${controller} }`);

const custom = (role: string): string => `new CustomService(fleet, "backup", {
  module: "backup",
  roles: { client: { ${role} } },
});`;

const BASE = `const base = new DendriticModule(fleet, "base", { parts: { nix: { nixos: {} } } });`;

/** Two apps: a fleet, and another one whose machine or tag it cannot name. */
const other = (line: string): string => `const other = new Fleet(new FleetApp(), "other");
${line}`;

defineCodes("Services", {
  "importer-empty": {
    severity: "warning",
    meaning:
      "A role of clan's importer imports nothing. The importer only imports its `extraModules`, so the role has no effect.",
    example: `${CINNABAR}
${instance("importer", "default: { machines: [cinnabar] }")}`,
    corrected: `${CINNABAR}
${BASE}
${instance("importer", "default: { machines: [cinnabar], extraModules: [base] }")}`,
  },
  "role-foreign-machine": {
    severity: "error",
    meaning:
      "A role has a machine of another fleet. Clan silently ignores machines that are missing from its inventory.",
    example: `${other('const cinnabar = new NixosMachine(other, "cinnabar", { stateVersion: "25.11" });')}
${nixosMachine().replace("cinnabar", "verdigris")}
${custom("machines: [cinnabar], tags: [Tag.ALL]")}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}`,
  },
  "role-foreign-tag": {
    severity: "error",
    meaning:
      "A role has a tag of another fleet. No machine of this clan has the tag; clan only warns about it.",
    example: `${other('const vps = new Tag(other, "vps");')}
${nixosMachine()}
${custom("tags: [vps, Tag.ALL]")}`,
    corrected: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps]")}
${custom("tags: [vps]")}`,
  },
  "role-machine-count": {
    severity: "error",
    meaning:
      "A role has too few or too many machines for the service. Clan checks the number only when it deploys, not when Nix evaluates the inventory.",
    example: `${CINNABAR}
const verdigris = ${nixosMachine().replace("cinnabar", "verdigris")}
${zerotier("machines: [cinnabar, verdigris]")}`,
    corrected: `${CINNABAR}
${zerotier("machines: [cinnabar]")}`,
  },
  "role-member-repeated": {
    severity: "error",
    meaning:
      "A role has a duplicate machine or tag. Members are attributes in the inventory, so one of the entries and its settings would be lost.",
    example: `${CINNABAR}
${custom("machines: [{ machine: cinnabar, settings: { hour: 1 } }, { machine: cinnabar, settings: { day: 2 } }]")}`,
    corrected: `${CINNABAR}
${custom("machines: [{ machine: cinnabar, settings: { hour: 1, day: 2 } }]")}`,
  },
  "role-missing": {
    severity: "error",
    meaning:
      "An instance lacks a required role of the service. For example, no machine can join a zerotier network without a controller. Clan would report it only when it deploys.",
    example: `${CINNABAR}
${instance("zerotier", "peer: { machines: [cinnabar] }")}`,
    corrected: `${CINNABAR}
${instance("zerotier", "controller: { machines: [cinnabar] }", "peer: { machines: [cinnabar] }")}`,
  },
  "role-module-class": {
    severity: "error",
    meaning:
      "An extra module of a role has the wrong class for some of its machines. Every machine in the role imports the module, and Nix rejects a module of another class. Use one DendriticModule with parts for both classes for machines of both.",
    example: `${BASE}
const blackphos = ${mac()}
${custom("machines: [blackphos], extraModules: [base]")}`,
    corrected: `${BASE}
${CINNABAR}
${custom("machines: [cinnabar], extraModules: [base]")}`,
  },
  "role-unknown": {
    severity: "error",
    meaning:
      "A service has no role with this name. The module of the service does not declare it, so the evaluation of the inventory would fail.",
    example: `${CINNABAR}
${instance("emergency-access", "default: { machines: [cinnabar] }", "client: { machines: [cinnabar] }")}`,
    corrected: `${CINNABAR}
${EMERGENCY}`,
  },
  "role-without-effect": {
    severity: "error",
    acceptable: true,
    meaning:
      "A role has no effect on machines of a class. `wireguard` is the only clan-core service with an effect on Macs; the others evaluate and deploy, but change nothing there. Accept it where one tag is meant to cover machines of both classes.",
    example: `const blackphos = ${mac()}
${instance("emergency-access", "default: { tags: [Tag.ALL] }")}`,
    corrected: `${CINNABAR}
${EMERGENCY}`,
  },
  "role-without-machines": {
    severity: "warning",
    meaning:
      "A role has no machines, so it has no effect. Clan does not report it. A possible reason is a tag that no machine has yet.",
    example: `${nixosMachine()}
${custom("machines: []")}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}`,
  },
  "service-duplicate": {
    severity: "error",
    meaning:
      "Two service instances have the same name. Both would be the same attribute of the inventory, `instances.<name>`.",
    example: `${CINNABAR}
${custom("machines: [cinnabar]")}
${custom("machines: [cinnabar]")}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}
${custom("machines: [cinnabar]").replace('"backup"', '"backup-weekly"')}`,
  },
  "service-name-invalid": {
    severity: "error",
    meaning:
      "The name of an instance is invalid. It becomes an attribute of the inventory, a file name, and part of the names of the service's units and vars.",
    example: `${CINNABAR}
${custom("machines: [cinnabar]").replace('"backup"', '"my backup"')}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]").replace('"backup"', '"my-backup"')}`,
  },
  "service-without-roles": {
    severity: "warning",
    meaning:
      "A service instance has no roles. Machines get a service through its roles, so it has no effect.",
    example: 'new CustomService(fleet, "backup", { module: "backup", roles: {} });',
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}`,
  },
  "setting-conflict": {
    severity: "error",
    meaning:
      "A setting of a role has conflicting values for a machine. Clan merges the settings of the role, its tags and the machine as modules, and the evaluation fails on conflicting values.",
    example: `${CINNABAR}
${instance(
  "users",
  'default: {\n      settings: { user: "ada" },\n      machines: [{ machine: cinnabar, settings: { user: "grace" } }],\n    }',
)}`,
    corrected: `${CINNABAR}
${instance("users", 'default: { settings: { user: "ada" }, machines: [cinnabar] }')}`,
  },
  "setting-invalid": {
    severity: "error",
    meaning:
      "A setting is invalid for clan-core's service. It has the wrong type, is unknown, or is required but missing. The evaluation of the machines in the role would fail.",
    example: `${CINNABAR}
${instance("users", 'default: { settings: { user: "ada", prompt: "no" as any }, machines: [cinnabar] }')}`,
    corrected: `${CINNABAR}
${instance("users", 'default: { settings: { user: "ada", prompt: false }, machines: [cinnabar] }')}`,
  },
  "setting-machine-unknown": {
    severity: "error",
    meaning:
      "A setting refers to a machine that is not in the role. The evaluation would fail with a missing attribute.",
    example: `${CINNABAR}
const verdigris = ${nixosMachine().replace("cinnabar", "verdigris")}
${instance(
  "wireguard",
  'controller: { machines: [{ machine: cinnabar, settings: { endpoint: "vpn.example.org" } }] }',
  'peer: { machines: [verdigris], settings: { controller: "cinabar" } }',
)}`,
    corrected: `${CINNABAR}
const verdigris = ${nixosMachine().replace("cinnabar", "verdigris")}
${instance(
  "wireguard",
  'controller: { machines: [{ machine: cinnabar, settings: { endpoint: "vpn.example.org" } }] }',
  "peer: { machines: [verdigris], settings: { controller: cinnabar.name } }",
)}`,
  },
});
