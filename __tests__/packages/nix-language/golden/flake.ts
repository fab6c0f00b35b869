import { nix } from "@nix-fleet/nix-language";

export const value = nix.set(
  { description: "Machines of the fleet" },
  {
    inputs: {
      nixpkgs: { url: "github:nixos/nixpkgs/nixos-unstable" },
      "flake-parts": nix.set({
        url: "github:hercules-ci/flake-parts",
        inputs: { "nixpkgs-lib": { follows: "nixpkgs" } },
      }),
      "import-tree": { url: "github:vic/import-tree" },
    },
  },
  {
    outputs: nix.lambda(
      "inputs",
      nix.apply(
        "inputs.flake-parts.lib.mkFlake",
        nix.set(nix.inherit("inputs")),
        nix.apply("inputs.import-tree", nix.path("./modules")),
      ),
    ),
  },
);
