import { applyPatch, parsePatch } from "diff";
import { describe, expect, it } from "vitest";
import { plan, unifiedDiff } from "../../writer";
import fc from "../support/fast-check";
import { contents, files, outputFolder, put, write } from "./output-folder";

describe("the diff", () => {
  it("is empty right after a run", () => {
    const root = outputFolder();
    write(root, { "flake.nix": "1" });
    expect(unifiedDiff(plan(root, files({ "flake.nix": "1" })))).toBe("");
  });

  it("shows what is changed, missing, stale and edited, and writes nothing", () => {
    const root = outputFolder();
    write(root, { "changed.nix": "a\nb\n", "edited.nix": "1\n", "stale.nix": "1\n" });
    put(root, "edited.nix", "by hand\n");
    const before = contents(root);
    const texts = { "changed.nix": "a\nc\n", "edited.nix": "1\n", "missing.nix": "1\n" };
    expect(unifiedDiff(plan(root, files(texts)))).toBe(
      [
        "--- a/changed.nix",
        "+++ b/changed.nix",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+c",
        "--- a/edited.nix",
        "+++ b/edited.nix",
        "@@ -1,1 +1,1 @@",
        "-by hand",
        "+1",
        "--- /dev/null",
        "+++ b/missing.nix",
        "@@ -0,0 +1,1 @@",
        "+1",
        "--- a/stale.nix",
        "+++ /dev/null",
        "@@ -1,1 +0,0 @@",
        "-1",
        "",
      ].join("\n"),
    );
    expect(contents(root)).toEqual(before);
  });

  it("shows a manifest that does not list what is there", () => {
    const root = outputFolder();
    put(root, "flake.nix", "1");
    expect(unifiedDiff(plan(root, files({ "flake.nix": "1" })))).toContain(
      "+++ b/.fleet-manifest.json",
    );
  });

  it("shows a stale file that was edited", () => {
    const root = outputFolder();
    write(root, { "stale.nix": "1\n" });
    put(root, "stale.nix", "by hand\n");
    expect(unifiedDiff(plan(root, []))).toContain("-by hand");
  });

  it("turns any text into any other", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c\n", "d"), { maxLength: 12 })
      .map((lines) => lines.join(""));
    const root = outputFolder();
    fc.assert(
      fc.property(text, text, (before, after) => {
        write(root, { "a.nix": before }, { force: true });
        const [patch] = parsePatch(unifiedDiff(plan(root, files({ "a.nix": after }))));
        expect(patch ? applyPatch(before, patch) : before).toBe(after);
      }),
    );
  });

  it("does not take long for a big file in which every line differs", () => {
    const root = outputFolder();
    const lines = (word: string) =>
      Array.from({ length: 20_000 }, (_, n) => `${word} ${n}\n`).join("");
    write(root, { "cdk.tf.json": lines("old") });
    const intended = plan(root, files({ "cdk.tf.json": lines("new") }));
    const start = performance.now();
    const diff = unifiedDiff(intended);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(diff.match(/^-old/gm)).toHaveLength(20_000);
    expect(diff.match(/^\+new/gm)).toHaveLength(20_000);
  });
});
