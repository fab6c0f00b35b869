import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../../cli/app";
import type { Layout } from "../../constructs";
import { main as dendritic } from "../fleets/dendritic/main";
import { main as plainClan } from "../fleets/plain-clan/main";
import { main as severalClouds } from "../fleets/several-clouds/main";
import { renderedFiles } from "../support/diagnostics";
import { REPOSITORY } from "../support/run-fleet";
import { describeWithCheckouts } from "./support/checkouts";
import { EVAL_TREE, evalTree } from "./support/eval-tree";
import { nixFilesIn, testNixFiles } from "./support/nix-files";

const FOLDER = mkdtempSync(join(tmpdir(), "fleet-layouts-"));

afterAll(() => rmSync(FOLDER, { recursive: true }));

/** A fleet of `__tests__/fleets/` in a layout, beside what its author has in the nix-config. */
function written(name: string, main: typeof dendritic, layout: Layout): string {
  const folder = join(FOLDER, `${name}-${layout}`);
  cpSync(join(REPOSITORY, "__tests__/fleets", name, "nix-config"), folder, { recursive: true });
  if (layout === "vanilla") contributeToOutputs(folder);
  const app = createApp(main, { out: folder });
  Object.defineProperty(app.fleets[0], "layout", { value: layout });
  for (const { path, text } of renderedFiles(app)) {
    // The program that evaluates a tree knows no terranix of other providers.
    if (path.startsWith("modules/terranix/")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll(/^ +\.\/modules\/terranix\/.*\n/gm, ""));
  }
  return folder;
}

/** Adapts a hand-written module to the layout, as its author would: it becomes a flake output. */
function contributeToOutputs(folder: string): void {
  for (const file of nixFilesIn(folder)) {
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text
        .replaceAll("flake.modules.nixos.", "flake.nixosModules.")
        .replaceAll("flake.modules.darwin.", "flake.darwinModules.")
        .replaceAll("flake.modules.homeManager.", "flake.homeModules."),
    );
  }
}

/** Every option of every machine, as real Nix merges it. */
function machinesOf(folder: string): Readonly<Record<string, string>> {
  const output = `${folder}.evaluated`;
  expect(evalTree(folder, output)).toBe("");
  const names = readdirSync(output).filter((name) => /^(deep|machine)\..*\.json$/.test(name));
  expect(names.length).toBeGreaterThan(0);
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(output, name), "utf8").replaceAll(folder, "")]),
  );
}

describe.each([
  ["dendritic", dendritic],
  ["plain-clan", plainClan],
  ["several-clouds", severalClouds],
] as const)("the vanilla layout of the fleet %s", (name, main) => {
  const vanilla = written(name, main, "vanilla");

  it("has no namespace flake.modules", () => {
    for (const file of nixFilesIn(vanilla)) {
      expect(readFileSync(file, "utf8"), file).not.toMatch(/flake\.modules\b|import-tree/);
    }
  });

  testNixFiles("its files", () => nixFilesIn(vanilla));

  describeWithCheckouts([EVAL_TREE], "evaluated", () => {
    it("gives the same machines as the dendritic one", { timeout: 240_000 }, () => {
      expect(machinesOf(vanilla)).toEqual(machinesOf(written(name, main, "dendritic")));
    });
  });
});
