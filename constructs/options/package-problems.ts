import { partsOf } from "@nix-fleet/nix-language";
import {
  isPackageName,
  nearestPackageNames,
  nearestPackageSets,
  PackageReference,
  packageNames,
} from "@nix-fleet/nix-options";
import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { AnySettings } from "./nix-value";

/** Reports packages of `pkgs(…)` that are neither in nixpkgs nor in `packages` of the fleet. */
export function* packageProblems(
  settings: AnySettings,
  { fleet, at: place }: { readonly fleet: Fleet; readonly at: readonly string[] },
): Iterable<Finding> {
  for (const { value, at } of partsOf(settings, place)) {
    if (!PackageReference.isPackageReference(value)) continue;
    const { name, set } = value;
    const path = set === undefined ? name : `${set}.${name}`;
    if (isPackageName(name, set) || fleet.packages.includes(path)) continue;
    yield {
      code: "package-unknown",
      summary: `${at.join(".")} has a package that is not in nixpkgs`,
      value: path,
      allowed: "packages in the list of nixpkgs or in `packages` of the fleet",
      remedy: remedyFor(name, set),
    };
  }
}

function remedyFor(name: string, set: string | undefined): string {
  const [first = "", ...others] = name.split(".");
  if (set === undefined && isPackageName(others.join("."), first)) {
    return `write packageSet("${first}")("${others.join(".")}")`;
  }
  const isOfNoSet = set !== undefined && packageNames(set).size === 0;
  const nearest = isOfNoSet ? nearestPackageSets(set) : nearestPackageNames(name, set);
  return nearest.length > 0
    ? `did you mean ${nearest.join(" or ")}?`
    : "correct the name; declare one of an overlay in `packages` of the fleet";
}
