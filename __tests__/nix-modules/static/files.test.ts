import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { STATIC_PATHS, staticFile } from "../../../nix-modules/static";
import { evaluate } from "../../nix/support/evaluate";
import { nixFilesIn, testNixFiles } from "../../nix/support/nix-files";
import { statixComplaints } from "../../nix/support/style";
import { REPOSITORY } from "../../support/run-fleet";
import { describeWithTools } from "../../support/tools";

const FOLDER = join(REPOSITORY, "nix-modules/static/modules");

testNixFiles("every static Nix file", () => nixFilesIn(FOLDER));

it("statix reports nothing for the static Nix files", () => {
  expect(statixComplaints(nixFilesIn(FOLDER))).toEqual([]);
});

describe("the list of static Nix files", () => {
  it("contains every file of the folder", () => {
    const paths = nixFilesIn(FOLDER).map((file) => relative(FOLDER, file));
    expect([...STATIC_PATHS].sort()).toEqual(paths.sort());
  });
});

describeWithTools(["nix-instantiate"], "a static Nix file", () => {
  it.each(STATIC_PATHS)("defines exactly the attributes in the list: %s", (path) => {
    const { defines: paths } = staticFile(path);
    expect(evaluate("static-file.nix", { file: join(FOLDER, path), paths })).toEqual([]);
  });
});

describe("a static Nix file", () => {
  // The triggers of Macs search for these references in its text.
  it.each(STATIC_PATHS)("refers to the flake's configuration by complete paths: %s", (path) => {
    const text = readFileSync(join(FOLDER, path), "utf8");
    expect(text).not.toMatch(
      /(inherit \(|with )config(\.flake[^)]*)?[);]|config\.flake\.[^ ]*\$\{|self\./,
    );
  });
});
