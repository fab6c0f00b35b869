import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY } from "../../support/run-fleet";

const EVALUATOR = join(REPOSITORY, "../shared/nix-harness/eval-tree.nix");
const INVENTORY = "modules/clan/inventory";

/** An inventory as clan-core evaluates it. */
export interface ClanInventory {
  readonly machines: unknown;
  /** For each instance, its service; for each role, the machines with their final settings. */
  readonly instances: unknown;
}

/** The inventory of a tree, evaluated by clan-core. */
export function clanInventory(tree: string, checkouts: string): ClanInventory {
  const evaluate = (attribute: string) => {
    const args = ["--arg", "dir", tree, "--arg", "mirror", checkouts, "-A", attribute];
    const options = ["--eval", "--strict", "--json", EVALUATOR, ...args];
    const json = execFileSync("nix-instantiate", options, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return JSON.parse(json);
  };
  const { machines } = evaluate("inventory");
  return { machines, instances: evaluate("resolved") };
}

/** A copy of a tree with a hand-written inventory instead of the generated one. */
export function withInventory(tree: string, inventory: string): string {
  const copy = copyOf(tree);
  rmSync(join(copy, INVENTORY), { recursive: true });
  cpSync(inventory, join(copy, INVENTORY, "inventory.nix"));
  return copy;
}

/** A copy of a tree without the terranix modules, each of which is a separate configuration. */
export function withoutTerranix(tree: string): string {
  const copy = copyOf(tree);
  rmSync(join(copy, "modules/terranix"), { recursive: true, force: true });
  return copy;
}

function copyOf(tree: string): string {
  const copy = mkdtempSync(join(tmpdir(), "fleet-copy-"));
  cpSync(tree, copy, { recursive: true });
  return copy;
}
