import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWithMain, REPOSITORY, runFleet, writeMain } from "../support/run-fleet";
import { describeWithCheckouts } from "./support/checkouts";
import { NIX_CONFIG, TEST_CLAN } from "./support/committed-fleet";
import { evaluate } from "./support/evaluate";

const FILE = join(REPOSITORY, "nix-modules/static/modules/flake-parts/option-list.nix");

const HARNESS = join(REPOSITORY, "../shared/nix-harness");

/** A stub for nixpkgs' packages, outside the repository. */
const PACKAGES = join(HARNESS, "options/harness/pkgs.nix");

const EVAL_FLAKE = join(HARNESS, "eval-flake.nix");

const main = (lists: boolean, tools: { readonly mac: string; readonly home: string }) => `
import { DarwinMachine, Fleet, type FleetApp, inputModule, User, UserAccount } from CONSTRUCTS;
${lists ? 'import "./options/darwin";\nimport "./options/homeManager";' : ""}

export function main(app: FleetApp): void {
  const optionLists = ${lists ? '{ darwin: "options/darwin.json", homeManager: "options/homeManager.json" }' : "{}"};
  const fleet = new Fleet(app, "infra", { optionLists });
  const home = { stateVersion: "25.11", settings: { programs: { "${tools.home}": { enable: true } } } } as const;
  const ada = new User(fleet, "ada", { uid: 501, home });
  const blackphos = new DarwinMachine(fleet, "blackphos", {
    stateVersion: 6,
    primaryUser: ada,
    imports: [inputModule("home-manager", "darwin", "home-manager")],
    settings: { programs: { fish: { enable: true }, "${tools.mac}": { enable: true } } },
  });
  new UserAccount(fleet, "ada", { user: ada, machines: [blackphos] });
}
`;

/** What the compiler needs. */
const INSTALLED = ["typescript", "@types", "@nix-fleet"];

const OWN = { mac: "mac-tool", home: "home-tool" };

describeWithCheckouts(
  ["home-manager", "nix-darwin", "nixpkgs-lib/lib", PACKAGES],
  "nix build .#option-list",
  (checkouts) => {
    it("lists the options that machines and homes declare, and later runs use the list", {
      timeout: 120_000,
    }, () => {
      const folder = folderWithMain(main(false, OWN));
      mkdirSync(join(folder, "node_modules"));
      for (const name of INSTALLED) {
        const path = join("node_modules", name);
        symlinkSync(join(REPOSITORY, path), join(folder, path));
      }
      const before = runFleet(folder, "synth");
      expect(before.stderr).toMatch(/option list of nix-darwin 2026-06: "programs.mac-tool"/);
      expect(before.stderr).toMatch(/option list of home-manager 2026-08: "programs.home-tool"/);

      const files = evaluate<object>("option-list.nix", {
        checkouts,
        file: FILE,
        packages: PACKAGES,
      });
      expect(Object.keys(files)).toEqual(["darwin.json", "homeManager.json", "release"]);
      mkdirSync(join(folder, "result"));
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, "result", name), text);
      }
      const update = runFleet(folder, "options", "update", "--from", "result");
      expect(update).toMatchObject({ status: 0, stderr: "" });

      writeMain(folder, main(true, OWN));
      expect(runFleet(folder, "synth")).toMatchObject({ status: 0, stderr: "" });

      writeMain(folder, main(true, { mac: "mac-tol", home: "home-tol" }));
      const misspelt = runFleet(folder, "synth");
      expect(misspelt.stderr).toMatch(/programs.mac-tol"[\s\S]*did you mean mac-tool\?/);
      expect(misspelt.stderr).toMatch(/programs.home-tol"[\s\S]*did you mean home-tool\?/);

      writeMain(folder, main(true, { ...OWN, mac: "mac-tol" }));
      const { stderr } = runFleet(folder, "synth", "--typecheck");
      expect(stderr.match(/\S+ does not exist/g)).toEqual([`'"mac-tol"' does not exist`]);
    });
  },
);

describeWithCheckouts([EVAL_FLAKE], "the output option-list", (checkouts) => {
  it.each([NIX_CONFIG, TEST_CLAN])("exists in %s", (tree) => {
    const output = { checkouts, evalFlake: EVAL_FLAKE, name: "option-list", tree };
    expect(evaluate("flake-output.nix", output)).toBe("option-list");
  });
});
