import type { ServiceName } from "@nix-fleet/clan-services";
import { nix } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";
import {
  ClanService,
  type ClanServiceProps,
  CustomService,
  DarwinMachine,
  DendriticModule,
  Deviation,
  EmergencyAccess,
  FlakeInput,
  Fleet,
  type FleetApp,
  inputModule,
  NixosMachine,
  SshdService,
  serviceMatrix,
  Tag,
  User,
  UserAccount,
  ZerotierNetwork,
} from "../../constructs";
import { issuesOf, nixSide } from "../support/diagnostics";
import { personWithHome, testApp } from "../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../support/wrong-fleets";

interface Mixed {
  readonly app: FleetApp;
  readonly fleet: Fleet;
  readonly cinnabar: NixosMachine;
  readonly verdigris: NixosMachine;
  readonly blackphos: DarwinMachine;
  readonly rosegold: DarwinMachine;
  readonly crs58: User;
  readonly server: Tag;
  readonly workstation: Tag;
  readonly everywhere: Tag;
}

/** Two NixOS machines and two Macs with tags of every mixture; `declare` adds the mistake. */
function mixed(declare: (fleet: Mixed) => void = () => undefined): Mixed {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const server = new Tag(fleet, "server");
  const workstation = new Tag(fleet, "workstation");
  const everywhere = new Tag(fleet, "everywhere");
  const crs58 = new User(fleet, "crs58", { uid: 501 });
  const nixos = { stateVersion: "25.11", tags: [server, everywhere] };
  const darwin = { stateVersion: 6, primaryUser: crs58, tags: [workstation, everywhere] };
  const result = {
    app,
    fleet,
    cinnabar: new NixosMachine(fleet, "cinnabar", nixos),
    verdigris: new NixosMachine(fleet, "verdigris", nixos),
    blackphos: new DarwinMachine(fleet, "blackphos", darwin),
    rosegold: new DarwinMachine(fleet, "rosegold", { ...darwin, zerotierMemberId: "0123456789" }),
    crs58,
    server,
    workstation,
    everywhere,
  };
  declare(result);
  return result;
}

/** What a JavaScript user can write, or TypeScript after a cast: no type stops it. */
function untyped<S extends ServiceName>(service: S, roles: object): ClanServiceProps<S> {
  return { service, roles: roles as ClanServiceProps<S>["roles"] };
}

