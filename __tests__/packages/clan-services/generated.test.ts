import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import generated from "../../../packages/clan-services/src/generated.json";

const packageFolder = join(__dirname, "../../../packages/clan-services");

function sha256(...paths: string[]) {
  const texts = paths.map((path) => readFileSync(join(packageFolder, path), "utf8"));
  return createHash("sha256").update(texts.join("")).digest("hex");
}

it("is the output of `npm run generate --workspace @nix-fleet/clan-services` for the schemas", () => {
  expect(generated).toMatchObject({
    schemaSha256: sha256("schema/services.schema.json", "measured.json"),
    sourcesSha256: sha256("src/schemas.ts", "src/services.ts", "src/settings.ts"),
  });
});
