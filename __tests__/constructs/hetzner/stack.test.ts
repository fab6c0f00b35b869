import {
  ApiToken,
  DarwinMachine,
  Fleet,
  HetznerStack,
  NixosMachine,
  User,
} from "../../../constructs";
import { DISK, oneMachine, SERVER, testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong stack of servers", [
  {
    mistake: "a clan secret's name with a quote in it",
    declare: () =>
      oneMachine(undefined, { token: ApiToken.fromClanSecret("a'; rm -rf /", "token") }),
    path: "hetzner",
    code: "clan-secret-name-invalid",
    says: ['name of clan secret is invalid: "a\'; rm -rf /"', "clan secrets list"],
  },
  {
    mistake: "a stack without machines",
    declare: () => {
      const app = testApp();
      new HetznerStack(app, "hetzner", { machines: [], token: ApiToken.fromEnvironment() });
      return { app };
    },
    path: "hetzner",
    code: "stack-without-machines",
    says: ["stack has no machines: []", "at least one NixosMachine"],
  },
  {
    mistake: "a machine with a server that is not in a stack",
    declare: () => {
      const one = oneMachine();
      new NixosMachine(one.fleet, "verdigris", {
        stateVersion: "25.11",
        server: SERVER,
        disk: DISK,
      });
      return one;
    },
    path: "infra/machine:verdigris",
    code: "server-without-stack",
    says: [
      'machine has a server, but is not in a stack: "verdigris"',
      "such as a HetznerStack",
      "the next apply destroys",
    ],
  },
  {
    mistake: "a stack's machine without a server",
    declare: () => {
      const app = testApp();
      const machine = new NixosMachine(new Fleet(app, "infra"), "cinnabar", {
        stateVersion: "25.11",
      });
      new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
      return { app };
    },
    path: "hetzner",
    code: "machine-without-server",
    says: ['has no server: "cinnabar"', "give it back its `server`"],
  },
  {
    mistake: "a Mac in a Hetzner stack",
    declare: () => {
      const one = oneMachine();
      const primaryUser = new User(one.fleet, "crs58");
      const mac: object = new DarwinMachine(one.fleet, "blackphos", {
        primaryUser,
        stateVersion: 6,
      });
      const token = ApiToken.fromEnvironment();
      new HetznerStack(one.app, "macs", { machines: [mac as NixosMachine], token });
      return one;
    },
    path: "macs",
    code: "machine-without-server",
    says: ['has no server: "blackphos"', "remedy: remove it", "a Mac has no server"],
  },
  ...["", "/home/dev/infra", "~/infra"].map((flake) => ({
    mistake: `the flake's folder "${flake}"`,
    declare: () => oneMachine(undefined, { flake }),
    path: "hetzner",
    code: "flake-folder-not-relative",
    says: [`"${flake}"`, "relative to the stack's folder", "../../.."],
  })),
  {
    mistake: "a machine in two Hetzner stacks",
    declare: () => {
      const one = oneMachine();
      const token = ApiToken.fromEnvironment();
      new HetznerStack(one.app, "again", { machines: [one.machine], token });
      return one;
    },
    path: "infra/machine:cinnabar",
    code: "machine-in-two-stacks",
    says: [
      'machine with a server is in two stacks: "again"',
      "this one is in hetzner",
      "remove it",
    ],
  },
]);
