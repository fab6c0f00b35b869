import type { Recipe } from "../../justfile";

/** What concerns the flake as a whole; continuous integration runs the same. */
export const CHECK: Recipe = {
  name: "check",
  comment: "Evaluate every machine and every check, those of other platforms too",
  lines: ["nix flake check --all-systems --no-build"],
};

export const VERIFY: Recipe = {
  name: "verify",
  comment: "Build every machine and every check of this platform",
  lines: ["nix flake check"],
};

export const LINT: Recipe = {
  name: "lint",
  comment: "Look for mistakes and dead code",
  lines: ["statix check .", "deadnix --fail ."],
};

export const FORMAT: Recipe = {
  name: "fmt",
  comment: "Format every file",
  lines: ["nix fmt"],
};
