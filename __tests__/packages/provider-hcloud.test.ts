import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { HcloudProvider } from "@cdktf/provider-hcloud/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { actualDeclaration, expectedDeclaration } from "./provider-hcloud/declarations";
import { digestOfSources, readText, sha256 } from "./provider-hcloud/package-files";
import { unreadableMembers } from "./provider-hcloud/references";
import { sampleOf } from "./provider-hcloud/sample";
import { camelCase, providerMembers, schemaEntries } from "./provider-hcloud/schema";

interface ResourceClass {
  new (scope: Construct, id: string, config: object): object;
  readonly tfResourceType: string;
}

const requireInNode = createRequire(__filename);
const { provider } = JSON.parse(readText("package.json")).cdktf;

describe("the committed sources", () => {
  const record = JSON.parse(readText("src/generated.json"));

  it("come from the committed schema", () => {
    expect(record.schemaSha256).toBe(sha256(readText("schema/hcloud.schema.json")));
  });

  it("come from the provider version in package.json", () => {
    expect(record.provider).toBe(`${provider.name}@${provider.version}`);
  });

  it("are the unchanged output of the generator", () => {
    expect(record.sourcesSha256).toBe(digestOfSources());
  });
});

describe("the built package", () => {
  it("exports exactly the provider and every resource and data source of the schema", () => {
    const exported = Object.keys(requireInNode("@cdktf/provider-hcloud"));
    const expected = [...schemaEntries.map(({ folder }) => camelCase(folder)), "provider"];

    expect(exported.sort()).toEqual(expected.sort());
  });

  it("loads only the imported resource", () => {
    const script = `
      require("@cdktf/provider-hcloud/lib/server");
      const loaded = Object.keys(require.cache);
      console.log(loaded.filter((file) => file.includes("provider-hcloud")).join());`;

    expect(
      execFileSync(process.execPath, ["-e", script], { cwd: __dirname, encoding: "utf8" }),
    ).toMatch(/^[^,]+\/provider-hcloud\/lib\/server\/index\.js\n$/);
  });
});

describe("the provider", () => {
  it("accepts every argument of the schema and requires the version of the schema", () => {
    const { config, terraform } = sampleOf(providerMembers);
    const stack = new TerraformStack(new App(), "stack");
    new HcloudProvider(stack, "hcloud", config);
    const synthesized = JSON.parse(Testing.synth(stack));

    expect(synthesized.provider.hcloud).toEqual([terraform]);
    expect(synthesized.terraform.required_providers.hcloud).toEqual({
      source: provider.name,
      version: provider.version,
    });
  });
});

describe.each(
  schemaEntries.map((entry) => [`${entry.section} ${entry.terraformType}`, entry] as const),
)("%s", (_, { className, folder, members, section, terraformType }) => {
  const { config, terraform } = sampleOf(members);
  const stack = new TerraformStack(new App(), "stack");

  function resourceClass(): ResourceClass {
    const exported: Record<string, ResourceClass | undefined> = requireInNode(
      `@cdktf/provider-hcloud/lib/${folder}`,
    );
    const found = exported[className];
    if (found === undefined) {
      throw new Error(`lib/${folder} does not export ${className}`);
    }
    return found;
  }

  it("is a class of that type, in its own folder and in the index", () => {
    const index = requireInNode("@cdktf/provider-hcloud");

    expect(resourceClass().tfResourceType).toBe(terraformType);
    expect(index[camelCase(folder)][className]).toBe(resourceClass());
  });

  it("declares every argument with its type, and whether it is required", () => {
    expect(actualDeclaration(folder, `${className}Config`)).toEqual(expectedDeclaration(members));
  });

  it("synthesizes every argument under its schema name, and makes every attribute readable", () => {
    const construct = new (resourceClass())(stack, "sample", config);
    const address = `${section === "data" ? "data." : ""}${terraformType}.sample`;

    expect(JSON.parse(Testing.synth(stack))[section][terraformType].sample).toEqual(terraform);
    expect(unreadableMembers(stack, construct, members, address)).toEqual([]);
  });
});
