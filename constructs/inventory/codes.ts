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
      "A role of clan's importer imports nothing. The importer has no module of its own; it does what its `extraModules` do.",
    example: `${CINNABAR}
${instance("importer", "default: { machines: [cinnabar] }")}`,
    corrected: `${CINNABAR}
${BASE}
${instance("importer", "default: { machines: [cinnabar], extraModules: [base] }")}`,
  },
  "role-foreign-machine": {
    severity: "error",
    meaning:
      "A role names a machine of another fleet. Clan ignores a machine of a role that its inventory does not have, without a word.",
    example: `${other('const cinnabar = new NixosMachine(other, "cinnabar", { stateVersion: "25.11" });')}
${nixosMachine().replace("cinnabar", "verdigris")}
${custom("machines: [cinnabar], tags: [Tag.ALL]")}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}`,
  },
  "role-foreign-tag": {
    severity: "error",
    meaning:
      "A role names a tag of another fleet. No machine of this clan has the tag; clan only warns about it.",
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
      "A role has too few or too many machines for the service. Clan counts them only when its command line deploys, not when Nix evaluates the inventory.",
    example: `${CINNABAR}
const verdigris = ${nixosMachine().replace("cinnabar", "verdigris")}
${zerotier("machines: [cinnabar, verdigris]")}`,
    corrected: `${CINNABAR}
${zerotier("machines: [cinnabar]")}`,
  },
  "role-member-repeated": {
    severity: "error",
    meaning:
      "A role names a machine or a tag twice. Members are attributes in the inventory, so one of the two entries would be lost, with its settings.",
    example: `${CINNABAR}
${custom("machines: [{ machine: cinnabar, settings: { hour: 1 } }, { machine: cinnabar, settings: { day: 2 } }]")}`,
    corrected: `${CINNABAR}
${custom("machines: [{ machine: cinnabar, settings: { hour: 1, day: 2 } }]")}`,
  },
  "role-missing": {
    severity: "error",
    meaning:
      "An instance lacks a role that the service cannot do without. A zerotier network without a controller, for instance, lets nobody in. Clan's command line finds out before it deploys.",
    example: `${CINNABAR}
${instance("zerotier", "peer: { machines: [cinnabar] }")}`,
    corrected: `${CINNABAR}
${instance("zerotier", "controller: { machines: [cinnabar] }", "peer: { machines: [cinnabar] }")}`,
  },
  "role-module-class": {
    severity: "error",
    meaning:
      "An extra module of a role is not for the classes of its machines. Every machine in the role imports it, and Nix refuses a module of another class. One DendriticModule with parts for both classes reaches machines of both.",
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
      "A service has no such role. The module of the service does not know it, so the evaluation of the inventory would stop.",
    example: `${CINNABAR}
${instance("emergency-access", "default: { machines: [cinnabar] }", "client: { machines: [cinnabar] }")}`,
    corrected: `${CINNABAR}
${EMERGENCY}`,
  },
  "role-without-effect": {
    severity: "error",
    acceptable: true,
    meaning:
      "A role does nothing on machines of a class. Of clan-core's services only `wireguard` acts on Macs; the others evaluate, deploy, and change nothing there. Accept it where a tag of both classes is meant to stay one tag.",
    example: `const blackphos = ${mac()}
${instance("emergency-access", "default: { tags: [Tag.ALL] }")}`,
    corrected: `${CINNABAR}
${EMERGENCY}`,
  },
  "role-without-machines": {
    severity: "warning",
    meaning:
      "A role has no machines. It does nothing, which clan accepts without a word. A tag that no machine has yet may be the reason.",
    example: `${nixosMachine()}
${custom("machines: []")}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}`,
  },
  "service-duplicate": {
    severity: "error",
    meaning:
      "Two instances of services have one name. Both would be one attribute of the inventory, `instances.<name>`.",
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
      "The name of an instance is invalid. It is an attribute of the inventory, a file name, and part of the names of units and vars of the service.",
    example: `${CINNABAR}
${custom("machines: [cinnabar]").replace('"backup"', '"my backup"')}`,
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]").replace('"backup"', '"my-backup"')}`,
  },
  "service-without-roles": {
    severity: "warning",
    meaning:
      "An instance of a service has no roles. It does nothing, since machines get a service through its roles.",
    example: 'new CustomService(fleet, "backup", { module: "backup", roles: {} });',
    corrected: `${CINNABAR}
${custom("machines: [cinnabar]")}`,
  },
  "setting-conflict": {
    severity: "error",
    meaning:
      "A setting of a role has different values for one machine. Clan merges the settings of the role, of its tags and of the machine as modules, and two different values of one option stop the evaluation.",
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
      "A setting is not one that clan-core's service takes. It has another type, is misspelt, or is missing though the service requires it. The evaluation of the machines in the role would stop.",
    example: `${CINNABAR}
${instance("users", 'default: { settings: { user: "ada", prompt: "no" as any }, machines: [cinnabar] }')}`,
    corrected: `${CINNABAR}
${instance("users", 'default: { settings: { user: "ada", prompt: false }, machines: [cinnabar] }')}`,
  },
  "setting-machine-unknown": {
    severity: "error",
    meaning:
      "A setting names a machine that the role it is about does not have. The evaluation of the machine would stop at a missing attribute.",
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
