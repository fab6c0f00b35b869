import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "./support/run-fleet";

/** The folders of `constructs/` that know no provider and no output; so do the files beside them. */
const CORE = [
  "diagnostics",
  "inventory",
  "machine",
  "module",
  "options",
  "props",
  "secrets",
  "vars",
];

/** What each layer may import of the repository, types included. Everything may import itself. */
const MAY_IMPORT: { readonly [layer: string]: readonly string[] } = {
  "packages/nix-language": [],
  "packages/clan-services": [],
  "packages/nix-options": ["packages/nix-language"],
  "packages/provider-hcloud": [],
  core: ["packages/nix-language", "packages/nix-options", "packages/clan-services"],
  "constructs/terraform": ["core"],
  "constructs/disk": ["core", "constructs/access", "packages/nix-language"],
  "constructs/services": ["core", "packages/nix-language", "packages/clan-services"],
  "constructs/migration": ["core"],
  "constructs/access": ["core", "packages/nix-language"],
  "constructs/install": [
    "core",
    "constructs/access",
    "constructs/disk",
    "constructs/migration",
    "constructs/terraform",
  ],
  "constructs/hetzner": [
    "core",
    "constructs/terraform",
    "constructs/install",
    "constructs/disk",
    "packages/provider-hcloud",
  ],
  "constructs/activation": [
    "core",
    "constructs/access",
    "constructs/migration",
    "constructs/terraform",
    "constructs/disk",
  ],
  "constructs/app": [
    "core",
    "constructs/access",
    "constructs/install",
    "constructs/migration",
    "constructs/terraform",
  ],
  "constructs/index.ts": ["*"],
  "nix-modules": [
    "constructs/index.ts",
    "core",
    "constructs/terraform",
    "constructs/activation",
    "constructs/install",
    "packages/nix-language",
  ],
  changes: ["core", "constructs/terraform"],
  writer: [],
  cli: ["*"],
  fleet: ["constructs/index.ts", "packages/nix-language"],
};

/** The layers that know nothing of Terraform. */
const WITHOUT_CDKTF = [
  "core",
  "constructs/disk",
  "constructs/migration",
  "constructs/services",
  "writer",
  "fleet",
];

interface Import {
  readonly file: string;
  readonly target: string;
}

const IMPORTS = [
  "changes",
  "constructs",
  "nix-modules",
  "writer",
  "cli",
  "fleet",
  "packages",
].flatMap((folder) => sourcesIn(folder).flatMap(importsOf));

describe("the layers", () => {
  it("are all there", () => {
    const layers = new Set(IMPORTS.map(({ file }) => layerOf(file)));
    expect([...layers].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(Object.keys(MAY_IMPORT))("import downwards only: %s", (layer) => {
    const allowed = MAY_IMPORT[layer] ?? [];
    const wrong = IMPORTS.filter(({ file, target }) => {
      const other = layerOf(target);
      if (layerOf(file) !== layer || other === undefined || other === layer) return false;
      return !allowed.includes("*") && !allowed.includes(other);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it("have no cycle among them", () => {
    const above = new Map<string, Set<string>>();
    for (const { file, target } of IMPORTS) {
      const [from, to] = [layerOf(file), layerOf(target)];
      if (from === undefined || to === undefined || from === to) continue;
      above.set(from, (above.get(from) ?? new Set()).add(to));
    }
    expect([...above.keys()].filter((layer) => reaches(above, layer, layer))).toEqual([]);
  });

  it("know cdktf only where there is Terraform", () => {
    const wrong = IMPORTS.filter(
      ({ file, target }) =>
        `${target}/`.startsWith("npm:cdktf/") && WITHOUT_CDKTF.includes(layerOf(file) ?? ""),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it("reach into cdktf's private files in one place", () => {
    const files = IMPORTS.filter(({ target }) => target.startsWith("npm:cdktf/lib/"));
    expect([...new Set(files.map(({ file }) => file))]).toEqual([
      "constructs/terraform/cdktf-internals.ts",
    ]);
  });
});

/** The layer of a file of the repository; none for a package of others. */
function layerOf(path: string): string | undefined {
  const [folder = "", inner = ""] = path.split("/");
  if (folder === "packages") return `packages/${inner}`;
  if (folder !== "constructs") return folder in MAY_IMPORT ? folder : undefined;
  if (inner === "index.ts") return path;
  return inner.endsWith(".ts") || CORE.includes(inner) ? "core" : `constructs/${inner}`;
}

function reaches(
  above: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): boolean {
  const pending = [...(above.get(from) ?? [])];
  const seen = new Set(pending);
  // The list grows while it is read.
  for (const layer of pending) {
    if (layer === to) return true;
    for (const next of above.get(layer) ?? []) {
      if (!seen.has(next)) pending.push(next);
      seen.add(next);
    }
  }
  return false;
}

/** The TypeScript that people wrote in a folder, and that is generated and committed. */
function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return ["node_modules", "lib"].includes(entry.name) ? [] : sourcesIn(path);
    }
    return /(?<!\.d)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** What a file imports: files of the repository by their path, packages of others as `npm:<name>`. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(REPOSITORY, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)(?:import|export)\b(?! const)[^;"']*?["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']/g,
  );
  return [...found].map(([, name, called]) => ({
    file,
    target: resolved(file, name ?? called ?? ""),
  }));
}

function resolved(file: string, name: string): string {
  if (name.startsWith("@nix-fleet/")) return name.replace("@nix-fleet/", "packages/");
  if (name.startsWith("@cdktf/provider-hcloud")) return "packages/provider-hcloud";
  if (!name.startsWith(".")) return `npm:${name}`;
  const path = join(REPOSITORY, dirname(file), name);
  const candidates = [path, `${path}.ts`, join(path, "index.ts")];
  const existing = candidates.find((one) => statSync(one, { throwIfNoEntry: false })?.isFile());
  return relative(REPOSITORY, existing ?? path);
}
