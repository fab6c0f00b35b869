import { isPackageName, nearestPackageNames } from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";
import { messagesByLine } from "./support/compile";

describe("names of packages", () => {
  it("are known in pkgs and in package sets", () => {
    expect(isPackageName("ripgrep")).toBe(true);
    expect(isPackageName("ripgrp")).toBe(false);
    expect(isPackageName("requests", "python3Packages")).toBe(true);
    expect(isPackageName("requests", "python313Packages")).toBe(true);
    expect(isPackageName("requests", "vimPlugins")).toBe(false);
    expect(isPackageName("requests", "noPackages")).toBe(false);
    expect(isPackageName("")).toBe(false);
  });

  it("have suggestions for similar names", () => {
    expect(nearestPackageNames("ripgrp")[0]).toBe("ripgrep");
    expect(nearestPackageNames("requsts", "python3Packages")[0]).toBe("requests");
    expect(nearestPackageNames("zzzzzzzzzzzzz")).toEqual([]);
  });

  it("are refused by the compiler, unless the fleet declares them", () => {
    const [wrong, nested, declared] =
      messagesByLine(`import { packageSet, pkgs } from "@nix-fleet/nix-options";
declare module "@nix-fleet/nix-options" { interface DeclaredPackages { readonly nodejs_22: true } }
export const wrong = pkgs("ripgrp");
export const nested = packageSet("python3Packages")("requsts");
export const declared = [pkgs("nodejs_22"), pkgs("ripgrep"), packageSet("python3Packages")("requests")];
`).slice(2);
    expect(wrong).toMatch(/'"ripgrp"' is not assignable to parameter of type 'PackageName'/);
    expect(nested).toMatch(/'"requsts"' is not assignable/);
    expect(declared).toBeUndefined();
  }, 120_000);
});
