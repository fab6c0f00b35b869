import { expect, it } from "vitest";
import { DarwinMachine, NixosMachine, Tag, User } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, oneMachine, SERVER } from "../../support/fleets";
import { mixed } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong machine", [
  {
    mistake: "a machine name that is not a host name",
    declare: () => {
      const one = oneMachine();
      new NixosMachine(one.fleet, "cinnabar.example.org", { stateVersion: "25.11" });
      return one;
    },
    path: "infra/machine:cinnabar.example.org",
    code: "machine-name-invalid",
    says: ['not a host name: "cinnabar.example.org"', "digits and '-'", "hard to change"],
  },
  {
    mistake: "a machine without a name",
    declare: () => {
      const one = oneMachine();
      new NixosMachine(one.fleet, "", { stateVersion: "25.11" });
      return one;
    },
    path: "infra/machine:",
    code: "machine-name-invalid",
    says: ['not a host name: ""'],
  },
  {
    mistake: "a duplicate machine name",
    declare: () => {
      const one = oneMachine();
      const crs58 = new User(one.fleet, "crs58");
      new DarwinMachine(one.fleet, "cinnabar", { primaryUser: crs58, stateVersion: 6 });
      return one;
    },
    path: "infra/machine:cinnabar#2",
    code: "machine-duplicate",
    says: ['duplicate machine: "cinnabar"', "one machine for each name", "rename"],
  },
  {
    mistake: "a machine with a duplicate tag",
    declare: () => {
      const one = oneMachine();
      const vps = new Tag(one.fleet, "vps");
      new NixosMachine(one.fleet, "verdigris", { stateVersion: "25.11", tags: [vps, vps] });
      return one;
    },
    path: "infra/machine:verdigris",
    code: "machine-tag-repeated",
    says: ['machine has a duplicate tag: "vps"', "each tag once"],
  },
  ...[
    "",
    "@",
    "user@",
    "@host",
    "a|b",
    "a&b",
    "{}",
    "root@-oX",
    "root@h:99999",
    "root@h:0",
    "root@2001:db8::1",
  ].map((targetHost) => ({
    mistake: `the target host "${targetHost}"`,
    declare: () => oneMachine({ server: SERVER, targetHost }),
    path: "infra/machine:cinnabar",
    code: "ssh-address-invalid",
    says: [`not an ssh address: "${targetHost}"`, "user@host:port", "write it as for ssh"],
  })),
  ...["25.5", "unstable", "25.11 "].map((stateVersion) => ({
    mistake: `the NixOS release ${JSON.stringify(stateVersion)}`,
    declare: () => fleetWith((fleet) => new NixosMachine(fleet, "cinnabar", { stateVersion })),
    path: "infra/machine:cinnabar",
    code: "state-version-invalid",
    says: [`not a NixOS release: ${JSON.stringify(stateVersion)}`, "such as 25.11"],
  })),
  {
    mistake: "an unknown state version of nix-darwin",
    declare: () =>
      fleetWith((fleet) => {
        const primaryUser = new User(fleet, "crs58");
        new DarwinMachine(fleet, "blackphos", { primaryUser, stateVersion: 2.5 });
      }),
    path: "infra/machine:blackphos",
    code: "state-version-invalid",
    says: ["not a nix-darwin state version: 2.5", "1 to 7"],
  },
  {
    mistake: "an ssh option as target host",
    declare: () =>
      fleetWith((fleet) => {
        const targetHost = "-oProxyCommand=evil";
        new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", targetHost });
      }),
    path: "infra/machine:cinnabar",
    code: "ssh-address-invalid",
    says: ['not an ssh address: "-oProxyCommand=evil"', "user@host"],
  },
  {
    mistake: "two Macs with the same zerotier member id",
    declare: () =>
      mixed(({ fleet, crs58 }) => {
        const props = { stateVersion: 6, primaryUser: crs58, zerotierMemberId: "0123456789" };
        new DarwinMachine(fleet, "argentum", props);
      }),
    path: "infra/machine:argentum",
    code: "zerotier-member-id-shared",
    says: [
      'duplicate zerotier member id, also used by rosegold: "0123456789"',
      "zerotier-cli info",
    ],
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
]);

it.each([
  "host",
  "user@host",
  "user@host.example.org:22",
  "user@192.0.2.1",
  "user@[::1]:22",
  "[2001:db8::1]",
])("can have the target host %s", (targetHost) => {
  expect(issuesOf(oneMachine({ server: SERVER, targetHost }).app)).toEqual([]);
});
