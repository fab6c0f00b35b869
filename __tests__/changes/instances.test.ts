import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TerraformResource } from "cdktf";
import { expect, it } from "vitest";
import { resourceOf } from "../../changes";
import { FleetApp, FleetStack, type FleetStackProps } from "../../constructs";
import { issuesOf } from "../support/diagnostics";
import { runExample } from "../support/examples";
import { temporaryOutdir } from "../support/fleets";
import { OutputOfFleets } from "../support/output-of-fleets";

/** A stack with one resource for volumes. */
const volumes =
  (config: object, props: FleetStackProps = {}) =>
  (app: FleetApp) => {
    const stack = new FleetStack(app, "other", props);
    const resource = new TerraformResource(stack, "data", {
      terraformResourceType: "hcloud_volume",
    });
    resource.overrideLogicalId("data");
    for (const [key, value] of Object.entries(config)) resource.addOverride(key, value);
    runExample("", app);
  };

function changesOf(output: OutputOfFleets, config: object): readonly string[] {
  const { stacks } = output.compare(volumes(config)).changes;
  return stacks.flatMap(({ resources }) =>
    resources.map(({ action, address }) => `${action} ${address}`),
  );
}

const set = (...keys: readonly string[]) => ({ for_each: `\${toset(${JSON.stringify(keys)})}` });
const map = (...keys: readonly string[]) => ({
  for_each: Object.fromEntries(keys.map((key) => [key, { size: 10 }])),
});

it.each<[string, object, object, string]>([
  ["count", { count: 3 }, { count: 2 }, "hcloud_volume.data[2]"],
  ["a set", set("a", "b"), set("a"), 'hcloud_volume.data["b"]'],
  ["a map", map("a", "b"), map("b"), 'hcloud_volume.data["a"]'],
  ["count that becomes for_each", { count: 1 }, set("a"), "hcloud_volume.data[0]"],
])("refuses to lose an instance of %s", (_, before, after, lost) => {
  const output = new OutputOfFleets();
  output.write(volumes(before));
  const [finding] = output.compare(volumes(after)).refused;
  expect(finding?.code).toBe("resource-destroyed");
  expect(finding?.summary).toContain(lost);
  expect(finding?.remedy).toContain(`retire: { ${JSON.stringify(lost)}: true }`);
  expect(finding?.remedy).not.toContain("keep: true");
  expect(output.codes(volumes(after, { retire: { [lost]: true } }))).toEqual([]);
});

it.each<[string, object, object, readonly string[]]>([
  ["more instances", { count: 1 }, { count: 2 }, ["create hcloud_volume.data[1]"]],
  ["count in place of a single one", {}, { count: 1 }, []],
  ["a single one in place of count", { count: 1 }, {}, []],
  ["an expression", { count: 2 }, { count: "${var.count}" }, ["update hcloud_volume.data"]],
  ["a huge count", { count: 2 }, { count: 1e12 }, ["update hcloud_volume.data"]],
])("does not refuse %s", (_, before, after, changes) => {
  const output = new OutputOfFleets();
  output.write(volumes(before));
  expect(output.codes(volumes(after))).toEqual([]);
  expect(changesOf(output, after)).toEqual(changes);
});

it("refuses to keep an instance, which a removed block cannot name", () => {
  const app = new FleetApp({ outdir: temporaryOutdir() });
  volumes({ count: 1 }, { retire: { "hcloud_volume.data[1]": { keep: true } } })(app);
  const [issue] = issuesOf(app);
  expect(issue?.code).toBe("retire-address-invalid");
  expect(issue?.message).toContain("terraform state rm 'hcloud_volume.data[1]'");
});

it("takes the instances of a state", () => {
  const output = new OutputOfFleets();
  output.write(volumes({ count: 2 }));
  const file = join(output.root, "terraform/stacks/other/terraform.tfstate");
  mkdirSync(dirname(file), { recursive: true });
  const instances = [{ index_key: 0, attributes: {} }];
  const volume = { mode: "managed", type: "hcloud_volume", name: "data", instances };
  writeFileSync(file, JSON.stringify({ version: 4, resources: [volume] }));
  expect(output.codes(volumes({ count: 1 }))).toEqual([]);
  expect(output.codes(volumes({ count: 0 }))).toEqual(["resource-destroyed"]);
});

it.each([
  ["hcloud_volume.data", "hcloud_volume.data"],
  ["hcloud_volume.data[0]", "hcloud_volume.data"],
  ['hcloud_volume.data["a]b"]', "hcloud_volume.data"],
  ['hcloud_volume.data["a\\"]b"]', "hcloud_volume.data"],
  ['module.disks["a"].hcloud_volume.data["b"]', 'module.disks["a"].hcloud_volume.data'],
])("finds the resource of the instance %s", (instance, resource) => {
  expect(resourceOf(instance)).toBe(resource);
});