const WRONG_FLEETS: readonly WrongFleet[] = [
  {
    mistake: "sshd of clan-core on all machines, Macs included",
    declare: () =>
      mixed(({ fleet }) => {
        const roles = { server: { tags: [Tag.ALL] } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      }),
    path: "infra/service:sshd",
    code: "role-without-effect",
    says: ["does nothing on darwin", '["blackphos","rosegold"]', "class nixos", "use SshdService"],
  },
  {
    mistake: "users of clan-core on a tag of Macs",
    declare: () =>
      mixed(({ fleet, workstation }) => {
        const roles = { default: { tags: [workstation] } };
        new ClanService(fleet, "users", { service: "users", roles });
      }),
    path: "infra/service:users",
    code: "role-without-effect",
    says: ["does nothing on darwin", "use UserAccount, which acts on Macs too"],
  },
  {
    mistake: "a peer of clan-core's zerotier that is a Mac",
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
    mistake: "emergency access to a Mac",
    declare: () =>
      mixed(({ fleet, blackphos }) => {
        const machines: object[] = [blackphos];
        new EmergencyAccess(fleet, "emergency-access", { machines: machines as NixosMachine[] });
      }),
    path: "infra/emergency-access:emergency-access",
    code: "role-without-effect",
    says: ['emergency access does nothing on a Mac: ["blackphos"]', "NixOS machines, and tags"],
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
    says: ["role backup.client does nothing on darwin", "name Tag.NIXOS or single machines"],
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
      "role mesh.peer does nothing on nixos",
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
    mistake: "NixOS clients of sshd without a NixOS server",
    declare: () =>
      mixed(({ fleet, cinnabar, blackphos }) => {
        new SshdService(fleet, "sshd", { servers: [blackphos], clients: [cinnabar] });
      }),
    path: "infra/sshd:sshd",
    code: "sshd-without-nixos-server",
    says: ["NixOS clients, but no NixOS server", '"sshd"', "add a NixOS machine to the servers"],
  },
  {
    mistake: "an account given twice to one machine",
    declare: () =>
      mixed(({ fleet, cinnabar, server, crs58 }) => {
        new UserAccount(fleet, "crs58", { user: crs58, machines: [cinnabar] });
        new UserAccount(fleet, "servers", { user: crs58, machines: [server] });
      }),
    path: "infra/account:servers",
    code: "account-repeated",
    says: ["account of crs58", "that crs58 gives it to", '["cinnabar"]', "one UserAccount only"],
  },
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
    says: ["names a machine of another fleet", "cinnabar, verdigris, blackphos, rosegold"],
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
    says: ["names a tag of another fleet", "all, nixos, darwin, server"],
  },
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
    mistake: "a required setting that is missing",
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
    mistake: "a setting that a role and a machine set to different values",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const machines = [{ machine: cinnabar, settings: { user: "root" } }];
        const roles = { default: { machines, settings: { user: "admin" } } };
        new ClanService(fleet, "users", { service: "users", roles });
      }),
    path: "infra/service:users",
    code: "setting-conflict",
    says: ["setting user of users.default for cinnabar", '["admin","root"]', "lib.mkForce"],
  },
  {
    mistake: "sshd of clan-core on Macs that a module comes along with",
    declare: () =>
      mixed(({ fleet }) => {
        const module = new DendriticModule(fleet, "mine", { parts: { mine: { darwin: {} } } });
        const server = { tags: [Tag.DARWIN], extraModules: [module] };
        new ClanService(fleet, "sshd", untyped("sshd", { server }));
      }),
    path: "infra/service:sshd",
    code: "role-without-effect",
    says: ["role sshd.server does nothing on darwin", "use SshdService"],
  },
  {
    mistake: "a module for the machines of both classes in a role",
    declare: () =>
      mixed(({ fleet }) => {
        const parts = { mine: { nixos: {}, darwin: {} } };
        const extraModules = [new DendriticModule(fleet, "mine", { parts })];
        const roles = { default: { tags: [Tag.ALL], extraModules } };
        new ClanService(fleet, "mine", { service: "importer", roles });
      }),
    path: "infra/service:mine",
    code: "role-modules-mixed",
    says: ["role mine.default has extra modules and machines of both classes", '["mine"]'],
  },
  {
    mistake: "an importer of nothing",
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
    mistake: "a machine that a role names twice, with different settings",
    declare: () =>
      mixed(({ fleet, cinnabar }) => {
        const user = (name: string) => ({ machine: cinnabar, settings: { user: name } });
        const roles = { default: { machines: [user("alice"), user("bob")] } };
        new ClanService(fleet, "users", { service: "users", roles });
      }),
    path: "infra/service:users",
    code: "role-member-repeated",
    says: ['users.default names a machine or tag twice: "cinnabar"', "merge the two"],
  },
  {
    mistake: "a tag that a role names with settings, and once more",
    declare: () =>
      mixed(({ fleet, server }) => {
        const tags = [{ tag: server, settings: { user: "alice" } }, server];
        new ClanService(fleet, "users", { service: "users", roles: { default: { tags } } });
      }),
    path: "infra/service:users",
    code: "role-member-repeated",
    says: ['users.default names a machine or tag twice: "server"'],
  },
  {
    mistake: "sshd for nobody",
    declare: () =>
      mixed(({ fleet }) => new SshdService(fleet, "sshd", { servers: [], clients: [] })),
    path: "infra/sshd:sshd",
    code: "service-without-machines",
    says: ["service has no machines, so it does nothing", '"sshd"'],
  },
  {
    mistake: "an account on no machine",
    declare: () =>
      mixed(({ fleet, crs58 }) => new UserAccount(fleet, "users", { user: crs58, machines: [] })),
    path: "infra/account:users",
    code: "service-without-machines",
    says: ["service has no machines, so it does nothing"],
  },
  {
    mistake: "a setting that a tag and its machine set to different values",
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
    says: ["setting prompt of users.default for cinnabar", "[false,true]"],
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
    says: ["a private key in the clear", "clan secrets set"],
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
    says: ['needs a role that zerotier does not have: ["peer"]', "controller with at least 1"],
  },
  {
    mistake: "an instance without roles",
    declare: () =>
      mixed(({ fleet }) => {
        new ClanService(fleet, "sshd", { service: "sshd", roles: {} });
      }),
    path: "infra/service:sshd",
    code: "service-without-roles",
    says: ["has no roles, so it does nothing", "at least one role"],
  },
  {
    mistake: "a misspelt role, where no type stops it",
    declare: () =>
      mixed(({ fleet, server }) => {
        new ClanService(fleet, "sshd", untyped("sshd", { servr: { tags: [server] } }));
      }),
    path: "infra/service:sshd",
    code: "role-unknown",
    says: ['no such role: "servr"', "client, server"],
  },
  {
    mistake: "a role of a service of its own on machines that it does nothing for",
    declare: () =>
      mixed(({ fleet }) => {
        const roles = { agent: { tags: [Tag.ALL], classes: ["nixos"] } } as const;
        new CustomService(fleet, "monitor", { module: "monitor", roles });
      }),
    path: "infra/service:monitor",
    code: "role-without-effect",
    says: ["role monitor.agent does nothing on darwin"],
  },
  {
    mistake: "a service of an input of another fleet",
    declare: () =>
      mixed(({ fleet }) => {
        const input = new FlakeInput(mixed().fleet, "community", { url: "github:clan/community" });
        const roles = { agent: { tags: [Tag.ALL] } };
        new CustomService(fleet, "chat", { module: "matrix", input, roles });
      }),
    path: "infra/service:chat",
    code: "input-undeclared",
    says: ['undeclared flake input: "community"', "self, nixpkgs", "FlakeInput"],
  },
  {
    mistake: "an extra module of a flake input that there is not",
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
    mistake: "two instances of one name",
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
    says: ['declared twice: "sshd"', "one service instance for each name"],
  },
  {
    mistake: "an instance whose name is no file name",
    declare: () =>
      mixed(({ fleet }) => {
        const roles = { server: { tags: [Tag.NIXOS] } };
        new ClanService(fleet, "../sshd", { service: "sshd", roles });
      }),
    path: "infra/service:..--sshd",
    code: "service-name-invalid",
    says: ['invalid: "../sshd"', "a letter, then letters, digits, '-' and '_'"],
  },
  {
    mistake: "an extra module that is not for the role's class",
    declare: () =>
      mixed(({ fleet }) => {
        const extraModules = [inputModule("home-manager", "darwin", "home-manager")];
        const roles = { server: { tags: [Tag.NIXOS], extraModules } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      }),
    path: "infra/service:sshd",
    code: "role-module-class",
    says: ["not for all its machines", "darwinModules.home-manager", "a module for nixos"],
  },
  {
    mistake: "an account on a Mac without a uid",
    declare: () =>
      mixed(({ fleet, blackphos }) => {
        const guest = new User(fleet, "visitor");
        new UserAccount(fleet, "users-visitor", { user: guest, machines: [blackphos] });
      }),
    path: "infra/account:users-visitor",
    code: "account-without-uid",
    says: ["account of visitor on a Mac has no uid: null", "501", "uid: 501"],
  },
  {
    mistake: "groups for an account on Macs alone",
    declare: () =>
      mixed(({ fleet, crs58, blackphos }) => {
        new UserAccount(fleet, "users", { user: crs58, machines: [blackphos], groups: ["wheel"] });
      }),
    path: "infra/account:users",
    code: "account-groups-on-mac",
    says: ['account of crs58 has groups, but no NixOS machine: ["wheel"]', "remove `groups`"],
  },
  {
    mistake: "two people of one uid on a Mac",
    declare: () =>
      mixed(({ fleet, crs58, blackphos, rosegold }) => {
        const visitor = new User(fleet, "visitor", { uid: 501 });
        new UserAccount(fleet, "users", { user: crs58, machines: [blackphos, rosegold] });
        new UserAccount(fleet, "guests", { user: visitor, machines: [rosegold] });
      }),
    path: "infra/account:guests",
    code: "account-uid-shared",
    says: ["uid of visitor is also that of crs58 on the same Mac", '"macs":["rosegold"]', "id -u"],
  },
  {
    mistake: "a uid of the system",
    declare: () =>
      mixed(({ fleet }) => {
        new User(fleet, "visitor", { uid: 0 });
      }),
    path: "infra/user:visitor",
    code: "user-uid-unusual",
    says: ["not one of a person on macOS: 0", "501 to 599"],
  },
  ...[-1, 501.5].map((uid) => ({
    mistake: `the uid ${uid}`,
    declare: () =>
      mixed(({ fleet }) => {
        new User(fleet, "visitor", { uid });
      }),
    path: "infra/user:visitor",
    code: "user-uid-invalid",
    says: [`not the id of an account: ${uid}`, "0 or more", "id -u"],
  })),
  {
    mistake: "root's account on a Mac",
    declare: () =>
      mixed(({ fleet }) => {
        new UserAccount(fleet, "users-root", { user: User.ROOT, machines: [Tag.ALL] });
      }),
    path: "infra/account:users-root",
    code: "account-root-on-mac",
    says: ["account of root on a Mac", '["all"]', "Tag.NIXOS"],
  },
  {
    mistake: "a person called root",
    declare: () =>
      mixed(({ fleet }) => {
        new User(fleet, "root");
      }),
    path: "infra/user:root",
    code: "user-predefined",
    says: ['exists on every machine by itself: "root"', "use User.ROOT"],
  },
  {
    mistake: "a home on a machine without home-manager",
    declare: () =>
      mixed(({ fleet, blackphos }) => {
        const home = { stateVersion: "25.11" };
        const visitor = new User(fleet, "visitor", { uid: 502, home });
        new UserAccount(fleet, "users-visitor", { user: visitor, machines: [blackphos] });
      }),
    path: "infra/account:users-visitor",
    code: "home-without-home-manager",
    says: ["visitor has a home on machines without home-manager", '["blackphos"]', "inputModule"],
  },
  {
    mistake: "a home of no release",
    declare: () =>
      mixed(({ fleet }) => {
        personWithHome(fleet, "visitor", { stateVersion: "unstable" });
      }),
    path: "infra/user:visitor",
    code: "home-state-version-invalid",
    says: ['not a home-manager release: "unstable"', "25.11"],
  },
  {
    mistake: "two deviations of one name",
    declare: () =>
      mixed(({ fleet }) => {
        const props = { requirement: "a", decision: "b", rationale: "c" };
        new Deviation(fleet, "console", props);
        new Deviation(fleet, "console", props);
      }),
    path: "infra/deviation:console#2",
    code: "deviation-duplicate",
    says: ['deviation is declared twice: "console"', "one deviation for each name"],
  },
  {
    mistake: "a home of a person without an account",
    declare: () =>
      mixed(({ fleet }) => new User(fleet, "visitor", { home: { stateVersion: "25.11" } })),
    path: "infra/user:visitor",
    code: "home-without-account",
    says: ['user has a home, but no account on any machine: "visitor"', "new UserAccount"],
  },
  {
    mistake: "a home whose release is set twice",
    declare: () =>
      mixed(({ fleet }) => {
        personWithHome(fleet, "visitor", { settings: { home: { stateVersion: "24.05" } } });
      }),
    path: "infra/user:visitor",
    code: "home-state-version-in-settings",
    says: ["home.stateVersion", '"24.05"', "set the prop"],
  },
  {
    mistake: "a fleet whose name is a domain",
    declare: () => {
      const app = testApp();
      new Fleet(app, "infra.example.org");
      return { app };
    },
    path: "infra.example.org",
    code: "fleet-name-invalid",
    says: ['not a label of a host name: "infra.example.org"', "the prop `domain`"],
  },
  {
    mistake: "two Macs of one zerotier member id",
    declare: () =>
      mixed(({ fleet, crs58 }) => {
        const props = { stateVersion: 6, primaryUser: crs58, zerotierMemberId: "0123456789" };
        new DarwinMachine(fleet, "argentum", props);
      }),
    path: "infra/machine:argentum",
    code: "zerotier-member-id-shared",
    says: ['zerotier member id is also that of rosegold: "0123456789"', "zerotier-cli info"],
  },
  {
    mistake: "a malformed zerotier member id",
    declare: () =>
      mixed(({ fleet, crs58 }) => {
        const props = { stateVersion: 6, primaryUser: crs58, zerotierMemberId: "200 info" };
        new DarwinMachine(fleet, "argentum", props);
      }),
    path: "infra/machine:argentum",
    code: "zerotier-member-id-invalid",
    says: ['malformed: "200 info"', "ten hexadecimal digits", "zerotier-cli info"],
  },
];

