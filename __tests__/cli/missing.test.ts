import { expect, it } from "vitest";
import { createApp } from "../../cli/app";
import { renderFleet } from "../../cli/stages";
import {
  ApiToken,
  DarwinMachine,
  DendriticModule,
  Disk,
  HetznerStack,
  NixosMachine,
  SshdService,
  Tag,
  User,
  UserAccount,
  ValidationError,
} from "../../constructs";
import { SERVER, untypedProps } from "../support/fleets";
import { type Others, others } from "../support/odd-fleets";

const STATE = { stateVersion: "25.11" };

/** Unused on purpose, in the fleet that the cases stand in. */
const OF_OTHERS = ["infra/secret:github", "infra/vars:key"];

function found(declare: (all: Others) => void): readonly string[] {
  try {
    renderFleet(createApp((app) => declare(others(app))));
    return [];
  } catch (error) {
    if (!ValidationError.isFleetError(error)) throw error;
    return (error as ValidationError).diagnostics
      .filter(({ code, path }) => code !== "accept-unused" && !OF_OTHERS.includes(path))
      .map(({ code, path }) => `${path} ${code}`);
  }
}

function stackOf({ app }: Others, props: object): void {
  new HetznerStack(app, "hetzner", untypedProps({ token: ApiToken.fromEnvironment(), ...props }));
}

/** A machine at Hetzner with props of other types. */
function web({ fleet }: Others, props: object = {}): NixosMachine {
  const right = { ...STATE, disk: Disk.plain({ filesystem: "ext4" }), server: SERVER };
  return new NixosMachine(fleet, "web", untypedProps({ ...right, ...props }));
}

it.each<[string, string, (all: Others) => void]>([
  [
    "machines of a stack that are not a list",
    "hetzner object-expected",
    (all) => stackOf(all, { machines: web(all).name }),
  ],
  [
    "a misspelt `machines` of a stack",
    "hetzner prop-unknown",
    (all) => stackOf(all, { machine: [web(all)] }),
  ],
  [
    "an invalid disk",
    "infra/machine:web wrong-type",
    (all) => stackOf(all, { machines: [web(all, { disk: "ext4" })] }),
  ],
  [
    "an invalid server",
    "infra/machine:web wrong-type",
    (all) => stackOf(all, { machines: [web(all, { server: "cx53" })] }),
  ],
  [
    "a device that is not a string",
    "infra/machine:web wrong-type",
    (all) => {
      const disk = Disk.plain(untypedProps({ filesystem: "ext4", device: 1 }));
      new NixosMachine(all.fleet, "web", { ...STATE, disk });
    },
  ],
  [
    "a misspelt device",
    "infra/machine:web prop-unknown",
    (all) => {
      const disk = Disk.plain(untypedProps({ filesystem: "ext4", devise: "/dev/sda" }));
      new NixosMachine(all.fleet, "web", { ...STATE, disk });
    },
  ],
  [
    "parts that are not an object",
    "infra/module:web wrong-type",
    ({ fleet }) => {
      const module = new DendriticModule<"nixos">(fleet, "web", untypedProps({ parts: [] }));
      new NixosMachine(fleet, "web", { ...STATE, imports: [module] });
    },
  ],
  [
    "servers of an sshd that are not a list",
    "infra/sshd:ssh object-expected",
    ({ fleet }) =>
      new SshdService(fleet, "ssh", untypedProps({ servers: "jade", clients: [Tag.ALL] })),
  ],
  [
    "misspelt tags",
    "infra/machine:web prop-unknown",
    ({ fleet }) => {
      const tag = new Tag(fleet, "web");
      new NixosMachine(fleet, "web", untypedProps({ ...STATE, tag: [tag] }));
    },
  ],
  [
    "an invalid primary user",
    "infra/machine:mica object-expected",
    ({ fleet }) =>
      new DarwinMachine(
        fleet,
        "mica",
        untypedProps({
          stateVersion: 6,
          primaryUser: "ada",
          settings: { homebrew: { enable: true } },
        }),
      ),
  ],
  [
    "a misspelt state version of a home",
    "infra/user:bob prop-unknown",
    ({ fleet, nixos }) => {
      const props = { uid: 502, home: { stateversion: "25.11" } };
      const user = new User(fleet, "bob", untypedProps(props));
      new UserAccount(fleet, "bob", { user, machines: [nixos] });
    },
  ],
])("%s causes one diagnostic", (_, expected, declare) => {
  expect(found(declare)).toEqual([expected]);
});

it("also reports values that are missing for another reason", () => {
  const declare = (all: Others) => {
    web(all);
    new NixosMachine(all.fleet, "beryl", untypedProps({ ...STATE, description: 1 }));
  };
  expect(found(declare)).toEqual([
    "infra/machine:beryl wrong-type",
    "infra/machine:web server-without-stack",
  ]);
});
