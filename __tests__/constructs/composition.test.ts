import { Aspects } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { describe, expect, it } from "vitest";
import {
  ApiToken,
  addCheck,
  DarwinMachine,
  DendriticModule,
  Fleet,
  FleetError,
  HetznerStack,
  Machine,
  NixosMachine,
  SshdService,
  Tag,
  User,
  UserAccount,
  VarsGenerator,
} from "../../constructs";
import { issuesOf, renderedFiles } from "../support/diagnostics";
import { DISK, SERVER, testApp } from "../support/fleets";

/** Declares one of each element in a scope. */
function declareWebTier(scope: Construct): NixosMachine {
  const tag = new Tag(scope, "web-tag", { name: "web" });
  const ada = new User(scope, "ada", { uid: 501 });
  const key = new VarsGenerator(scope, "key", {
    files: { id: {} },
    script: 'ssh-keygen -f "$out/id"\n',
  });
  const nginx = new DendriticModule(scope, "nginx", {
    vars: [key],
    parts: { nginx: { nixos: { services: { nginx: { enable: true } } }, darwin: {} } },
  });
  const machine = new NixosMachine(scope, "replica", {
    name: "cinnabar",
    stateVersion: "25.11",
    tags: [tag],
    imports: [nginx],
    server: SERVER,
    disk: DISK,
    settings: { environment: { etc: { key: { source: key.path("id") } } } },
  });
  const mac = new DarwinMachine(scope, "blackphos", { stateVersion: 6, primaryUser: ada });
  new UserAccount(scope, "ada-account", { name: "users-ada", user: ada, machines: [tag, mac] });
  new SshdService(scope, "sshd", { servers: [Tag.ALL], clients: [mac] });
  return machine;
}

class WebTier extends Construct {
  readonly machine: NixosMachine;

  /** @param depth - number of nested constructs around its declarations, including itself */
  constructor(scope: Construct, id: string, depth: number) {
    super(scope, id);
    this.machine =
      depth === 1 ? declareWebTier(this) : new WebTier(this, "inner", depth - 1).machine;
  }
}

/** The files of a fleet with a machine that `declare` declares at any depth. */
function filesWith(declare: (fleet: Fleet) => NixosMachine) {
  const app = testApp();
  const machine = declare(new Fleet(app, "infra"));
  new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
  return renderedFiles(app).map(({ path, text }) => ({ path, text }));
}

describe("a user's construct", () => {
  it.each([1, 3])("gives the same files as without it, %i constructs deep", (depth) => {
    const flat = filesWith(declareWebTier);
    expect(flat.map(({ path }) => path)).toContain("modules/hosts/cinnabar/default.nix");
    expect(filesWith((fleet) => new WebTier(fleet, "tier", depth).machine)).toEqual(flat);
  });

  it("finds its fleet, and an error explains a missing fleet", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const tier = new WebTier(fleet, "tier", 3);
    expect(Fleet.of(tier.machine)).toBe(fleet);
    expect(Fleet.of(fleet)).toBe(fleet);
    const outside = new Construct(app, "outside");
    expect(() => Fleet.of(outside)).toThrow(FleetError);
    expect(() => Fleet.of(outside)).toThrow(
      /^outside has no Fleet above it\n {2}allowed: .+\n {2}remedy: .+$/,
    );
    expect(() => new Tag(outside, "web")).toThrow("outside/tag:web has no Fleet above it");
  });

  it("is removed from the output with all its declarations", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    new NixosMachine(fleet, "verdigris", { stateVersion: "25.11" });
    new WebTier(fleet, "tier", 3);
    new NixosMachine(fleet, "jade", { stateVersion: "25.11" });
    expect(fleet.node.tryRemoveChild("tier")).toBe(true);
    expect(fleet.node.tryRemoveChild("machine:jade")).toBe(true);
    expect(fleet.machines.map(({ name }) => name)).toEqual(["verdigris"]);
    const paths = renderedFiles(app).map(({ path }) => path);
    expect(paths).toContain("modules/hosts/verdigris/default.nix");
    expect(paths.filter((path) => /cinnabar|jade|sshd|nginx|ada/.test(path))).toEqual([]);
  });
});

