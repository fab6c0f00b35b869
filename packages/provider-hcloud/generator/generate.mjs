import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  ConstructsMakerProviderTarget,
  Language,
  TerraformProviderConstraint,
} from "@cdktf/commons";
// The entry point of the package requires jsii, which is only needed for languages other than TypeScript.
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator.js";
import { CodeMaker } from "codemaker";
import { withoutRegistryLinks } from "./registry-links.mjs";

const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const sourceFolder = join(packageFolder, "src");
const { provider } = readJson("package.json").cdktf;
const generatorVersion =
  readJson("generator/package.json").dependencies["@cdktf/provider-generator"];

const sources = await generate();
rmSync(sourceFolder, { recursive: true, force: true });
for (const { path, text } of sources) {
  write(path, text);
}
write(
  "generated.json",
  `${JSON.stringify(
    {
      generator: `@cdktf/provider-generator@${generatorVersion}`,
      provider: `${provider.name}@${provider.version}`,
      schemaSha256: sha256(readFileSync(join(packageFolder, "schema/hcloud.schema.json"))),
      sourcesSha256: sha256(sources.map(({ path, text }) => `${path}\n${text}`).join("")),
    },
    null,
    2,
  )}\n`,
);

/** @returns {Promise<{ path: string, text: string }[]>} the sources, sorted by their path in `src` */
async function generate() {
  const schema = readJson("schema/hcloud.schema.json");
  const [address] = Object.keys(schema.provider_schemas);
  schema.provider_versions = { [address]: provider.version };

  const [major, minor] = provider.version.split(".");
  const constraint = new TerraformProviderConstraint(`${provider.name}@~> ${major}.${minor}`);
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  generator.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));

  const staging = mkdtempSync(join(tmpdir(), "provider-hcloud-"));
  try {
    await generator.save(staging);
    const generated = join(staging, "providers/hcloud");
    return readdirSync(generated, { recursive: true })
      .filter((path) => path.endsWith(".ts"))
      .sort()
      .map((path) => ({
        path,
        text: withoutRegistryLinks(readFileSync(join(generated, path), "utf8")),
      }));
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function write(path, text) {
  mkdirSync(dirname(join(sourceFolder, path)), { recursive: true });
  writeFileSync(join(sourceFolder, path), text);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(packageFolder, path), "utf8"));
}

function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}
