import type { Recipe } from "../../justfile";

export const CHECK: Recipe = {
  name: "check",
  comment: "Evaluate all machines and checks, including those of other platforms",
  body: "nix flake check --all-systems --no-build",
};

export const VERIFY: Recipe = {
  name: "verify",
  comment: "Build all machines and checks of this platform",
  body: "nix flake check",
};

export const LINT: Recipe = {
  name: "lint",
  comment: "Find anti-patterns and dead code",
  body: "statix check .\ndeadnix --fail .",
};

export const FORMAT: Recipe = {
  name: "fmt",
  comment: "Format all files",
  body: "nix fmt",
};
