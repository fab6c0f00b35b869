import { NixExpression, nix } from "@nix-fleet/nix-language";
import type { Package } from "../option";
import type { PackageIn, PackageName, PackageSetName } from "./package-names";

/**
 * A package by name: `pkgs("ripgrep")` is `pkgs.ripgrep`, `pkgs("python3Packages", "requests")` is
 * `pkgs.python3Packages.requests`. A module needs `pkgs` among its arguments.
 */
export function pkgs(name: PackageName): NixExpression<Package>;
export function pkgs<Set extends PackageSetName>(
  set: Set,
  name: PackageIn<Set>,
): NixExpression<Package>;
export function pkgs(...names: readonly string[]): NixExpression<Package> {
  return new NixExpression(nix.ref("pkgs", ...names).node);
}

/** Several packages: `packages("fd", "ripgrep")` is `with pkgs; [ fd ripgrep ]`. */
export function packages(...names: readonly PackageName[]): NixExpression<readonly Package[]> {
  const list = names.map((name) => nix.ref(name));
  return new NixExpression(nix.with("pkgs", list).node);
}
