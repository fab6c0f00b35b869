import { NixExpression, nix } from "@nix-fleet/nix-language";
import type { Package } from "../option";
import type { PackageIn, PackageName, PackageSetName } from "./package-names";

/** A package by name: `pkgs("ripgrep")` is `pkgs.ripgrep`. A module needs `pkgs` among its arguments. */
export function pkgs(name: PackageName): NixExpression<Package> {
  return new NixExpression(nix.ref("pkgs", name).node);
}

/** Several packages: `packages("fd", "ripgrep")` is `with pkgs; [ fd ripgrep ]`. */
export function packages(...names: readonly PackageName[]): NixExpression<readonly Package[]> {
  const list = names.map((name) => nix.ref(name));
  return new NixExpression(nix.with("pkgs", list).node);
}

/**
 * The packages of a set by name: with `const python = packageSet("python3Packages")`, `python("requests")`
 * is `pkgs.python3Packages.requests`.
 */
export function packageSet<Set extends PackageSetName>(
  set: Set,
): (name: PackageIn<Set>) => NixExpression<Package> {
  return (name) => new NixExpression(nix.ref("pkgs", set, name).node);
}
