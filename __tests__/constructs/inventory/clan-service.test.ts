import {
  ClanService,
  type ClanServiceProps,
  DendriticModule,
  inputModule,
  NixosMachine,
  Tag,
} from "../../../constructs";
import { mixed, untyped } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong role", [
  {
    mistake: "clan-core's sshd on all machines, including Macs",
    declare: () =>
      mixed(({ fleet }) => {
        const roles = { server: { tags: [Tag.ALL] } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      }),
    path: "infra/service:sshd",
    code: "role-without-effect",
    says: ["has no effect on darwin", '["blackphos","rosegold"]', "class nixos", "use SshdService"],
  },
  {
    mistake: "clan-core's users on a tag with Macs",
    declare: () =>
      mixed(({ fleet, workstation }) => {
        const roles = { default: { tags: [workstation] } };
        new ClanService(fleet, "users", { service: "users", roles });
      }),
    path: "infra/service:users",
    code: "role-without-effect",
    says: ["has no effect on darwin", "use UserAccount, which acts on Macs too"],
  },
  {
    mistake: "a Mac as a peer of clan-core's zerotier",
    declare: () =>
      mixed(({ fleet, cinnabar, blackphos }) => {
        const peer = { machines: [blackphos] };
        const roles = { controller: { machines: [cinnabar] }, peer };
        new ClanService(fleet, "zerotier", untyped("zerotier", roles));
      }),
    path: "infra/service:zerotier",
    code: "role-without-effect",
    says: ['["blackphos"]', "use ZerotierNetwork"],
  },
  {
    mistake: "backups of a Mac by borgbackup",
    declare: () =>
      mixed(({ fleet, cinnabar, workstation }) => {
        const server = { machines: [cinnabar] };
        const roles = { server, client: { tags: [workstation] } };
        new ClanService(fleet, "backup", { service: "borgbackup", roles });
      }),
    path: "infra/service:backup",
    code: "role-without-effect",
    says: ["role backup.client has no effect on darwin", "name Tag.NIXOS or single machines"],
  },
  {
    mistake: "a removed role",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const roles = { peer: { machines: [cinnabar] } };
        new ClanService(fleet, "mesh", untyped("data-mesher", roles));
      }),
    path: "infra/service:mesh",
    code: "role-without-effect",
    says: [
      "role mesh.peer has no effect on nixos",
      "no machine",
      "remove the role (removed in data-mesher 2: use the role default)",
    ],
  },
  {
    mistake: "two zerotier controllers",
    declare: () =>
      mixed(({ fleet, server }) => {
        const roles = { controller: { tags: [server] } };
        new ClanService(fleet, "zerotier", { service: "zerotier", roles });
      }),
    path: "infra/service:zerotier",
    code: "role-machine-count",
    says: ["zerotier.controller has 2 machines", '["cinnabar","verdigris"]', "1 to 1"],
  },
  {
    mistake: "five zerotier moons",
    declare: () =>
      mixed(({ fleet, cinnabar, verdigris }) => {
        const more = ["a", "b", "c"].map(
          (name) => new NixosMachine(fleet, name, { stateVersion: "25.11" }),
        );
        const moon = {
          machines: [cinnabar, verdigris, ...more],
          settings: { stableEndpoints: ["192.0.2.1"] },
        };
        const roles = { controller: { machines: [cinnabar] }, moon };
        new ClanService(fleet, "zerotier", { service: "zerotier", roles });
      }),
    path: "infra/service:zerotier",
    code: "role-machine-count",
    says: ["zerotier.moon has 5 machines", "1 to 4"],
  },
  {
    mistake: "a role without machines",
    declare: () =>
      mixed(({ fleet }) => {
        new ClanService(fleet, "sshd", { service: "sshd", roles: { server: {} } });
      }),
    path: "infra/service:sshd",
    code: "role-without-machines",
    says: ["sshd.server has 0 machines: []", "at least 1", "remove the role"],
  },
  {
    mistake: "a machine of another fleet in a role",
    declare: () =>
      mixed(({ fleet }) => {
        const other = mixed().cinnabar;
        new ClanService(fleet, "sshd", {
          service: "sshd",
          roles: { server: { machines: [other] } },
        });
      }),
    path: "infra/service:sshd",
    code: "role-foreign-machine",
    says: ["has a machine of another fleet", "cinnabar, verdigris, blackphos, rosegold"],
  },
  {
    mistake: "a tag of another fleet in a role",
    declare: () =>
      mixed(({ fleet }) => {
        const other = mixed().server;
        new ClanService(fleet, "sshd", { service: "sshd", roles: { server: { tags: [other] } } });
      }),
    path: "infra/service:sshd",
    code: "role-foreign-tag",
    says: ["has a tag of another fleet", "all, nixos, darwin, server"],
  },
  {
    mistake: "clan-core's sshd on Macs, with an extra module",
    declare: () =>
      mixed(({ fleet }) => {
        const module = new DendriticModule(fleet, "mine", { parts: { mine: { darwin: {} } } });
        const server = { tags: [Tag.DARWIN], extraModules: [module] };
        new ClanService(fleet, "sshd", untyped("sshd", { server }));
      }),
    path: "infra/service:sshd",
    code: "role-without-effect",
    says: ["role sshd.server has no effect on darwin", "use SshdService"],
  },
  {
    mistake: "a module of one class in a role with machines of both",
    declare: () =>
      mixed(({ fleet }) => {
        const parts = { mine: { nixos: {} } };
        const extraModules = [new DendriticModule(fleet, "mine", { parts })];
        const roles = { default: { tags: [Tag.ALL], extraModules } };
        new ClanService(fleet, "mine", { service: "importer", roles });
      }),
    path: "infra/service:mine",
    code: "role-module-class",
    says: [
      'extra module of role mine.default has the wrong class for some of its machines: "mine"',
      "both classes",
    ],
  },
  {
    mistake: "an importer without modules",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const roles = { default: { machines: [cinnabar] } };
        new ClanService(fleet, "mine", { service: "importer", roles });
      }),
    path: "infra/service:mine",
    code: "importer-empty",
    says: ["role mine.default of the importer imports nothing", "extraModules"],
  },
  {
    mistake: "a machine twice in a role, with different settings",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const user = (name: string) => ({ machine: cinnabar, settings: { user: name } });
        const roles = { default: { machines: [user("alice"), user("bob")] } };
        new ClanService(fleet, "users", { service: "users", roles });
      }),
    path: "infra/service:users",
    code: "role-member-repeated",
    says: ['users.default has a duplicate machine or tag: "cinnabar"', "merge the two"],
  },
  {
    mistake: "a tag twice in a role, once with settings",
    declare: () =>
      mixed(({ fleet, server }) => {
        const tags = [{ tag: server, settings: { user: "alice" } }, server];
        new ClanService(fleet, "users", { service: "users", roles: { default: { tags } } });
      }),
    path: "infra/service:users",
    code: "role-member-repeated",
    says: ['users.default has a duplicate machine or tag: "server"'],
  },
  {
    mistake: "a zerotier network without a controller",
    declare: () =>
      mixed(({ fleet, server }) => {
        const roles = { peer: { tags: [server] } };
        new ClanService(fleet, "zerotier", { service: "zerotier", roles });
      }),
    path: "infra/service:zerotier",
    code: "role-missing",
    says: ['requires a role that zerotier does not have: ["peer"]', "controller with at least 1"],
  },
  {
    mistake: "an instance without roles",
    declare: () =>
      mixed(({ fleet }) => {
        new ClanService(fleet, "sshd", { service: "sshd", roles: {} });
      }),
    path: "infra/service:sshd",
    code: "service-without-roles",
    says: ["has no roles, so it has no effect", "at least one role"],
  },
  {
    mistake: "a misspelt role in JavaScript",
    declare: () =>
      mixed(({ fleet, server }) => {
        new ClanService(fleet, "sshd", untyped("sshd", { servr: { tags: [server] } }));
      }),
    path: "infra/service:sshd",
    code: "role-unknown",
    says: ['no role with this name: "servr"', "client, server"],
  },
  {
    mistake: "an extra module of an undeclared flake input",
    declare: () =>
      mixed(({ fleet }) => {
        const extraModules = [inputModule("nope", "nixos", "server")];
        const roles = { server: { tags: [Tag.NIXOS], extraModules } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      }),
    path: "infra/service:sshd",
    code: "input-undeclared",
    says: ['undeclared flake input: "nope"', "srvos", "FlakeInput"],
  },
  {
    mistake: "two instances with the same name",
    declare: () =>
      mixed(({ fleet }) => {
        const props: ClanServiceProps<"sshd"> = {
          service: "sshd",
          roles: { server: { tags: [Tag.NIXOS] } },
        };
        new ClanService(fleet, "sshd", props);
        new ClanService(fleet, "sshd", props);
      }),
    path: "infra/service:sshd#2",
    code: "service-duplicate",
    says: ['duplicate service instance: "sshd"', "one service instance for each name"],
  },
  {
    mistake: "an instance with a name that is not a file name",
    declare: () =>
      mixed(({ fleet }) => {
        const roles = { server: { tags: [Tag.NIXOS] } };
        new ClanService(fleet, "../sshd", { service: "sshd", roles });
      }),
    path: "infra/service:..--sshd",
    code: "service-name-invalid",
    says: ['invalid: "../sshd"', "a letter or digit, then letters, digits"],
  },
  {
    mistake: "an extra module of the wrong class",
    declare: () =>
      mixed(({ fleet }) => {
        const extraModules = [inputModule("home-manager", "darwin", "home-manager")];
        const roles = { server: { tags: [Tag.NIXOS], extraModules } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      }),
    path: "infra/service:sshd",
    code: "role-module-class",
    says: [
      "has the wrong class for some of its machines",
      "darwinModules.home-manager",
      "a module for nixos",
    ],
  },
]);
