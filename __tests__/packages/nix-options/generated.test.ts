import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import generated from "../../../packages/nix-options/src/generated.json";

const PACKAGE = join(__dirname, "../../../packages/nix-options");

function sha256(...paths: readonly string[]): string {
  const texts = paths.map((path) => readFileSync(join(PACKAGE, path), "utf8"));
  return createHash("sha256").update(texts.join("")).digest("hex");
}

it("is the output of `npm run generate --workspace @nix-fleet/nix-options` for the lists", () => {
  const lists = [
    "clan",
    "disko",
    "home-manager",
    "home-manager-system",
    "nix-darwin",
    "nix-fleet",
    "nixos",
    "packages",
    "sops-nix",
  ];
  expect(generated).toEqual({
    schemaSha256: sha256(...lists.map((list) => `schema/${list}.json`)),
    sourcesSha256: sha256("src/darwin.ts", "src/home.ts", "src/nixos.ts", "src/packages.ts"),
  });
});
