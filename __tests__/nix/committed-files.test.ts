import { describe, expect, it } from "vitest";
import { NIX_CONFIG, TEST_CLAN } from "./support/committed-fleet";
import { nixFilesIn, testNixFiles } from "./support/nix-files";
import { statixComplaints } from "./support/style";

describe.each([
  ["nix-config", NIX_CONFIG],
  ["test-clan", TEST_CLAN],
])("%s", (name, folder) => {
  testNixFiles(`every Nix file of ${name}`, () => nixFilesIn(folder));

  it("has no Nix file for which statix reports a problem", () => {
    expect(statixComplaints(nixFilesIn(folder))).toEqual([]);
  });
});
