import { nix } from "@nix-fleet/nix-language";
import { checkOptions, lib, packageSet, packages, pkgs } from "@nix-fleet/nix-options";
import { beforeAll, describe, expect, it } from "vitest";
import { MISUSES, type Misuse } from "./misuses";
import { compilerMessages } from "./support/compile";

let messages: readonly (string | undefined)[];

// A machine may be busy, and the compiler reads 30,000 options once.
beforeAll(() => {
  messages = compilerMessages(MISUSES);
}, 180_000);

function evaluated({ settings }: Misuse): unknown {
  const scope = { lib, nix, packageSet, packages, pkgs };
  return new Function(...Object.keys(scope), `return (${settings});`)(...Object.values(scope));
}

it("covers every kind of misuse in all three classes", () => {
  expect(MISUSES.length).toBeGreaterThan(60);
  expect(new Set(MISUSES.map(({ moduleClass }) => moduleClass)).size).toBe(3);
  expect(new Set(MISUSES.map(({ kind }) => kind)).size).toBe(5);
});

describe.each(MISUSES.map((misuse, index) => ({ ...misuse, index })))(
  "$kind in $moduleClass: $path",
  ({ index, ...misuse }) => {
    it("does not compile", () => {
      expect(messages[index]).toMatch(misuse.compiler);
    });

    it("is refused at run time by the same name", () => {
      const problems = checkOptions(misuse.moduleClass, evaluated(misuse));
      const found = problems.find(({ kind, path }) => kind === misuse.kind && path === misuse.path);
      expect(found, JSON.stringify(problems)).toBeDefined();
      if (misuse.nearest !== undefined) expect(found?.nearest[0]).toBe(misuse.nearest);
    });
  },
);
