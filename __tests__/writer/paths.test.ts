import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planOutput } from "../../writer";
import { pathProblems } from "../../writer/paths";
import { outputFolder } from "./output-folder";

describe("the paths of the files to write", () => {
  it.each([
    ["", "is empty"],
    ["/etc/passwd", "is absolute"],
    ["../flake.nix", "contains .."],
    ["modules/../../flake.nix", "contains .."],
    ["modules\\base.nix", "contains a backslash"],
    ["modules/a\0.nix", "contains a control character"],
    ["modules/a\n.nix", "contains a control character"],
    ["modules//base.nix", "has an empty part"],
    ["modules/", "has an empty part"],
    ["./flake.nix", "contains a part that is only a dot"],
    [".git/config", "uses the reserved name .git"],
    ["modules/.GIT/hooks/pre-commit", "uses the reserved name .GIT"],
    [".fleet-manifest.json", "uses the reserved name"],
    [".fleet-staging/x", "uses the reserved name"],
    [`modules/${"a".repeat(256)}`, "has a part of more than 255 bytes"],
  ])("refuse %j", (path, reason) => {
    expect(pathProblems([path])).toEqual([
      expect.stringContaining(`path ${JSON.stringify(path)} ${reason}`),
    ]);
  });

  it.each([
    ["one path twice", ["a.nix", "a.nix"], '"a.nix" has two owners'],
    ["files that differ in case", ["Foo.nix", "foo.nix"], '"Foo.nix" and "foo.nix" differ only'],
    ["folders that differ in case", ["Hosts/a", "hosts/b"], '"Hosts" and "hosts" differ only'],
    ["one letter in two encodings", ["\u00e9.nix", "e\u0301.nix"], "differ only"],
    ["a file that is also a folder", ["a/b.nix", "a"], '"a" is both a file and the folder of'],
  ])("refuse %s", (_, paths, problem) => {
    expect(pathProblems(paths)).toEqual([expect.stringContaining(problem)]);
  });

  it("allow the paths of a Nix tree", () => {
    const paths = [
      "flake.nix",
      ".envrc",
      "modules/hosts/a/default.nix",
      "modules/hosts/a/..nix",
      "ü b.md",
    ];
    expect(pathProblems(paths)).toEqual([]);
  });

  it("are all reported in one error, and nothing is written", () => {
    const root = outputFolder();
    const files = ["ok.nix", "/a", "../b", "ok.nix"].map((path) => ({ path, text: "" }));
    expect(() => planOutput(root, files)).toThrow(
      /path "\/a" is absolute.*\npath "..\/b" contains \.\..*\npath "ok.nix" has two owners/,
    );
    expect(readdirSync(root)).toEqual([]);
  });
});
