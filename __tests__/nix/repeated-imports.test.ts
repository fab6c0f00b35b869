import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import {
  DendriticModule,
  FlakeInput,
  type Fleet,
  inputModule,
  type Module,
  type Settings,
} from "../../constructs";
import { nixSide } from "../support/diagnostics";
import { fleetWith } from "../support/fleets";
import { describeWithCheckouts } from "./support/checkouts";
import { evaluate } from "./support/evaluate";

const folder = mkdtempSync(join(tmpdir(), "fleet-diamond-"));

afterAll(() => rmSync(folder, { recursive: true }));

const OPTION = "ports";

const optionWith = (name: string): Settings => ({ [OPTION]: [name] });

/** The value of the option in a module that imports two modules with the same base. */
function optionOf(checkouts: string, base: (fleet: Fleet) => Module<"nixos">) {
  const { app } = fleetWith((fleet) => {
    new FlakeInput(fleet, "extra", { url: "github:example/extra" });
    const imports = [base(fleet)];
    const own = (name: string) =>
      new DendriticModule(fleet, name, {
        parts: { own: { nixos: optionWith(name) } },
        imports,
      });
    new DendriticModule(fleet, "both", {
      parts: { own: { nixos: {} } },
      imports: [own("desktop"), own("server")],
    });
  });
  const files = nixSide(app)
    .files.filter(({ path }) => /^modules\/(base|both|desktop|server|flake-parts\/mo)/.test(path))
    .map(({ path, text }) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    });
  const argument = { checkouts, files, module: "both", option: OPTION };
  return evaluate<string[]>("module-options.nix", argument).sort();
}

describeWithCheckouts(
  ["flake-parts/flake.nix", "nixpkgs-lib/lib"],
  "a module that two others import with flake-parts",
  (checkouts) => {
    it("is imported once, in each of its files", () => {
      const base = (fleet: Fleet) =>
        new DendriticModule(fleet, "base", {
          parts: {
            first: { nixos: optionWith("first") },
            second: { nixos: optionWith("second") },
          },
        });
      expect(optionOf(checkouts, base)).toEqual(["desktop", "first", "second", "server"]);
    });

    it("is imported once if it is a set in another flake", () => {
      const inline = () => inputModule("extra", "nixos", "inline");
      expect(optionOf(checkouts, inline)).toEqual(["desktop", "inline", "server"]);
    });
  },
);
