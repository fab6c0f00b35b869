import { describe, expect, it } from "vitest";
import {
  ClanService,
  CustomService,
  DarwinMachine,
  DendriticModule,
  Deviation,
  Disk,
  FlakeInput,
  Fleet,
  type FleetApp,
  FleetStack,
  NixosMachine,
  type NixosMachineProps,
  SopsSecret,
  Tag,
  User,
  type VarsFiles,
  VarsGenerator,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, oneMachine, SERVER, server, testApp, untypedProps } from "../../support/fleets";

/** What is said of an unknown prop: where, and what to do. */
function unknownProps(app: FleetApp): readonly string[] {
  return issuesOf(app)
    .filter(({ code }) => code === "prop-unknown")
    .map(({ path, message }) => `${path}: ${message.replaceAll(/\n {2}allowed: .*\n/g, "\n")}`);
}

function declared(declare: (fleet: Fleet) => void): readonly string[] {
  return unknownProps(fleetWith(declare).app);
}

/** Props with one that no class has, as a variable brings it along. */
function spread<Props>(props: object): Props {
  return untypedProps({ ...props, tgas: [] });
}

describe("an unknown prop", () => {
  it("is reported with the nearest known prop", () => {
    const found = declared((fleet) => {
      new NixosMachine(fleet, "cinnabar", spread({ stateVersion: "25.11" }));
    });
    expect(found).toEqual([
      'infra/machine:cinnabar: NixosMachine has no prop with this name: "tgas"\n  remedy: write `tags`',
    ]);
  });

  it.each(["disk", "server", "platform"])("is refused for a Mac with a %s", (prop) => {
    const found = declared((fleet) => {
      const shared = { [prop]: prop === "disk" ? Disk.plain({ filesystem: "ext4" }) : "x" };
      new DarwinMachine(fleet, "blackphos", { stateVersion: 6, ...shared });
    });
    expect(found).toEqual([
      `infra/machine:blackphos: DarwinMachine has no prop with this name: "${prop}"\n  remedy: remove it: it would be ignored`,
    ]);
  });

  it.each<[string, (fleet: Fleet) => unknown]>([
    ["Tag", (fleet) => new Tag(fleet, "x", spread({}))],
    ["User", (fleet) => new User(fleet, "x", spread({}))],
    [
      "Deviation",
      (fleet) =>
        new Deviation(fleet, "x", spread({ requirement: "a", decision: "b", rationale: "c" })),
    ],
    ["DendriticModule", (fleet) => new DendriticModule<"nixos">(fleet, "x", spread({ parts: {} }))],
    ["FlakeInput", (fleet) => new FlakeInput(fleet, "x", spread({ url: "github:a/b" }))],
    [
      "VarsGenerator",
      (fleet) =>
        new VarsGenerator<VarsFiles>(fleet, "x", spread({ files: { a: {} }, script: "x" })),
    ],
    ["SopsSecret", (fleet) => new SopsSecret(fleet, "x", spread({ file: "secrets/x.yaml" }))],
    [
      "ClanService",
      (fleet) => new ClanService<"sshd">(fleet, "x", spread({ service: "sshd", roles: {} })),
    ],
    ["CustomService", (fleet) => new CustomService(fleet, "x", spread({ module: "x", roles: {} }))],
    ["FleetStack", (fleet) => new FleetStack(fleet, "x", spread({}))],
  ])("is refused in a %s", (name, declare) => {
    expect(declared(declare).join()).toContain(`${name} has no prop with this name: "tgas"`);
  });

  it("is refused in a Fleet", () => {
    const app = testApp();
    new Fleet(app, "infra", spread({}));
    expect(unknownProps(app)).toHaveLength(1);
  });

  it.each([
    ["server", { memory: 1 }],
    ["server.install", { install: { overwritee: true } }],
    ["server.firewall", { firewall: { allow: [], deny: [] } }],
    ["server.volumes[0]", { volumes: [{ name: "data", sizeGb: 10, mount: "/data" }] }],
  ])("is refused in %s", (_place, props) => {
    const { app } = server(untypedProps(props));
    expect(unknownProps(app)).toHaveLength(1);
  });

  it.each([
    ["HomeSpec", { home: { stateVersion: "25.11", module: [] } }, "home of User"],
    ["VarsFile", { files: { id: { permissions: "0400" } } }, "files.id of VarsGenerator"],
  ])("is refused in a %s", (_name, props, place) => {
    const found = declared((fleet) => {
      if ("home" in props) new User(fleet, "ada", untypedProps(props));
      else new VarsGenerator<VarsFiles>(fleet, "key", untypedProps({ script: "x", ...props }));
    });
    expect(found.join()).toContain(`${place} has no prop with this name`);
  });

  it("is refused next to the settings of a role's machine", () => {
    const found = declared((fleet) => {
      const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
      const roles = { server: { machines: [{ machine, setings: {} }] } };
      new ClanService<"sshd">(fleet, "sshd", untypedProps({ service: "sshd", roles }));
    });
    expect(found.join()).toContain(
      'machines[0] of role sshd.server has no prop with this name: "setings"\n  remedy: write `settings`',
    );
  });

  it("is accepted in a user's class that passes its props on", () => {
    interface OwnProps extends NixosMachineProps {
      readonly rack: number;
    }
    class Racked extends NixosMachine {
      constructor(
        fleet: Fleet,
        id: string,
        readonly own: OwnProps,
      ) {
        super(fleet, id, own);
      }
    }
    const { app } = fleetWith((fleet) => {
      new Racked(fleet, "cinnabar", { rack: 3, stateVersion: "25.11" });
    });
    expect(issuesOf(app)).toEqual([]);
  });

  it("can be accepted by name", () => {
    const { app, fleet } = oneMachine(spread({ server: SERVER }));
    fleet.accept("prop-unknown", {
      because: "the props are shared with the inventory of the racks",
    });
    expect(issuesOf(app)).toEqual([]);
  });
});
