import { nix } from "@nix-fleet/nix-language";
import { checkOptions, type ModuleClass } from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";
import { pathText } from "../../../packages/nix-options/lib/check/path";
import fc from "../../support/fast-check";
import {
  concretePath,
  type ListedOption,
  listedOptions,
  rightValues,
  settingsWith,
} from "./support/draw";

const CLASSES: readonly ModuleClass[] = ["nixos", "darwin", "homeManager"];

/** Options with a value that fits. Items of lists may need others beside them, so they are left out. */
function optionWithValue(options: readonly ListedOption[]) {
  return fc.constantFrom(...options.filter(({ path }) => !path.includes("*"))).chain((option) =>
    (rightValues(option.type, option.node) ?? fc.constant(undefined)).map((value) => ({
      ...option,
      value,
    })),
  );
}

describe.each(CLASSES)("any option of %s", (moduleClass) => {
  const options = listedOptions(moduleClass);

  it("accepts a value of its type", () => {
    fc.assert(
      fc.property(optionWithValue(options), ({ path, value }) => {
        expect(checkOptions(moduleClass, settingsWith(path, value))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("is refused under a misspelt name, unless any name is allowed there", () => {
    const named = options.filter(({ path }) => !path.includes("*") && path.at(-1) !== "<name>");
    fc.assert(
      fc.property(fc.constantFrom(...named), ({ path }) => {
        const misspelt = [...path.slice(0, -1), `${path.at(-1)}Qqq`];
        const problems = checkOptions(moduleClass, settingsWith(misspelt, nix.ref("config.x")));
        const wrong = problems.filter(
          ({ kind }) => kind !== "unknown-option" && kind !== "dotted-name",
        );
        expect(wrong).toEqual([]);
        for (const { path: at } of problems) expect(at).toBe(pathText(concretePath(misspelt)));
      }),
      { numRuns: 300 },
    );
  });

  it("refuses a value of the wrong type, and names its path", () => {
    const scalars = options.filter(
      ({ type, isInner }) => !isInner && /^(bool|int|str|enum|path|package|between)$/.test(type[0]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...scalars), ({ path }) => {
        const problems = checkOptions(moduleClass, settingsWith(path, [{ no: "type" }]));
        expect(problems).toMatchObject([
          { kind: "wrong-type", path: pathText(concretePath(path)) },
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
