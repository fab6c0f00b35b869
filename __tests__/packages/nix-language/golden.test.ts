import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type NixValue, print } from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";
import * as disko from "./golden/disko";
import * as feature from "./golden/feature";
import * as flake from "./golden/flake";
import * as functions from "./golden/functions";
import * as host from "./golden/host";
import * as inherits from "./golden/inherits";
import * as layout from "./golden/layout";
import * as literals from "./golden/literals";
import * as operators from "./golden/operators";
import * as options from "./golden/options";
import * as order from "./golden/order";
import * as script from "./golden/script";
import * as widths from "./golden/widths";

interface Golden {
  readonly value: NixValue;
  readonly header?: string;
}

const goldens: Readonly<Record<string, Golden>> = {
  disko,
  feature,
  flake,
  functions,
  host,
  inherits,
  layout,
  literals,
  operators,
  options,
  order,
  script,
  widths,
};

const names = Object.keys(goldens);

function fileOf(name: string): string {
  return join(__dirname, "golden", `${name}.nix`);
}

describe("golden files", () => {
  it.each(Object.entries(goldens))("%s.nix is the printed text of its value", (name, golden) => {
    expect(print(golden.value, golden.header)).toBe(readFileSync(fileOf(name), "utf8"));
  });
});

describeWithTools(["nixfmt"], "golden files, read by nixfmt", () => {
  it("are formatted", () => {
    execFileSync("nixfmt", ["--check", ...names.map(fileOf)]);
  });
});

describeWithTools(["nix-instantiate"], "golden files, read by Nix", () => {
  it("parse", () => {
    execFileSync("nix-instantiate", ["--parse", ...names.map(fileOf)], { stdio: "pipe" });
  });
});
