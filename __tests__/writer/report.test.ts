import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptLines, planLines, plannedChanges, reportLines, writeOutput } from "../../writer";
import { files, generated, outputFolder, planFor, put, write } from "./output-folder";

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
    expect(planLines(planFor(root, next))).toEqual([
      `would create ${join(root, "new.nix")}`,
      `would update ${join(root, "old.nix")}`,
      `would remove ${join(root, "gone.nix")}`,
      `would keep ${join(root, "edited.nix")}`,
      `${root}: 1 unchanged`,
    ]);
  });

  it("of a run counts files by action", () => {
    const root = folderWithHistory();
    expect(reportLines(writeOutput(root, files(next)))).toEqual([
      `${root}: 1 created, 1 updated, 1 removed, 1 kept, 1 unchanged`,
    ]);
  });

  it("lists each file that differs from the fleet's output, with the action", () => {
    const root = folderWithHistory();
    put(root, "orphan.nix", generated("1"));
    put(root, "new.nix", generated("1"));
    expect(plannedChanges(planFor(root, next))).toEqual([
      { path: "old.nix", change: "update" },
      { path: "gone.nix", change: "remove" },
      { path: "orphan.nix", change: "orphaned" },
      { path: "edited.nix", change: "edited" },
      { path: "new.nix", change: "unlisted" },
    ]);
  });
});

describe("a kept file", () => {
  it("that was edited is reported with the remedy", () => {
    const root = folderWithHistory();
    expect(keptLines(planFor(root, next))).toEqual([
      `${join(root, "edited.nix")} was edited by hand: move the change into the fleet, or discard it with fleet synth --force`,
    ]);
    expect(keptLines(planFor(root, {}))).toEqual([
      `${join(root, "edited.nix")} was edited by hand, and the fleet no longer has it: remove it with fleet synth --force`,
    ]);
  });

  it("that is orphaned is reported with how to remove it", () => {
    const root = folderWithHistory();
    put(root, "orphan.nix", generated("1"));
    put(root, "cdk.tf.json", '{\n  "//": {\n    "metadata": {}\n  }\n}\n');
    expect(keptLines(planFor(root, { ...next, "edited.nix": "by hand" }))).toEqual([
      expect.stringMatching(
        /cdk\.tf\.json is generated, but neither .*--prune.* move it elsewhere$/,
      ),
      expect.stringMatching(/orphan\.nix is generated, but neither .*--prune.* delete its header$/),
    ]);
  });

  it("without a manifest is reported with how to restore the manifest", () => {
    const root = outputFolder();
    write(root, { "a.nix": generated("1"), "b.nix": generated("1") });
    rmSync(join(root, ".fleet-manifest.json"));
    const texts = { "a.nix": generated("1"), "b.nix": generated("2") };
    const expected = [
      expect.stringMatching(/b\.nix is generated and differs from the fleet's output.*--force$/),
      expect.stringContaining(
        `restore it with git checkout -- ${join(root, ".fleet-manifest.json")}`,
      ),
    ];
    expect(keptLines(planFor(root, texts))).toEqual(expected);
    put(root, ".fleet-manifest.json", "");
    expect(keptLines(planFor(root, texts))).toEqual(expected);
  });
});