describeWrongFleets("a fleet with a wrong service", WRONG_FLEETS);

const NO_OBJECTS: readonly WrongFleet[] = [
  ...[
    {
      what: "the name of a machine",
      roles: { server: { machines: ["cinnabar"] } },
      says: 'machines of role sshd.server hold something else: "cinnabar"',
    },
    {
      what: "the name of a tag",
      roles: { server: { tags: ["all"] } },
      says: 'tags of role sshd.server hold something else: "all"',
    },
    {
      what: "the path of a module",
      roles: { server: { tags: [Tag.NIXOS], extraModules: ["./x.nix"] } },
      says: 'extraModules of role sshd.server hold something else: "./x.nix"',
    },
    {
      what: "a tag in the place of a machine",
      roles: { client: { machines: [{ machine: Tag.ALL }] }, server: { tags: [Tag.NIXOS] } },
      says: 'machines of role sshd.client hold something else: "PredefinedTag"',
    },
  ].map(({ what, roles, says }) => ({
    mistake: `${what} in a role`,
    declare: () => mixed(({ fleet }) => new ClanService(fleet, "sshd", untyped("sshd", roles))),
    path: "infra/service:sshd",
    code: "object-expected",
    says: [says, "pass the object itself, not its name or path"],
  })),
  {
    mistake: "the name of a machine among the members of a service",
    declare: () =>
      mixed(({ fleet }) => {
        const names: readonly unknown[] = ["cinnabar"];
        new SshdService(fleet, "sshd", { servers: names as readonly NixosMachine[], clients: [] });
      }),
    path: "infra/sshd:sshd",
    code: "object-expected",
    says: ['servers of sshd hold something else: "cinnabar"'],
  },
  ...[
    { prop: "user", says: "user of account users is something else", props: { user: "ada" } },
    {
      prop: "authorized",
      says: "authorized of account users hold something else",
      props: { authorized: ["ada"] },
    },
  ].map(({ prop, says, props }) => ({
    mistake: `the name of a person as an account's ${prop}`,
    declare: () =>
      mixed(({ fleet, crs58, cinnabar }) => {
        const all = Object.assign({ user: crs58, machines: [cinnabar] }, props as object);
        new UserAccount(fleet, "users", all);
      }),
    path: "infra/account:users",
    code: "object-expected",
    says: [`${says}: "ada"`, "new User(…)"],
  })),
];

