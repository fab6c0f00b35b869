import { nix } from "@nix-fleet/nix-language";
import { type DarwinOptions, lib, packages, pkgs } from "@nix-fleet/nix-options";

/** Settings of Macs as people have them in public configurations. */
export const DARWIN: Readonly<Record<string, DarwinOptions>> = {
  "a dock that hides": {
    system: {
      defaults: {
        dock: {
          autohide: true,
          "autohide-delay": nix.float(0),
          "autohide-time-modifier": 0.25,
          largesize: 65,
          magnification: true,
          mineffect: "genie",
          "mru-spaces": false,
          orientation: "bottom",
          "persistent-apps": ["/Applications/Safari.app"],
          "show-recents": false,
          tilesize: 50,
          "wvous-br-corner": 1,
        },
      },
    },
  },
  "a Finder that shows everything": {
    system: {
      defaults: {
        finder: {
          AppleShowAllExtensions: true,
          AppleShowAllFiles: true,
          CreateDesktop: false,
          FXEnableExtensionChangeWarning: false,
          FXPreferredViewStyle: "Nlsv",
          ShowPathbar: true,
          ShowStatusBar: true,
          _FXShowPosixPathInTitle: true,
        },
      },
    },
  },
  "a keyboard for typists": {
    system: {
      defaults: {
        NSGlobalDomain: {
          AppleInterfaceStyle: "Dark",
          ApplePressAndHoldEnabled: false,
          InitialKeyRepeat: 15,
          KeyRepeat: 2,
          NSAutomaticCapitalizationEnabled: false,
          "com.apple.keyboard.fnState": true,
          "com.apple.mouse.tapBehavior": 1,
          "com.apple.swipescrolldirection": false,
        },
      },
      keyboard: { enableKeyMapping: true, remapCapsLockToEscape: true },
    },
  },
  "a mouse that a global preference slows down": {
    system: { defaults: { ".GlobalPreferences": { "com.apple.mouse.scaling": 1.5 } } },
  },
  "a trackpad and a login window": {
    system: {
      defaults: {
        loginwindow: { GuestEnabled: false, LoginwindowText: "Ask at the desk." },
        trackpad: { Clicking: true, TrackpadThreeFingerDrag: true },
        screencapture: { location: "~/Pictures", type: "png" },
      },
    },
  },
  "preferences that no option has": {
    system: {
      defaults: {
        CustomUserPreferences: {
          "com.apple.desktopservices": { DSDontWriteNetworkStores: true },
        },
      },
    },
  },
  "Homebrew with casks and store apps": {
    homebrew: {
      enable: true,
      global: { autoUpdate: false },
      onActivation: { autoUpdate: true, cleanup: "zap", upgrade: true },
      taps: ["homebrew/services"],
      brews: ["mas", { name: "postgresql@16", restart_service: "changed" }],
      casks: ["1password", { name: "firefox", greedy: true }],
      masApps: { Xcode: 497_799_835 },
    },
  },
  "a daemon of launchd": {
    launchd: {
      daemons: {
        backup: {
          command: "/usr/local/bin/backup",
          serviceConfig: {
            KeepAlive: false,
            RunAtLoad: true,
            StandardErrorPath: "/var/log/backup.log",
            StartCalendarInterval: [{ Hour: 3, Minute: 30 }],
          },
        },
      },
    },
  },
  "an agent of a person, kept alive after a crash": {
    launchd: {
      user: {
        agents: {
          sync: {
            serviceConfig: {
              ProgramArguments: [nix.interpolate`${nix.ref("pkgs.syncthing")}/bin/syncthing`],
              KeepAlive: { Crashed: true, SuccessfulExit: false },
            },
          },
        },
      },
    },
  },
  "Nix itself": {
    nix: {
      gc: {
        automatic: true,
        interval: { Weekday: 0, Hour: 2, Minute: 0 },
        options: "--delete-older-than 30d",
      },
      optimise: { automatic: true },
      settings: {
        "experimental-features": "nix-command flakes",
        "max-jobs": "auto",
        cores: 4,
        "trusted-users": ["root", "@admin"],
      },
    },
  },
  "a builder for Linux": {
    nix: {
      "linux-builder": { enable: true, ephemeral: true, maxJobs: 4 },
      buildMachines: [{ hostName: "builder", systems: ["x86_64-linux"], maxJobs: 8 }],
      distributedBuilds: true,
    },
  },
  "shells and packages": {
    environment: {
      shells: [pkgs("fish"), pkgs("zsh")],
      systemPackages: packages("git", "vim"),
      systemPath: ["/opt/homebrew/bin"],
      variables: { EDITOR: "vim" },
    },
    programs: { fish: { enable: true }, zsh: { enable: true, enableCompletion: true } },
  },
  "Touch ID for sudo": { security: { pam: { services: { sudo_local: { touchIdAuth: true } } } } },
  "a primary user with a home": {
    system: { primaryUser: "ada", stateVersion: 6 },
    users: {
      users: { ada: { home: "/Users/ada", shell: pkgs("fish"), uid: 501 } },
      knownUsers: ["ada"],
    },
    "home-manager": {
      useGlobalPkgs: true,
      backupFileExtension: "old",
      users: { ada: { home: { stateVersion: "25.11" }, programs: { bat: { enable: true } } } },
    },
  },
  "names on the network": {
    networking: {
      computerName: "Ada’s Mac",
      hostName: "blackphos",
      dns: ["1.1.1.1"],
      knownNetworkServices: ["Wi-Fi"],
    },
    time: { timeZone: "Europe/Berlin" },
  },
  "services of a developer's Mac": {
    services: {
      openssh: { enable: lib.mkDefault(true) },
      tailscale: { enable: true },
      postgresql: { enable: true, package: pkgs("postgresql") },
    },
  },
  "tiles, and what Karabiner does": {
    services: {
      yabai: {
        enable: true,
        config: { layout: "bsp", window_gap: 10 },
        extraConfig: "yabai -m rule --add app=Zoom manage=off",
      },
      skhd: { enable: true, skhdConfig: "alt - h : yabai -m window --focus west" },
      "karabiner-elements": { enable: true },
    },
  },
  fonts: { fonts: { packages: [pkgs("inter"), nix.ref("pkgs.nerd-fonts.fira-code")] } },
};
