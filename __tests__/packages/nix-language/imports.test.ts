import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const PACKAGE = resolve(__dirname, "../../../packages/nix-language");

/** The layers of the package; each may import those before it. */
const LAYERS = [
  "value-error",
  "lexical",
  "values",
  "syntax",
  "layout",
  "format",
  "print",
  "builders",
  "index",
];

const files = readdirSync(PACKAGE, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !/^(lib|node_modules)\//.test(file),
);

function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(PACKAGE, file), "utf8");
  return [...source.matchAll(/ from "([^"]+)";/g)].map(([, path = ""]) => path);
}

function layerOf(file: string): number {
  return LAYERS.indexOf(file.replace(/\.ts$/, "").split("/")[0] ?? "");
}

it.each(files)("%s imports only lower layers", (file) => {
  expect(layerOf(file)).toBeGreaterThanOrEqual(0);
  for (const path of importsOf(file)) {
    expect(path, "no dependency").toMatch(/^\./);
    const imported = relative(PACKAGE, resolve(PACKAGE, dirname(file), path));
    expect(layerOf(imported), path).toBeLessThanOrEqual(layerOf(file));
    expect(importsBelow(imported === "builders" ? "builders/index" : imported)).not.toContain(file);
  }
});

/** A module and all that it imports, as files. */
function importsBelow(module: string, known = new Set<string>()): ReadonlySet<string> {
  const file = `${module}.ts`;
  if (known.has(file)) return known;
  known.add(file);
  for (const path of importsOf(file)) {
    importsBelow(relative(PACKAGE, resolve(PACKAGE, dirname(file), path)), known);
  }
  return known;
}
