import { DendriticModule, type Fleet, inputModule, nix, packages } from "../../constructs";

/** The base of every machine: maintenance of the Nix store, and command line tools. */
export function declareBase(fleet: Fleet) {
  const garbage = { automatic: true, options: "--delete-older-than 30d" };
  const tools = { environment: { systemPackages: packages("fd", "ripgrep", "tree") } };
  return new DendriticModule(fleet, "base", {
    imports: [inputModule("home-manager", "darwin", "home-manager")],
    parts: {
      "home-manager": {
        darwin: {
          "home-manager": {
            useGlobalPkgs: true,
            useUserPackages: true,
            backupFileExtension: nix.comment("Back up existing dotfiles.", "before-home-manager"),
          },
        },
      },
      nix: {
        nixos: {
          nix: {
            gc: { ...garbage, dates: "weekly" },
            optimise: { automatic: true },
          },
        },
        darwin: {
          nix: {
            gc: garbage,
            optimise: { automatic: true },
            settings: { "trusted-users": ["@admin"] },
          },
        },
      },
      tools: { nixos: tools, darwin: tools },
    },
  });
}
