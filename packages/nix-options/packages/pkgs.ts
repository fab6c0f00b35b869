import { NixExpression, nix } from "@nix-fleet/nix-language";
import type { Package } from "../option";
import type { PackageIn, PackageName, PackageSetName } from "./package-names";

const PACKAGE_REFERENCE = Symbol.for("nix-fleet.nix-options.PackageReference");

/** A reference to a package by name. Created by {@link pkgs} and similar functions. */
export class PackageReference extends NixExpression<Package> {
  static {
    Object.defineProperty(PackageReference.prototype, PACKAGE_REFERENCE, { value: true });
  }

  /** Whether a value is such a reference, also of another copy of this library. */
  static isPackageReference(value: unknown): value is PackageReference {
    return typeof value === "object" && value !== null && PACKAGE_REFERENCE in value;
  }

  constructor(
    expression: NixExpression<unknown>,
    readonly name: string,
    /** The set of `pkgs` that contains it. @default - `pkgs` itself */
    readonly set?: string,
  ) {
    super(expression.node);
  }
}

/** A package by name: `pkgs("ripgrep")` is `pkgs.ripgrep`. The module needs the argument `pkgs`. */
export function pkgs(name: PackageName): PackageReference {
  return new PackageReference(nix.ref("pkgs", name), name);
}

/** Several packages: `packages("fd", "ripgrep")` is `with pkgs; [ fd ripgrep ]`. */
export function packages(...names: readonly PackageName[]): NixExpression<readonly Package[]> {
  const list = names.map((name) => new PackageReference(nix.ref(name), name));
  return new NixExpression(nix.with("pkgs", list).node);
}

/**
 * The packages of a set by name: with `const python = packageSet("python3Packages")`, `python("requests")`
 * is `pkgs.python3Packages.requests`.
 */
export function packageSet<Set extends PackageSetName>(
  set: Set,
): (name: PackageIn<Set>) => PackageReference {
  return (name) => new PackageReference(nix.ref("pkgs", set, name), name, set);
}
