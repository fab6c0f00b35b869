import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { describeWithCheckouts } from "../nix/support/checkouts";
import { EVAL_TREE, evalTree } from "../nix/support/eval-tree";
import { evaluate } from "../nix/support/evaluate";
import { nixFilesIn, testNixFiles } from "../nix/support/nix-files";
import { REPOSITORY } from "../support/run-fleet";
import { clanInventory, withInventory, withoutTerranix } from "./support/hand-written";
import { essenceOf, type RenderedStack, WrittenFleet } from "./support/synthesized";

/** The program that checks every option that a tree sets; it is not part of the repository. */
const CHECK_OPTIONS = join(REPOSITORY, "../shared/nix-harness/options/check-options.sh");

describe.each(["dendritic", "plain-clan", "several-clouds"])("the fleet %s", (name) => {
  const fleet = new WrittenFleet(name);

  beforeAll(() => {
    fleet.synth();
  }, 120_000);

  it("compiles and synthesizes without a warning", () => {
    const { status, stderr } = fleet.synth();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("does not change when it is synthesized again", () => {
    expect(fleet.synthAgain().stdout).toMatch(/^[^\n]*: \d+ unchanged\n$/);
  });

  testNixFiles("its files", () => nixFilesIn(fleet.tree));

  describeWithCheckouts([EVAL_TREE, CHECK_OPTIONS, "clan-core"], "evaluated", (checkouts) => {
    it("has the same inventory as the hand-written one", { timeout: 60_000 }, () => {
      const byHand = withInventory(fleet.tree, fleet.inventory);
      expect(clanInventory(fleet.tree, checkouts)).toEqual(clanInventory(byHand, checkouts));
    });

    it("has no error, no warning and no service without effect", { timeout: 120_000 }, () => {
      expect(evalTree(withoutTerranix(fleet.tree))).toBe("");
    });

    it("sets only existing options, with values of their types", { timeout: 240_000 }, () => {
      const { status, stdout } = spawnSync(CHECK_OPTIONS, [fleet.tree], {
        encoding: "utf8",
        env: { ...process.env, STRICT: "1" },
      });
      expect(status === 0 ? "" : stdout).toBe("");
    });

    it("has the same stacks for terranix as for Terraform", { timeout: 60_000 }, () => {
      for (const module of fleet.terranixModules()) {
        const rendered = evaluate<RenderedStack>("terranix-core.nix", { ...module, checkouts });
        expect(essenceOf(rendered)).toEqual(essenceOf(fleet.terraformJson(module.stack)));
      }
    });
  });
});
