import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "../support/run-fleet";
import { nixFilesIn, testNixFiles } from "./support/nix-files";
import { statixComplaints } from "./support/style";

const FOLDER = join(REPOSITORY, "nix-config");

testNixFiles("every Nix file of nix-config", () => nixFilesIn(FOLDER));

it("no Nix file of nix-config has what statix objects to", () => {
  expect(statixComplaints(nixFilesIn(FOLDER))).toEqual([]);
});
