import { join } from "node:path";
import { expect, it } from "vitest";
import { createApp } from "../cli/app";
import { main } from "../main";
import { planOutput, unifiedDiff } from "../writer";
import { renderedFiles } from "./support/diagnostics";
import { REPOSITORY } from "./support/run-fleet";

it("nix-config is what the fleet says; if not, run `npm run synth` and review the change", () => {
  const app = createApp(main, { out: join(REPOSITORY, "nix-config") });
  expect(unifiedDiff(planOutput(app.root, renderedFiles(app)))).toBe("");
});
