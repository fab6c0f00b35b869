import type { FlakeInputSource } from "./flake-input";

const NIXPKGS = { nixpkgs: "nixpkgs" };

/**
 * The inputs that generated modules may refer to. The generated flake has only those that are referenced or
 * followed.
 */
export const STANDARD_INPUTS = {
  nixpkgs: { url: "github:NixOS/nixpkgs/nixpkgs-unstable" },
  "flake-parts": {
    url: "github:hercules-ci/flake-parts",
    follows: { "nixpkgs-lib": "nixpkgs" },
  },
  "import-tree": { url: "github:vic/import-tree" },
  systems: { url: "github:nix-systems/default" },
  "treefmt-nix": { url: "github:numtide/treefmt-nix", follows: NIXPKGS },
  "clan-core": {
    url: "https://git.clan.lol/clan/clan-core/archive/main.tar.gz",
    follows: {
      nixpkgs: "nixpkgs",
      "flake-parts": "flake-parts",
      "sops-nix": "sops-nix",
      disko: "disko",
      "nix-darwin": "nix-darwin",
      systems: "systems",
      "treefmt-nix": "treefmt-nix",
    },
  },
  "nix-darwin": { url: "github:nix-darwin/nix-darwin", follows: NIXPKGS },
  "home-manager": { url: "github:nix-community/home-manager", follows: NIXPKGS },
  disko: { url: "github:nix-community/disko", follows: NIXPKGS },
  srvos: { url: "github:nix-community/srvos", follows: NIXPKGS },
  "sops-nix": { url: "github:Mic92/sops-nix", follows: NIXPKGS },
  terranix: {
    url: "github:terranix/terranix",
    follows: { nixpkgs: "nixpkgs", "flake-parts": "flake-parts", systems: "systems" },
  },
} as const satisfies { readonly [name: string]: FlakeInputSource };
