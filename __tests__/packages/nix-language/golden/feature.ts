import { nix } from "@nix-fleet/nix-language";

const tools = nix.fn(["pkgs"], {
  environment: { systemPackages: nix.with("pkgs", [nix.ref("git"), nix.ref("ripgrep")]) },
});

/** One feature for three classes: functions as values, conditions, and shared metadata. */
export const value = nix.fn(
  ["config", "lib"],
  nix.set(
    nix.entry(["flake", "modules", "nixos", "tools"], tools),
    nix.entry(["flake", "modules", "darwin", "tools"], tools),
    nix.entry(
      ["flake", "modules", "homeManager", "tools"],
      nix.fn(
        ["config", "lib", "pkgs"],
        nix.set(
          { home: { stateVersion: "25.11" } },
          {
            programs: {
              git: {
                enable: true,
                userEmail: nix.ref("config.flake.meta.users.crs58.email"),
                extraConfig: { pull: { rebase: true }, init: { defaultBranch: "main" } },
              },
              fish: nix.apply("lib.mkIf", nix.ref("pkgs.stdenv.hostPlatform.isLinux"), {
                enable: true,
              }),
              direnv: nix.apply("lib.mkDefault", { enable: true, nix_direnv: true }),
            },
          },
        ),
      ),
    ),
  ),
);
