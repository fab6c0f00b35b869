import { DendriticModule, type Fleet, nix } from "../../constructs";

/** Applications that come from Homebrew. */
export function declareHomebrew(fleet: Fleet) {
  return new DendriticModule(fleet, "homebrew", {
    folder: "darwin",
    parts: {
      homebrew: {
        darwin: {
          homebrew: {
            enable: true,
            enableFishIntegration: true,
            onActivation: {
              cleanup: nix.comment(
                'Keeps what a Mac had before its migration; set "uninstall" once the lists are complete.',
                "none",
              ),
            },
            casks: ["firefox", "ghostty"],
          },
        },
      },
    },
  });
}

/** System preferences, and Touch ID in place of the password for sudo. */
export function declareSystem(fleet: Fleet) {
  return new DendriticModule(fleet, "system", {
    folder: "darwin",
    parts: {
      "touch-id": {
        darwin: {
          security: { pam: { services: { sudo_local: { touchIdAuth: true, reattach: true } } } },
        },
      },
      preferences: {
        darwin: {
          system: {
            defaults: {
              NSGlobalDomain: { AppleShowAllExtensions: true, InitialKeyRepeat: 15, KeyRepeat: 2 },
              dock: { autohide: true, "show-recents": false },
              finder: { FXPreferredViewStyle: "clmv", ShowPathbar: true },
              trackpad: { Clicking: true },
            },
          },
        },
      },
    },
  });
}
