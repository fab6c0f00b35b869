import { expect, it } from "vitest";
import { describeWithCheckouts } from "./support/checkouts";
import { NIX_CONFIG } from "./support/committed-fleet";
import { EVAL_TREE, evalTree } from "./support/eval-tree";

describeWithCheckouts([EVAL_TREE], "nix-config, evaluated with its inputs", () => {
  it("has no error, no warning and no service without effect", { timeout: 60_000 }, () => {
    expect(evalTree(NIX_CONFIG)).toBe("");
  });
});
