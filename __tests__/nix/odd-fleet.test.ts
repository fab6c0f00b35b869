import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../../cli/app";
import { FleetStack } from "../../constructs";
import type { GeneratedFile } from "../../nix-modules/files/generated-file";
import { terranixModule } from "../../nix-modules/files/terranix/module";
import { renderedFiles } from "../support/diagnostics";
import { describeWithTools } from "../support/tools";
import { describeWithCheckouts } from "./support/checkouts";
import { EVAL_TREE, evalTree } from "./support/eval-tree";
import { evaluate } from "./support/evaluate";
import { inventoryOf, schemaErrors } from "./support/inventory";
import { nixFilesIn, testNixFiles } from "./support/nix-files";
import { declareOddFleet } from "./support/odd-fleet";
import { HAND_WRITTEN } from "./support/odd-modules";
import { statixComplaints } from "./support/style";

const folder = mkdtempSync(join(tmpdir(), "fleet-odd-"));
const app = createApp(declareOddFleet, { out: folder });

beforeAll(() => {
  write([HAND_WRITTEN]);
  write(renderedFiles(app));
});

afterAll(() => rmSync(folder, { recursive: true }));

testNixFiles("every Nix file of a fleet full of keywords and escapes", () => nixFilesIn(folder));

it("statix reports nothing for the Nix files of a fleet full of keywords", () => {
  expect(statixComplaints(nixFilesIn(folder))).toEqual([]);
});

describeWithTools(["nix-instantiate"], "a fleet full of keywords and escapes", () => {
  it("has an inventory that is valid for clan-core", () => {
    expect(schemaErrors(inventoryOf(folder))).toEqual([]);
  });

  it("has its stack as a terranix module", () => {
    const stack = app.stacks.find((candidate) => candidate instanceof FleetStack);
    const file = join(folder, "modules/terranix/if.nix");
    const module = stack && terranixModule(stack);
    expect(evaluate("terranix-stack.nix", { file, stack: "if" })).toEqual(module);
  });
});

describeWithCheckouts([EVAL_TREE], "a fleet full of keywords, evaluated with its inputs", () => {
  it("has no error, no warning and no service without effect", { timeout: 60_000 }, () => {
    expect(evalTree(folder)).toBe("");
  });
});

function write(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
