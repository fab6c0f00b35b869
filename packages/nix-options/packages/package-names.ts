import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nearestNames } from "../check/nearest";
import type { ListedPackage, ListedPackageSets } from "../src/packages";

/**
 * Packages from overlays, and packages of nixpkgs with names that are not in the list. The fleet extends this interface:
 *
 * ```ts
 * declare module "@nix-fleet/nix-options" {
 *   interface DeclaredPackages { readonly nodejs_22: true }
 * }
 * ```
 */
export interface DeclaredPackages {
  readonly [declared: symbol]: never;
}

/** The name of a package in `pkgs`. */
export type PackageName = ListedPackage | (keyof DeclaredPackages & string);

/** The name of a set of packages in `pkgs`: `python3Packages`. */
export type PackageSetName = keyof ListedPackageSets;

/** The name of a package in a set: `requests` of `python3Packages`. */
export type PackageIn<Set extends PackageSetName> = ListedPackageSets[Set];

interface PackageList {
  /** Names with spaces between them. */
  readonly names: string;
  readonly sets: { readonly [set: string]: string };
  /** Sets with the same names as another set. */
  readonly same: { readonly [set: string]: string };
}

let list: PackageList | undefined;
const namesIn = new Map<string, ReadonlySet<string>>();

/** Whether `pkgs`, or one of its sets, has a package with this name, according to the list. */
export function isPackageName(name: string, set?: string): boolean {
  return packageNames(set).has(name);
}

/** Suggestions for a wrong package name, the most similar first. */
export function nearestPackageNames(name: string, set?: string): readonly string[] {
  return nearestNames(name, packageNames(set));
}

/** All packages of the list in `pkgs` or in one of its sets; empty if the set does not exist. */
export function packageNames(set?: string): ReadonlySet<string> {
  const key = set ?? "";
  const known = namesIn.get(key);
  if (known !== undefined) return known;
  const { names: all, sets, same } = packageList();
  const text = set === undefined ? all : sets[same[set] ?? set];
  const names = new Set(text?.split(" "));
  namesIn.set(key, names);
  return names;
}

/** Suggestions for a wrong name of a package set, the most similar first. */
export function nearestPackageSets(name: string): readonly string[] {
  const { sets, same } = packageList();
  return nearestNames(name, [...Object.keys(sets), ...Object.keys(same)]);
}

function packageList(): PackageList {
  list ??= JSON.parse(
    readFileSync(join(__dirname, "../../schema/packages.json"), "latin1"),
  ) as PackageList;
  return list;
}