describe("a service", () => {
  it("has its instances as soon as it is declared", () => {
    const fleet = new Fleet(testApp(), "infra");
    new SshdService(fleet, "sshd", { servers: [Tag.ALL], clients: [] });
    expect(fleet.services.map(({ name }) => name)).toEqual(["sshd", "sshd-darwin"]);
  });

  it("gets the machines of its tags that are declared after it", () => {
    const fleet = new Fleet(testApp(), "infra");
    const tag = new Tag(fleet, "web");
    new SshdService(fleet, "sshd", { servers: [tag], clients: [] });
    const servers = () => fleet.services[0]?.roles[0]?.allMachines.map(({ name }) => name);
    expect(servers()).toBeUndefined();
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", tags: [tag] });
    new NixosMachine(fleet, "verdigris", { stateVersion: "25.11" });
    expect(servers()).toEqual(["cinnabar"]);
  });
});

describe("an aspect on the fleet", () => {
  it("also visits what another aspect adds beside or above the visited construct", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const seen: string[] = [];
    const named = (name: string, run: () => void) => ({
      visit: (node: IConstruct) => void (Machine.isMachine(node) && node.name === name && run()),
    });
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
    Aspects.of(app).add({
      visit: (node) => void (Machine.isMachine(node) && seen.push(node.name)),
    });
    Aspects.of(app).add(
      named("cinnabar", () => new NixosMachine(fleet, "verdigris", { stateVersion: "25.11" })),
    );
    Aspects.of(app).add(
      named("verdigris", () => Aspects.of(fleet).add(named("cinnabar", () => seen.push("late")))),
    );
    expect(issuesOf(app)).toEqual([]);
    expect(seen).toEqual(["cinnabar", "verdigris", "late"]);
  });

  it.each([
    ["beside", (node: IConstruct) => node.node.scope ?? node],
    ["below", (node: IConstruct) => node],
  ])("is reported if it adds constructs %s those that it added", (_, scopeOf) => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    new Construct(fleet, "start");
    let count = 0;
    Aspects.of(fleet).add({
      visit: (node) => {
        if (node === fleet) return;
        for (const side of ["a", "b"]) new Construct(scopeOf(node), `${side}${count}`);
        count += 1;
      },
    });
    expect(issuesOf(app).map(({ code }) => code)).toEqual(["aspect-endless"]);
  });

  it("visits every machine, and can add a check to each", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const seen: string[] = [];
    Aspects.of(fleet).add({
      visit(node: IConstruct) {
        if (!Machine.isMachine(node)) return;
        seen.push(node.name);
        addCheck(node, function* () {
          if (node.description !== undefined) return;
          yield {
            code: "house-description",
            summary: "machine has no description",
            value: node.name,
            allowed: "one line on what it is for",
            remedy: "add `description`",
          };
        });
      },
    });
    const described = { stateVersion: "25.11", description: "the controller" };
    new NixosMachine(new Construct(fleet, "tier"), "cinnabar", described);
    new DarwinMachine(fleet, "blackphos", { stateVersion: 6 });
    expect(issuesOf(app).map(({ path, code }) => [path, code])).toEqual([
      ["infra/machine:blackphos", "house-description"],
    ]);
    expect(seen.sort()).toEqual(["blackphos", "cinnabar"]);
  });

  it("can declare other elements for each machine, such as a module and a service", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
    Aspects.of(fleet).add({
      visit(node: IConstruct) {
        if (!NixosMachine.isNixosMachine(node)) return;
        const file = { files: { id: { deploy: false } }, script: 'keygen > "$out/id"\n' };
        new VarsGenerator(node, "backup", file);
        new SshdService(node, "sshd", { servers: [node], clients: [] });
      },
    });
    const files = Object.fromEntries(renderedFiles(app).map(({ path, text }) => [path, text]));
    expect(files["modules/hosts/cinnabar/backup.nix"]).toContain("backup");
    expect(files["modules/clan/inventory/sshd.nix"]).toContain("server.machines.cinnabar = { };");
  });
});
