import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  ApiToken,
  DarwinMachine,
  FleetStack,
  HetznerStack,
  NixosMachine,
  User,
  WorkstationStack,
} from "../../../constructs";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { DISK, oneMachine, SERVER } from "../../support/fleets";

const FLAKE_MODULE = "modules/flake-parts/terranix.nix";

function textOf({ app }: ReturnType<typeof oneMachine>, path: string): string {
  return renderedFiles(app).find((file) => file.path === path)?.text ?? "";
}

it("runs terranix in the folder of a stack, which contains its state", () => {
  const text = textOf(oneMachine(), FLAKE_MODULE);
  expect(text).toContain("terranix.terranixConfigurations.terraform = {");
  expect(text).toContain('workdir = "terraform/stacks/hetzner";');
  expect(text).toContain("modules = [ terranix.hetzner ];");
});

it("configures equal stacks with one function, each in its folder", () => {
  const one = oneMachine();
  const props = { stateVersion: "25.11", server: SERVER, disk: DISK };
  const machines = [new NixosMachine(one.fleet, "verdigris", props)];
  new HetznerStack(one.app, "second", { machines, token: ApiToken.fromClanSecret("second-token") });
  const text = textOf(one, FLAKE_MODULE);
  expect(text).toMatch(/hetzner = "hetzner";\n +second = "second";/);
  expect(text).toContain('workdir = "terraform/stacks/${stack}";');
  expect(text).toContain("modules = [ terranix.${stack} ];");
});

it("has a module for every stack, and names the only stack without a Mac terraform", () => {
  const one = oneMachine();
  const mac = new DarwinMachine(one.fleet, "blackphos", {
    primaryUser: new User(one.fleet, "ada"),
    stateVersion: 6,
  });
  new WorkstationStack(one.app, "blackphos", { machine: mac });
  const paths = renderedFiles(one.app).map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith("modules/terranix/"))).toEqual([
    "modules/terranix/hetzner.nix",
    "modules/terranix/blackphos.nix",
  ]);
  expect(textOf(one, FLAKE_MODULE)).toMatch(/blackphos = "blackphos";\n +terraform = "hetzner";/);
});

describe("a stack with blocks for which terranix has no options", () => {
  const withBlocks = () => {
    const one = oneMachine();
    const stack = new FleetStack(one.app, "dns");
    new TerraformOutput(stack, "zone", { value: "example.org" });
    stack.addOverride("moved", [{ from: "hcloud_zone.old", to: "hcloud_zone.new" }]);
    stack.addOverride("variable.ttl", { type: "number", default: null });
    return one;
  };

  it("has a module with all other blocks", () => {
    const text = textOf(withBlocks(), "modules/terranix/dns.nix");
    expect(text).toContain('output.zone.value = "example.org";');
    expect(text).not.toContain("moved");
  });

  it("runs with these blocks, copied from cdk.tf.json", () => {
    const text = textOf(withBlocks(), FLAKE_MODULE);
    expect(text).toContain(
      `jq --slurp '.[0] + (.[1] | with_entries(select(.key | IN("moved", "variable"))))'`,
    );
  });

  it("causes a warning", () => {
    const [issue, ...others] = issuesOf(withBlocks().app);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ path: "dns", code: "terranix-block-missing" });
    expect(issue?.message).toContain('["moved","variable"]');
  });
});
