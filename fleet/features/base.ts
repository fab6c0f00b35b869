import { DendriticModule, type Fleet, inputModule, nix, packages } from "../../constructs";

/** What every machine has: how Nix keeps its store, and the tools of a person who logs in. */
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
            backupFileExtension: nix.comment(
              "Keeps the dotfiles from before the migration.",
              "before-home-manager",
            ),
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
