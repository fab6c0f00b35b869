import { DendriticModule, type Fleet } from "../../constructs";

/** The shell: fish with starship's prompt, and direnv. */
export function declareShell(fleet: Fleet) {
  const loginShell = { programs: { fish: { enable: true } } };
  return new DendriticModule(fleet, "shell", {
    parts: {
      fish: {
        nixos: loginShell,
        darwin: loginShell,
        homeManager: {
          programs: {
            fish: {
              enable: true,
              functions: { fish_greeting: "" },
              shellAbbrs: { "..": "cd ..", g: "git", ll: "ls -l" },
            },
          },
        },
      },
      starship: {
        homeManager: {
          programs: {
            starship: { enable: true, settings: { add_newline: false, command_timeout: 1000 } },
          },
        },
      },
      direnv: {
        homeManager: {
          programs: {
            direnv: {
              enable: true,
              "nix-direnv": { enable: true },
              config: { global: { hide_env_diff: true } },
            },
          },
        },
      },
    },
  });
}
