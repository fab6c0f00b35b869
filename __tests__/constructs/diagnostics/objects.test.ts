import {
  ClanService,
  DarwinMachine,
  type DarwinMachineProps,
  DendriticModule,
  NixosMachine,
  SshdService,
  Tag,
  UserAccount,
  type VarsFiles,
  VarsGenerator,
} from "../../../constructs";
import { fleetWith, oneMachine, personWithHome, SERVER, untypedProps } from "../../support/fleets";
import { mixed, untyped } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

const NAME = "pass the object itself, not its name or path";

const UNDEFINED = "check the spelling: the value is undefined";

/** A machine with props that no type would let pass. */
function cinnabarWith(props: object) {
  return fleetWith((fleet) => {
    new NixosMachine(fleet, "cinnabar", untypedProps({ stateVersion: "25.11", ...props }));
  });
}

describeWrongFleets("another value instead of an object", [
  {
    mistake: "the name of a module among a machine's imports",
    declare: () => cinnabarWith({ imports: ["x"] }),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: ['imports of machine have an item of the wrong class: "x"', NAME],
  },
  {
    mistake: "the name of a tag among a machine's tags",
    declare: () => cinnabarWith({ tags: ["server"] }),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: [
      'tags of machine have an item of the wrong class: "server"',
      "allowed: new Tag(…)",
      NAME,
    ],
  },
  {
    mistake: "a misspelt member instead of a tag",
    declare: () => cinnabarWith({ tags: [undefined] }),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: ["tags of machine have an item of the wrong class: null", UNDEFINED],
  },
  {
    mistake: "a tag instead of a list of tags",
    declare: () => cinnabarWith({ tags: Tag.ALL }),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: ["tags of machine are not a list"],
  },
  {
    mistake: "a misspelt member instead of a Mac's primary user",
    declare: () =>
      fleetWith((fleet) => {
        const props = untypedProps<DarwinMachineProps>({ stateVersion: 6, primaryUser: undefined });
        new DarwinMachine(fleet, "blackphos", props);
      }),
    path: "infra/machine:blackphos",
    code: "object-expected",
    says: ["primaryUser of machine is of the wrong class: null", "new User(…)", UNDEFINED],
  },
  ...["type", "location", "image"].map((prop) => ({
    mistake: `a misspelt member instead of a server's ${prop}`,
    declare: () => oneMachine({ server: untypedProps({ ...SERVER, [prop]: undefined }) }),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: [`server.${prop} of machine is of the wrong class: null`, UNDEFINED],
  })),
  {
    mistake: "the name of a module among a module's imports",
    declare: () =>
      fleetWith(
        (fleet) =>
          new DendriticModule<"nixos">(fleet, "shell", untypedProps({ parts: {}, imports: ["x"] })),
      ),
    path: "infra/module:shell",
    code: "object-expected",
    says: ['imports of module have an item of the wrong class: "x"', NAME],
  },
  {
    mistake: "a misspelt member among a machine's generators",
    declare: () => cinnabarWith({ vars: [undefined] }),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: ["have an item of the wrong class: null", UNDEFINED],
  },
  {
    mistake: "the name of a secret among a module's secrets",
    declare: () =>
      fleetWith((fleet) => {
        const props = { parts: { shell: { nixos: {} } }, secrets: ["token"] };
        new DendriticModule<"nixos">(fleet, "shell", untypedProps(props));
      }),
    path: "infra/module:shell",
    code: "object-expected",
    says: ['have an item of the wrong class: "token"', NAME],
  },
  {
    mistake: "a misspelt member among a generator's dependencies",
    declare: () =>
      fleetWith((fleet) => {
        const props = { files: { id: {} }, script: "keygen > $out/id", dependencies: [undefined] };
        const vars = [new VarsGenerator<VarsFiles>(fleet, "key", untypedProps(props))];
        new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars });
      }),
    path: "infra/vars:key",
    code: "object-expected",
    says: ["dependencies of generator have an item of the wrong class: null", UNDEFINED],
  },
  {
    mistake: "the name of a module among those of a home",
    declare: () =>
      fleetWith((fleet) => personWithHome(fleet, "crs58", untypedProps({ modules: ["x"] }))),
    path: "infra/user:crs58",
    code: "object-expected",
    says: ['have an item of the wrong class: "x"', NAME],
  },
  ...[
    {
      what: "the name of a machine",
      roles: { server: { machines: ["cinnabar"] } },
      says: 'machines of role sshd.server have an item of the wrong class: "cinnabar"',
    },
    {
      what: "the name of a tag",
      roles: { server: { tags: ["all"] } },
      says: 'tags of role sshd.server have an item of the wrong class: "all"',
    },
    {
      what: "the path of a module",
      roles: { server: { tags: [Tag.NIXOS], extraModules: ["./x.nix"] } },
      says: 'extraModules of role sshd.server have an item of the wrong class: "./x.nix"',
    },
    {
      what: "a tag in the place of a machine",
      roles: { client: { machines: [{ machine: Tag.ALL }] }, server: { tags: [Tag.NIXOS] } },
      says: 'machines of role sshd.client have an item of the wrong class: "an object of PredefinedTag"',
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
    says: ['servers of sshd have an item of the wrong class: "cinnabar"'],
  },
  ...[
    { prop: "user", says: "user of account users is of the wrong class", props: { user: "ada" } },
    {
      prop: "authorized",
      says: "authorized of account users have an item of the wrong class",
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
]);
