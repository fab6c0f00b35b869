import { applyPatch, parsePatch } from "diff";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../writer";
import fc from "../support/fast-check";
import { contents, outputFolder, planFor, put, write } from "./output-folder";

describe("the diff", () => {
  it("is empty right after a run", () => {
    const root = outputFolder();
    write(root, { "flake.nix": "1" });
    expect(unifiedDiff(planFor(root, { "flake.nix": "1" }))).toBe("");
  });

  it("shows changed, missing, stale and edited files, and writes nothing", () => {
    const root = outputFolder();
    write(root, { "changed.nix": "a\nb\n", "edited.nix": "1\n", "stale.nix": "1\n" });
    put(root, "edited.nix", "by hand\n");
    const before = contents(root);
    const texts = { "changed.nix": "a\nc\n", "edited.nix": "1\n", "missing.nix": "1\n" };
    expect(unifiedDiff(planFor(root, texts))).toBe(
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

  it("shows a manifest that does not list existing files", () => {
    const root = outputFolder();
    put(root, "flake.nix", "1");
    expect(unifiedDiff(planFor(root, { "flake.nix": "1" }))).toContain(
      "+++ b/.fleet-manifest.json",
    );
  });

  it("shows a stale file that was edited", () => {
    const root = outputFolder();
    write(root, { "stale.nix": "1\n" });
    put(root, "stale.nix", "by hand\n");
    expect(unifiedDiff(planFor(root, {}))).toContain("-by hand");
  });

  it("can be applied to any text", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c\n", "d"), { maxLength: 12 })
      .map((lines) => lines.join(""));
    const root = outputFolder();
    fc.assert(
      fc.property(text, text, (before, after) => {
        write(root, { "a.nix": before }, { force: true });
        const [patch] = parsePatch(unifiedDiff(planFor(root, { "a.nix": after })));
        expect(patch ? applyPatch(before, patch) : before).toBe(after);
      }),
    );
  });

  it("replaces a large file as a whole if thousands of lines differ", () => {
    const root = outputFolder();
    const lines = (word: string) =>
      Array.from({ length: 20_000 }, (_, n) => `${word} ${n}\n`).join("");
    write(root, { "cdk.tf.json": `${lines("old")}end\n` });
    const diff = unifiedDiff(planFor(root, { "cdk.tf.json": `${lines("new")}end\n` }));
    expect(diff).toMatch(/^--- a\/cdk.tf.json\n\+\+\+ \/dev\/null\n@@ -1,20001 \+0,0 @@\n-old 0\n/);
    expect(diff).toContain("\n--- /dev/null\n+++ b/cdk.tf.json\n@@ -0,0 +1,20001 @@\n+new 0\n");
  });
});
