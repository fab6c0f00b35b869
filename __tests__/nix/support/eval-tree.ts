import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { REPOSITORY } from "../../support/run-fleet";

/** The program that evaluates a whole tree; it is not part of the repository. */
export const EVAL_TREE = join(REPOSITORY, "../shared/nix-harness/eval-tree.sh");

/**
 * Evaluates a tree with its real inputs: every machine and every option that it sets.
 *
 * @param output - folder for the results
 * @returns the problems, including warnings and services without effect; "" if there are none
 */
export function evalTree(folder: string, output?: string): string {
  const { status, stdout, stderr } = spawnSync(
    EVAL_TREE,
    output === undefined ? [folder] : [folder, output],
    {
      encoding: "utf8",
      env: { ...process.env, STRICT: "1" },
    },
  );
  return status === 0 ? "" : `${stdout}${stderr}`;
}
