import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkOptions,
  type ModuleClass,
  type OptionNode,
  type OptionType,
} from "@nix-fleet/nix-options";
import { expect, it } from "vitest";
import { describeWithCheckouts } from "../../nix/support/checkouts";
import { evaluate } from "../../nix/support/evaluate";
import fc from "../../support/fast-check";
import { ANY_VALUES, listedOptions, rightValues } from "./support/draw";

interface Sample {
  readonly type: OptionType;
  readonly node: OptionNode;
  readonly value: unknown;
}

const CLASSES: readonly ModuleClass[] = ["nixos", "darwin", "homeManager"];
const SAMPLES_PER_CLASS = 300;

function samplesOf(moduleClass: ModuleClass): readonly Sample[] {
  const options = listedOptions(moduleClass);
  const sample = fc
    .constantFrom(...options)
    .chain(({ type, node }) => {
      const right = rightValues(type, node);
      const values = right === undefined ? ANY_VALUES : fc.oneof(right, ANY_VALUES);
      return values.map((value) => ({ type, node, value }));
    })
    .filter(({ type, value }) => !isModuleFile(type, value));
  return fc.sample(sample, SAMPLES_PER_CLASS);
}

/** A text for a submodule is a file to import: there is none. */
function isModuleFile(type: OptionType, value: unknown): boolean {
  return JSON.stringify(type).includes('sub"') && JSON.stringify(value).includes('"/');
}

function verdictsOf(samples: readonly Sample[], nixpkgsLib: string): readonly boolean[] {
  const samplesFile = join(mkdtempSync(join(tmpdir(), "samples-")), "samples.json");
  writeFileSync(samplesFile, JSON.stringify(samples));
  return evaluate("../../packages/nix-options/judge.nix", { nixpkgsLib, samplesFile });
}

function isAccepted({ type, node, value }: Sample): boolean {
  const option = { c: { it: { ...node, t: type } } };
  const list = { name: "one option", version: "0", options: option };
  return checkOptions("nixos", { it: value }, { list }).length === 0;
}

describeWithCheckouts(["nixpkgs-lib/lib"], "the types of nixpkgs' lib", (checkouts) => {
  it.each(CLASSES)(
    "accept the same values as the check, for options of %s",
    (moduleClass) => {
      const samples = samplesOf(moduleClass);
      const verdicts = verdictsOf(samples, join(checkouts, "nixpkgs-lib/lib"));
      const disagreements = samples.filter(
        (sample, index) => isAccepted(sample) !== verdicts[index],
      );
      expect(disagreements.map((sample) => ({ ...sample, check: isAccepted(sample) }))).toEqual([]);
      // Neither side takes everything, or nothing.
      expect(new Set(verdicts).size).toBe(2);
    },
    120_000,
  );
});
