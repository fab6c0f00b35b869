import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { terranixModule } from "../../nix-modules/files/terranix/module";
import { describeWithTools } from "../support/tools";
import { describeWithCheckouts } from "./support/checkouts";
import { committedFleet, NIX_CONFIG } from "./support/committed-fleet";
import { evaluate } from "./support/evaluate";

const FOLDER = join(NIX_CONFIG, "modules/terranix");
const { stacks } = committedFleet();
const MODULES = readdirSync(FOLDER).map((name) => ({
  stack: basename(name, ".nix"),
  file: join(FOLDER, name),
}));

describeWithTools(["nix-instantiate"], "modules/terranix, evaluated", () => {
  it.each(MODULES)("$stack equals its rendered stack", (module) => {
    expect(evaluate("terranix-stack.nix", module)).toEqual(moduleOf(module.stack));
  });
});

describeWithCheckouts(
  ["terranix/core", "nixpkgs-lib/lib"],
  "modules/terranix, rendered by terranix",
  (checkouts) => {
    it.each(MODULES)("$stack equals its rendered stack", (module) => {
      const rendered = evaluate("terranix-core.nix", { ...module, checkouts });
      expect(rendered).toEqual(moduleOf(module.stack));
    });
  },
);

function moduleOf(id: string): unknown {
  const stack = stacks.find(({ node }) => node.id === id);
  return stack && terranixModule(stack);
}
