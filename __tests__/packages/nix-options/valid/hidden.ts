import { nix } from "@nix-fleet/nix-language";
import type { DarwinOptions, HomeOptions, NixosOptions } from "@nix-fleet/nix-options";

const CHECKS = {
  assertions: [{ assertion: nix.ref("config.users.mutableUsers"), message: "it has a name" }],
  warnings: ["it is old"],
};

/** Options that manuals leave out, and people set: internal ones, and old names that still work. */
export const HIDDEN_NIXOS: Readonly<Record<string, NixosOptions>> = {
  "assertions and warnings": CHECKS,
  "the kernel's configuration, and a container": {
    boot: { isContainer: true },
    system: { requiredKernelConfig: [nix.ref("config.lib.kernelConfig.isYes")] },
  },
};

export const HIDDEN_DARWIN: Readonly<Record<string, DarwinOptions>> = {
  "assertions and warnings": CHECKS,
  "a script after the activation": {
    system: { activationScripts: { postActivation: { text: "echo done" } } },
  },
  "old names of what is in a freeform type": { nix: { trustedUsers: ["ada"], useSandbox: true } },
};

export const HIDDEN_HOME: Readonly<Record<string, HomeOptions>> = {
  "assertions and warnings": CHECKS,
  "packages that are not free": { nixpkgs: { config: { allowUnfree: true } } },
  "dconf switched off": { dconf: { enable: false } },
  "old names of git's": {
    programs: {
      git: {
        userName: "Ada",
        userEmail: "ada@example.org",
        extraConfig: { init: { defaultBranch: "main" } },
        delta: { enable: true },
      },
    },
  },
  "old names of others": {
    programs: {
      ssh: { matchBlocks: { forge: { hostname: "forge.example.org", forwardAgent: true } } },
      vscode: { userSettings: { "editor.tabSize": 2 } },
      zsh: { initExtra: "setopt autocd" },
    },
  },
  "a browser of a family": { programs: { "google-chrome": { enable: true } } },
};
