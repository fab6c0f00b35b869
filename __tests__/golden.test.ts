import { join } from "node:path";
import { expect, it } from "vitest";
import { createApp } from "../cli/app";
import { setMainFile } from "../constructs/diagnostics/source";
import { main } from "../main";
import { main as testClan } from "../test-clan/main";
import { planOutput, unifiedDiff } from "../writer";
import { renderedFiles } from "./support/diagnostics";
import { REPOSITORY } from "./support/run-fleet";

it.each([
  ["nix-config", "main.ts", main],
  ["test-clan", "test-clan/main.ts", testClan],
])(
  "%s is what the fleet says; if not, run `npm run synth -- --main %s`",
  (folder, entry, declare) => {
    setMainFile(join(REPOSITORY, entry));
    const app = createApp(declare, { out: join(REPOSITORY, folder) });
    expect(unifiedDiff(planOutput(app.root, renderedFiles(app)))).toBe("");
  },
);
