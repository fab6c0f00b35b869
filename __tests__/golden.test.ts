import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createApp } from "../cli/app";
import { setMainFile } from "../constructs/diagnostics/source";
import { main } from "../main";
import { main as testClan } from "../test-clan/main";
import { planOutput, unifiedDiff } from "../writer";
import { renderedFiles } from "./support/diagnostics";
import { REPOSITORY } from "./support/run-fleet";

// Other tests of the worker use the same modules.
afterEach(() => setMainFile(join(REPOSITORY, "main.ts")));

it.each([
  ["nix-config", "main.ts", main],
  ["test-clan", "test-clan/main.ts", testClan],
])(
  "%s matches the fleet's output; if not, run `npm run synth -- --main %s`",
  (folder, entry, declare) => {
    setMainFile(join(REPOSITORY, entry));
    const app = createApp(declare, { out: join(REPOSITORY, folder) });
    expect(unifiedDiff(planOutput(app.root, renderedFiles(app)))).toBe("");
  },
);
