import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWithMain, REPOSITORY, runFleet } from "../support/run-fleet";

const PAGE = readFileSync(join(REPOSITORY, "docs/terraform.md"), "utf8");
const MAINS = [...PAGE.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);

/** An import of a package, found from any folder. */
function installed(text: string): string {
  return text
    .replace('"./constructs"', "CONSTRUCTS")
    .replace(/from "(@?cdktf[^"]*)"/g, (_, name) => {
      return `from ${JSON.stringify(join(REPOSITORY, "node_modules", name))}`;
    });
}

describe("the page on Terraform", () => {
  it.each(MAINS.map((text, index) => ({ text, index })))(
    "shows fleets that synthesize (%#)",
    ({ text }) => {
      const folder = folderWithMain(installed(text));
      const { status, stderr } = runFleet(folder, "synth");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    },
  );
});
