import { describe, expect, it } from "vitest";
import { DarwinMachine, Fleet, NixosMachine, WorkstationStack } from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { describeWrongFleets, type WrongFleet } from "../support/wrong-fleets";
import { fullApp, jsonOf, twoMacs } from "./activation/two-macs";

function activation(json: ReturnType<typeof jsonOf>) {
  return json.resource.null_resource["activate-blackphos"];
}

describe("the stack of a Mac", () => {
  it("contains one resource, and needs only the null provider", () => {
    const json = jsonOf(twoMacs());
    expect(json.resource).toEqual({ null_resource: { "activate-blackphos": expect.anything() } });
    expect(json.terraform.required_providers).toEqual({
      null: { source: "hashicorp/null", version: "~> 3.2" },
    });
  });

  it("is applied after the stacks in `after`", () => {
    const files = renderedFiles(twoMacs().app);
    const manifest = files.find(({ path }) => path === "terraform/manifest.json");
    const { stacks } = JSON.parse(manifest?.text ?? "");
    expect(stacks.stibnite.dependencies).toEqual(["blackphos"]);
    expect(stacks.blackphos.dependencies).toEqual([]);
  });

  it("passes only values to the script, in its environment", () => {
    const json = jsonOf(twoMacs());
    const { command, environment } = activation(json).provisioner[0]["local-exec"];
    expect(command).toBe("${local.activate_darwin_script}");
    expect(json.locals.activate_darwin_script).not.toMatch(/[$%]\{|blackphos|stibnite/);
    expect(environment).toEqual({
      MACHINE: "blackphos",
      SERIAL_NUMBER: "",
      OTHER_MACHINES: "stibnite",
      LIMIT_MINUTES: "180",
      MODE: "switch",
      CLAN_DIR: '${abspath("${path.module}/../../..")}',
    });
  });

  it("activates remotely with via: remote", () => {
    const targetHost = "dev@blackphos.example.org";
    const macs = twoMacs({ blackphos: { targetHost }, stack: { via: "remote", mode: "build" } });
    const { environment } = activation(jsonOf(macs)).provisioner[0]["local-exec"];
    expect(environment).toMatchObject({ TARGET_HOST: targetHost, MODE: "build" });
  });

  it("separates the ssh options from the address", () => {
    const targetHost = "dev@blackphos.i?ProxyJump=gate&Port=22";
    const macs = twoMacs({ blackphos: { targetHost }, stack: { via: "remote" } });
    const { environment } = activation(jsonOf(macs)).provisioner[0]["local-exec"];
    const options = { TARGET_HOST: "dev@blackphos.i", SSH_OPTIONS: "ProxyJump=gate\nPort=22" };
    expect(environment).toMatchObject(options);
  });

  it.each([
    [{}, "darwin-rebuild switch --flake .#blackphos"],
    [{ mode: "build" }, "darwin-rebuild build --flake .#blackphos"],
    [{ via: "remote" }, "clan machines update blackphos"],
    [
      { via: "remote", mode: "build" },
      "nix build --no-link .#darwinConfigurations.blackphos.system",
    ],
  ] as const)("prints in terranix like hand-written Nix: %j", (stack, command) => {
    const macs = twoMacs({ stack });
    const { provisioner, triggers } = activation(macs.stacks.blackphos.toTerranix());
    expect(provisioner).toEqual({ "local-exec": { command } });
    expect(triggers.configuration).toMatch(/^[0-9a-f]{64}$/);
  });

  it("can have the address of an existing state", () => {
    const json = jsonOf(twoMacs({ stack: { logicalId: "darwin_blackphos" } }));
    expect(Object.keys(json.resource.null_resource)).toEqual(["darwin_blackphos"]);
  });
});

const WRONG_FLEETS: readonly WrongFleet[] = [
  {
    mistake: "a NixOS machine instead of a Mac",
    declare: () =>
      twoMacs({
        declare: ({ app, fleet }) => {
          const machine: object = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
          new WorkstationStack(app, "cinnabar", { machine: machine as DarwinMachine });
        },
      }),
    path: "cinnabar",
    code: "workstation-stack-not-a-mac",
    says: ['is not a Mac: "cinnabar"', "allowed: a DarwinMachine"],
  },
  {
    mistake: "a second stack for a Mac",
    declare: () => {
      const macs = twoMacs();
      new WorkstationStack(macs.app, "again", { machine: macs.blackphos });
      return macs;
    },
    path: "again",
    code: "workstation-stack-duplicate",
    says: ['Mac has two stacks: "blackphos"', "the first is blackphos", "remove one"],
  },
  {
    mistake: "a stack with an id that differs from its Mac",
    declare: () => {
      const app = fullApp();
      const machine = new DarwinMachine(new Fleet(app, "infra"), "blackphos", { stateVersion: 6 });
      new WorkstationStack(app, "laptop", { machine });
      return { app };
    },
    path: "laptop",
    code: "workstation-stack-id",
    says: [
      'stack id of a Mac differs from its name: "laptop"',
      "allowed: blackphos",
      "WorkstationStack(app",
    ],
  },
  {
    mistake: "stacks that depend on each other",
    declare: () => {
      const macs = twoMacs();
      macs.stacks.blackphos.addDependency(macs.stacks.stibnite);
      return macs;
    },
    path: "blackphos",
    code: "stack-cycle",
    says: ['"blackphos -> stibnite -> blackphos"', "after those that it depends on", "remove one"],
  },
  {
    mistake: "a stack that depends on itself",
    declare: () => {
      const macs = twoMacs();
      macs.stacks.blackphos.addDependency(macs.stacks.blackphos);
      return macs;
    },
    path: "blackphos",
    code: "stack-cycle",
    says: ['"blackphos -> blackphos"'],
  },
];

describeWrongFleets("a wrong activation", WRONG_FLEETS);
