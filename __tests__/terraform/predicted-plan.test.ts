import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfiguration, readState } from "../../changes";
import { compareStack } from "../../changes/terraform/compare";
import { RESOURCE_RULES } from "../../changes/terraform/rules";
import { type HetznerServerSpec, Location, ServerType } from "../../constructs";
import { printJson } from "../../constructs/terraform/json";
import { server } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { Cloud } from "./provider-double/hetzner/cloud";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { createProviders } from "./provider-double/providers";
import { Terraform } from "./support/terraform";

const PROVIDERS = createProviders(new Cloud(), () => {
  throw new Error("no Terraform runs");
});

describe("the table of resource types", () => {
  const acted = Object.values(PROVIDERS).flatMap(({ resources }) => Object.entries(resources));
  const schemas = Object.assign(
    {},
    ...Object.values(PROVIDERS).map(({ schema }) => schema.resource_schemas),
  );

  it.each(acted)(
    "says what replaces, and the defaults, as the provider does: %s",
    (type, resource) => {
      const { replaces = [], defaults = {} } = RESOURCE_RULES[type] ?? {};
      const { attributes = {} } = schemas[type]?.block ?? {};
      const replaceOn = resource.replaceOn.filter((name) => name in attributes);
      expect([...replaces].sort()).toEqual(replaceOn.sort());
      const { labels: _, ...expected } = resource.defaults ?? {};
      expect({ ...defaults, ...expected }).toEqual(defaults);
    },
  );

  it("names attributes that exist", () => {
    const unknown = Object.entries(RESOURCE_RULES)
      .filter(([type]) => type !== "terraform_data")
      .flatMap(([type, { replaces, defaults = {}, effects = {} }]) => {
        const { attributes = {}, block_types = {} } = schemas[type]?.block ?? {};
        return [...replaces, ...Object.keys({ ...defaults, ...effects })]
          .filter((name) => !(name in attributes) && !(name in block_types))
          .map((name) => `${type}.${name}`);
      });
    expect(unknown).toEqual([]);
  });
});

interface Step {
  readonly change: string;
  readonly before?: Partial<HetznerServerSpec>;
  readonly after: Partial<HetznerServerSpec>;
}

const DATA = { name: "data", sizeGb: 10 };
const UNPROTECTED = { protection: false } as const;

const STEPS: readonly Step[] = [
  { change: "nothing", after: {} },
  { change: "labels", after: { labels: { role: "web" } } },
  { change: "a larger type", before: { type: ServerType.CX43 }, after: {} },
  {
    change: "another location",
    before: UNPROTECTED,
    after: { ...UNPROTECTED, location: Location.HEL1 },
  },
  {
    change: "a larger volume",
    before: { volumes: [DATA] },
    after: { volumes: [{ ...DATA, sizeGb: 20 }] },
  },
  { change: "no volume", before: { ...UNPROTECTED, volumes: [DATA] }, after: UNPROTECTED },
  {
    change: "no address and no firewall",
    before: { ...UNPROTECTED, primaryIps: ["ipv4"], firewall: { allow: [] } },
    after: UNPROTECTED,
  },
  { change: "backups and a firewall", after: { backups: true, firewall: { allow: [] } } },
  {
    change: "another location with a volume and reverse DNS",
    before: { ...UNPROTECTED, reverseDns: "a.example.org", volumes: [DATA] },
    after: {
      ...UNPROTECTED,
      reverseDns: "a.example.org",
      volumes: [DATA],
      location: Location.NBG1,
    },
  },
  {
    change: "no protection",
    before: { volumes: [DATA] },
    after: { ...UNPROTECTED, volumes: [DATA] },
  },
];

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("clan", `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; fi`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\n'");
});

afterEach(() => world.stop());

/** The text of the stack's JSON. */
function textOf(spec: Partial<HetznerServerSpec>): string {
  const { app, stack } = server(spec);
  app.prepare();
  return printJson(stack.toTerraform());
}

describeWithTools(["terraform", "bash"], "the comparison of two stacks", () => {
  it.each(STEPS)("says what Terraform plans: $change", async ({ before = {}, after }) => {
    const folder = join(world.directory, "terraform/stacks/hetzner");
    mkdirSync(folder, { recursive: true });
    const terraform = new Terraform(folder, world, { PATH: standIns.path });
    writeFileSync(join(folder, "cdk.tf.json"), textOf(before));
    await terraform.init("-reconfigure");
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    writeFileSync(join(folder, "cdk.tf.json"), textOf(after));
    const { changes } = await terraform.plan();

    const sides = {
      before: readConfiguration(textOf(before)),
      after: readConfiguration(textOf(after)),
    };
    const state = readState(readFileSync(join(folder, "terraform.tfstate"), "utf8"));
    const shown = readState(JSON.stringify(await terraform.show()));
    for (const known of [undefined, state, shown]) {
      const predicted = compareStack({ ...sides, state: known }).map(
        ({ address, action }) => [address, action === "destroy" ? "delete" : action] as const,
      );
      expect(Object.fromEntries(predicted)).toEqual(changes);
    }
  });
});
