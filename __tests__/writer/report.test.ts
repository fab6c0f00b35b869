import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plan, planLines, reportLines } from "../../writer";
import { files, outputFolder, put, write } from "./output-folder";

function folderWithHistory(): string {
  const root = outputFolder();
  write(root, { "same.nix": "1", "old.nix": "1", "gone.nix": "1", "edited.nix": "1" });
  put(root, "edited.nix", "by hand");
  return root;
}
const next = { "same.nix": "1", "old.nix": "2", "edited.nix": "2", "new.nix": "2" };

describe("the report", () => {
  it("of a dry run has a line for each file that would change", () => {
    const root = folderWithHistory();
    expect(planLines(plan(root, files(next)))).toEqual([
      `would create ${join(root, "new.nix")}`,
      `would update ${join(root, "old.nix")}`,
      `would remove ${join(root, "gone.nix")}`,
      `would keep the edited ${join(root, "edited.nix")}`,
      `${root}: 1 unchanged`,
    ]);
  });

  it("of a run counts, and says what to do about edited files", () => {
    const root = folderWithHistory();
    expect(reportLines(write(root, next))).toEqual([
      `${root}: 1 created, 1 updated, 1 removed, 1 unchanged`,
      `kept ${join(root, "edited.nix")}, which was edited by hand: move the change into the fleet, or drop it with --force`,
    ]);
  });
});
