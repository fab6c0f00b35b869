/**
 * The generated files that a hand-written file can replace, each with the file that is then generated for
 * it to import or call, if any.
 */
export const GIVES_WAY = {
  ".clan-flake": undefined,
  ".github/workflows/ci.yml": ".github/workflows/fleet.yml",
  "README.md": undefined,
  "flake.nix": "flake-module.nix",
  justfile: "fleet.just",
  "modules/flake-parts/dev-shell.nix": "modules/flake-parts/fleet-shell.nix",
  "modules/flake-parts/formatter.nix": undefined,
  "modules/flake-parts/meta.nix": undefined,
  "terraform/.gitignore": undefined,
} as const;

/** A generated file that a hand-written file can replace. */
export type OwnFile = keyof typeof GIVES_WAY;

/** All of them. */
export const OWN_FILES = Object.keys(GIVES_WAY) as readonly OwnFile[];
