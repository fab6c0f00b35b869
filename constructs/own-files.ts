/**
 * The generated files that can give way to one of the author's own, and what is generated in their place:
 * a file that theirs imports or calls, or nothing.
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

/** A generated file that can give way to one of the author's own. */
export type OwnFile = keyof typeof GIVES_WAY;

/** All of them. */
export const OWN_FILES = Object.keys(GIVES_WAY) as readonly OwnFile[];
