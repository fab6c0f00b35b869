import { DendriticModule, type Fleet, nix } from "../../constructs";

/** Applications from Homebrew. */
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
                'Keep existing packages. Set to "uninstall" when the lists are complete.',
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

/** System preferences, and Touch ID instead of the password for sudo. */
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