describeWrongFleets("a service with something else in the place of objects", NO_OBJECTS);

it("emergency access of a tag is for its NixOS machines", () => {
  const { app, fleet, everywhere } = mixed();
  new EmergencyAccess(fleet, "emergency-access", { machines: [everywhere] });
  expect(issuesOf(app)).toEqual([]);
  const machines = fleet.services[0]?.roles[0]?.allMachines.map(({ name }) => name);
  expect(machines).toEqual(["cinnabar", "verdigris"]);
});

it("a right fleet tells machines apart by class, and keeps tags where it can", () => {
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

it("machines declared after a service are in it all the same", () => {
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

it("people of one uid may each have a Mac, as macOS numbers them", () => {
  const { app, fleet, crs58, blackphos, rosegold } = mixed();
  const visitor = new User(fleet, "visitor", { uid: 501 });
  new UserAccount(fleet, "users", { user: crs58, machines: [blackphos] });
  new UserAccount(fleet, "guests", { user: visitor, machines: [rosegold] });
  expect(issuesOf(app)).toEqual([]);
});

it("a name may end like the number that a second one would get", () => {
  const { app, fleet } = mixed();
  const props = { requirement: "a", decision: "b", rationale: "c" };
  new Deviation(fleet, "nix-darwin", props);
  new Deviation(fleet, "nix-darwin#1700", props);
  expect(issuesOf(app)).toEqual([]);
});

it("a home finds home-manager in what a role brings, too", () => {
  const { app, fleet, blackphos } = mixed();
  const visitor = new User(fleet, "visitor", { uid: 502, home: { stateVersion: "25.11" } });
  new UserAccount(fleet, "guests", { user: visitor, machines: [blackphos] });
  const extraModules = [inputModule("home-manager", "darwin", "home-manager")];
  const roles = { default: { machines: [blackphos], extraModules } };
  new ClanService(fleet, "home-manager", { service: "importer", roles });
  expect(issuesOf(app)).toEqual([]);
});

it("options of a person's home stand beside the release that it was made with", () => {
  const { app, fleet, crs58, blackphos } = mixed();
  const settings = { home: { sessionVariables: { EDITOR: "hx" } } };
  new User(fleet, "visitor", { home: { stateVersion: "25.11", settings } });
  new UserAccount(fleet, "users", { user: crs58, machines: [blackphos] });
  const { files, issues } = nixSide(app);
  expect(issues).toEqual([]);
  const file = files.find(({ path }) => path === "modules/users/visitor.nix");
  expect(file?.text).toMatch(
    /home = \{\s+sessionVariables\.EDITOR = "hx";\s+stateVersion = "25\.11";\s+\};/,
  );
});

it("a controller that is not among the peers still knows the names of the machines", () => {
  const { app, fleet, cinnabar, verdigris } = mixed();
  new ZerotierNetwork(fleet, "home", { controller: cinnabar, peers: [verdigris] });
  expect(issuesOf(app)).toEqual([]);
  const inventory = nixSide(app).files.find(({ path }) => path.endsWith("/inventory/home.nix"));
  const hosts = 'extraModules = [ config.flake.modules.nixos."zerotier/hosts" ];';
  expect(inventory?.text).toContain(
    `machines.cinnabar = { };\n        ${hosts}\n      };\n      peer = {\n        machines.verdigris = { };\n        ${hosts}`,
  );
});

it("a service of this flake's own, or of an input, is an instance like any other", () => {
  const { app, fleet, cinnabar } = mixed();
  const input = new FlakeInput(fleet, "community", { url: "github:clan/community" });
  // A service may merge what it gets, such as lines.
  const machines = [{ machine: cinnabar, settings: { motd: "second" } }];
  const roles = { agent: { tags: [Tag.ALL], machines, settings: { interval: 5, motd: "first" } } };
  new CustomService(fleet, "monitor", { module: "monitor", input: "self", roles });
  new CustomService(fleet, "metrics", { module: "metrics", roles });
  new CustomService(fleet, "chat", { module: "matrix", input, roles });
  expect(issuesOf(app)).toEqual([]);
  const texts = Object.fromEntries(nixSide(app).files.map(({ path, text }) => [path, text]));
  expect(texts["modules/clan/inventory/monitor.nix"]).toContain('input = "self"');
  expect(texts["modules/clan/inventory/metrics.nix"]).toContain('input = "self"');
  expect(texts["modules/clan/inventory/chat.nix"]).toContain('input = "community"');
  expect(texts["modules/clan/inventory/chat.nix"]).toContain("interval = 5;");
});

it("the matrix says how each machine gets each service, and why not", () => {
  const { app, fleet, cinnabar, workstation, crs58 } = mixed();
  new UserAccount(fleet, "users", { user: crs58, machines: [cinnabar, workstation] });
  new EmergencyAccess(fleet, "emergency", { machines: [cinnabar] });
  expect(issuesOf(app)).toEqual([]);
  const matrix = serviceMatrix(fleet).map(({ service, cells }) => [
    service,
    ...cells.map(({ by, roles, reason }) => reason ?? `${by}: ${roles.join(", ")}`),
  ]);
  expect(matrix).toEqual([
    [
      "emergency",
      "clan: default",
      "not a member",
      "does nothing on darwin",
      "does nothing on darwin",
    ],
    ["users", "clan: default", "not a member", "own: default", "own: default"],
  ]);
});

it("settings may be Nix expressions, which nobody looks into", () => {
  const { app, fleet, cinnabar } = mixed();
  const allowedIds = nix.ref("config.flake.meta.members");
  const controller = { machines: [cinnabar], settings: { allowedIds } };
  new ClanService(fleet, "zerotier", { service: "zerotier", roles: { controller } });
  expect(issuesOf(app)).toEqual([]);
});

it("a Mac's member id is allowed on the controller by reference", () => {
  const { app, fleet, cinnabar } = mixed();
  new ZerotierNetwork(fleet, "zerotier", { controller: cinnabar, peers: [Tag.ALL] });
  expect(issuesOf(app)).toEqual([]);
  const controller = fleet.services[0]?.roles[0];
  expect(controller?.settings).toMatchObject({
    allowedIds: [{ path: ["machines", "rosegold", "zerotier", "memberId"] }],
  });
});
