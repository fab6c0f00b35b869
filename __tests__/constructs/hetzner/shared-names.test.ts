import { Server } from "@cdktf/provider-hcloud/lib/server";
import { TerraformVariable } from "cdktf";
import { expect, it } from "vitest";
import {
  ApiToken,
  DeployKey,
  HetznerStack,
  NixosMachine,
  type VolumeSpec,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { DISK, type OneMachine, oneMachine, SERVER } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

const KEY = DeployKey.generated({ name: "deploy" });

/** Cinnabar, and another machine in a separate stack. */
function twoStacks(
  name: string,
  volumes: readonly [VolumeSpec[], VolumeSpec[]],
  tokens: readonly [ApiToken, ApiToken],
  deployKey?: DeployKey,
): OneMachine {
  const key = deployKey && { deployKey };
  const server = { ...SERVER, volumes: volumes[0] };
  const one = oneMachine({ server }, { token: tokens[0], ...key });
  const machine = new NixosMachine(one.fleet, name, {
    stateVersion: "25.11",
    server: { ...SERVER, volumes: volumes[1] },
    disk: DISK,
  });
  new HetznerStack(one.app, "other", { machines: [machine], token: tokens[1], ...key });
  return one;
}

function existing(name: string, comment: string): DeployKey {
  const key = "AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC";
  return DeployKey.existing({
    name,
    publicKey: `ssh-ed25519 ${key} ${comment}`,
    privateKeyPath: "~/.ssh/id_ed25519",
  });
}

const VOLUMES = [[{ name: "a-b", sizeGb: 10 }], [{ name: "b", sizeGb: 10 }]] satisfies [
  VolumeSpec[],
  VolumeSpec[],
];
const ONE_PROJECT = [ApiToken.fromClanSecret("a"), ApiToken.fromClanSecret("a")] as const;
const TWO_PROJECTS = [ApiToken.fromClanSecret("a"), ApiToken.fromClanSecret("b")] as const;

describeWrongFleets("a name at Hetzner", [
  {
    mistake: "volumes of two machines with the same name",
    declare: () => twoStacks("cinnabar-a", VOLUMES, ONE_PROJECT),
    path: "other/cinnabar-a/volume-b",
    code: "hetzner-name-duplicate",
    says: [
      'duplicate volume name in the Hetzner project: "cinnabar-a-b"',
      "hetzner/cinnabar/volume-a-b has this one",
      "rename",
    ],
  },
  {
    mistake: "the same deploy key name in two stacks",
    declare: () => twoStacks("verdigris", [[], []], ONE_PROJECT, KEY),
    path: "other/ssh-key",
    code: "hetzner-name-duplicate",
    says: [
      'duplicate ssh key name in the Hetzner project: "deploy"',
      "hetzner/ssh-key has this one",
    ],
  },
  {
    mistake: "the same deploy key in two stacks, under different names",
    declare: () => {
      const one = oneMachine({ server: SERVER }, { deployKey: existing("first", "ada@home") });
      const machine = new NixosMachine(one.fleet, "verdigris", {
        stateVersion: "25.11",
        server: SERVER,
        disk: DISK,
      });
      const token = ApiToken.fromClanSecret("hetzner-api-token");
      const deployKey = existing("second", "ada@work");
      new HetznerStack(one.app, "other", { machines: [machine], token, deployKey });
      return one;
    },
    path: "other/ssh-key",
    code: "hetzner-ssh-key-duplicate",
    says: ["duplicate ssh key in the Hetzner project", "hetzner/ssh-key", "for each stack"],
  },
  {
    mistake: "a server of the provider's class with a machine's name",
    declare: () => {
      const one = oneMachine();
      new Server(one.stack, "web", { name: "cinnabar", image: "debian-12", serverType: "cx53" });
      return one;
    },
    path: "hetzner/web",
    code: "hetzner-name-duplicate",
    says: ['duplicate server name in the Hetzner project: "cinnabar"'],
  },
]);

it("can be the same as in another project", () => {
  expect(issuesOf(twoStacks("cinnabar-a", VOLUMES, TWO_PROJECTS, KEY).app)).toEqual([]);
});

it("can be the same for another kind of resource, or a reference", () => {
  const { app, stack } = oneMachine({
    server: {
      ...SERVER,
      firewall: { allow: [] },
      volumes: [{ name: "v4", sizeGb: 10 }],
      primaryIps: ["ipv4"],
    },
  });
  const name = new TerraformVariable(stack, "name", {}).stringValue;
  for (const id of ["one", "two"])
    new Server(stack, id, { name, image: "debian-12", serverType: "cx53" });
  expect(issuesOf(app)).toEqual([]);
});
