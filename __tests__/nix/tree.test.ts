import { expect, it } from "vitest";
import { describeWithCheckouts } from "./support/checkouts";
import { NIX_CONFIG, TEST_CLAN } from "./support/committed-fleet";
import { EVAL_TREE, evalTree } from "./support/eval-tree";

describeWithCheckouts([EVAL_TREE], "the committed files, evaluated with their inputs", () => {
  it.each([
    ["nix-config", NIX_CONFIG],
    ["test-clan", TEST_CLAN],
  ])(
    "%s has no error, no warning and no service without effect",
    { timeout: 60_000 },
    (_, folder) => {
      expect(evalTree(folder)).toBe("");
    },
  );
});
