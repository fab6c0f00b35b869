import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../../cli/app";
import {
  DarwinMachine,
  DendriticModule,
  Fleet,
  type FleetApp,
  type Layout,
} from "../../constructs";
import { main } from "../../main";
import { renderedFiles } from "../support/diagnostics";
import { testApp } from "../support/fleets";
import { describeWithCheckouts } from "./support/checkouts";
import { EVAL_TREE, evalTree } from "./support/eval-tree";
import { nixFilesIn, testNixFiles } from "./support/nix-files";
import { statixComplaints } from "./support/style";

const FOLDER = mkdtempSync(join(tmpdir(), "fleet-layout-"));

afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Writes an app's files to a folder. */
function written(name: string, app: FleetApp): string {
  const folder = join(FOLDER, name);
  for (const { path, text } of renderedFiles(app)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The fleet of `main.ts` in a layout; only this property differs. */
function mainFleet(layout: Layout): string {
  const app = createApp(main, { out: FOLDER });
  Object.defineProperty(app.fleets[0], "layout", { value: layout });
  return written(layout, app);
}

const VANILLA = mainFleet("vanilla");
const DENDRITIC = mainFleet("dendritic");

describe("the vanilla layout", () => {
  it("has no namespace flake.modules, and imports each file explicitly", () => {
    const files = nixFilesIn(VANILLA);
    for (const file of files) {
      expect(readFileSync(file, "utf8"), file).not.toMatch(/flake\.modules\b|import-tree/);
    }
    const flake = readFileSync(join(VANILLA, "flake.nix"), "utf8");
    const imported = [...flake.matchAll(/^ +\.\/(modules\/\S+\.nix)$/gm)].map(([, path]) => path);
    const modules = files.map((file) => file.slice(VANILLA.length + 1));
    expect(imported).toEqual(modules.filter((path) => path.startsWith("modules/")).sort());
  });

  testNixFiles("every Nix file of it", () => nixFilesIn(VANILLA));

  it("has no Nix file for which statix reports a problem", () => {
    expect(statixComplaints(nixFilesIn(VANILLA))).toEqual([]);
  });
});

/** A Mac that imports `base` by itself, and by a feature. */
function diamond(layout: Layout): string {
  const app = testApp();
  const fleet = new Fleet(app, "infra", { layout });
  const base = new DendriticModule(fleet, "base", {
    parts: { shells: { darwin: { environment: { shells: ["/bin/zsh"] } } } },
  });
  const desktop = new DendriticModule(fleet, "desktop", {
    parts: { editor: { darwin: { environment: { variables: { EDITOR: "vim" } } } } },
    imports: [base],
  });
  new DarwinMachine(fleet, "blackphos", { stateVersion: 6, imports: [base, desktop] });
  return written(`diamond-${layout}`, app);
}

/** Every option of every machine, merged by the real Nix. */
function machinesOf(folder: string): Readonly<Record<string, string>> {
  const output = `${folder}.evaluated`;
  expect(evalTree(folder, output)).toBe("");
  const names = readdirSync(output).filter((name) => /^(deep|machine)\..*\.json$/.test(name));
  expect(names.length).toBeGreaterThan(0);
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(output, name), "utf8").replaceAll(folder, "")]),
  );
}

describeWithCheckouts([EVAL_TREE], "the vanilla layout, evaluated with its inputs", () => {
  it("has the same machines as the dendritic layout", { timeout: 120_000 }, () => {
    expect(machinesOf(VANILLA)).toEqual(machinesOf(DENDRITIC));
  });

  it("imports a module only once if a machine imports it in two ways", { timeout: 120_000 }, () => {
    const machines = machinesOf(diamond("vanilla"));
    expect(machines).toEqual(machinesOf(diamond("dendritic")));
    expect(machines["deep.blackphos.json"]?.match(/\/bin\/zsh/g)).toHaveLength(1);
  });
});
