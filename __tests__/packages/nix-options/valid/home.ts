import { nix } from "@nix-fleet/nix-language";
import { type HomeOptions, lib, packageSet, packages, pkgs } from "@nix-fleet/nix-options";

const python = packageSet("python3Packages");

/** Settings of homes as people have them in public configurations. */
export const HOME: Readonly<Record<string, HomeOptions>> = {
  "git with settings and ignored files": {
    programs: {
      git: {
        enable: true,
        lfs: { enable: true },
        ignores: [".direnv", "*.swp"],
        settings: {
          alias: { st: "status", co: "checkout" },
          init: { defaultBranch: "main" },
          pull: { rebase: true },
          user: { name: "Ada", email: "ada@example.org" },
        },
        includes: [
          { condition: "gitdir:~/work/", contents: { user: { email: "ada@work.example" } } },
        ],
        signing: { format: "ssh", key: "~/.ssh/id_ed25519.pub", signByDefault: true },
      },
      delta: { enable: true, options: { navigate: true, "side-by-side": true } },
      gh: { enable: true, settings: { git_protocol: "ssh", prompt: "enabled" } },
    },
  },
  "fish with functions and plugins": {
    programs: {
      fish: {
        enable: true,
        functions: {
          mkcd: "mkdir -p $argv; and cd $argv",
          gi: { body: "curl -sL $argv", description: "ignore" },
        },
        interactiveShellInit: "set fish_greeting",
        plugins: [{ name: "z", src: nix.ref("pkgs.fishPlugins.z.src") }],
        shellAbbrs: { g: "git", ll: "ls -l" },
        shellAliases: { cat: "bat" },
      },
    },
  },
  "zsh with a long history": {
    programs: {
      zsh: {
        enable: true,
        autosuggestion: { enable: true },
        enableCompletion: true,
        history: { size: 100_000, ignoreDups: true, path: "$HOME/.zsh_history" },
        initContent: lib.mkBefore("bindkey -e"),
        "oh-my-zsh": { enable: true, plugins: ["git", "sudo"], theme: "robbyrussell" },
        shellAliases: { v: "nvim" },
        syntaxHighlighting: { enable: true },
      },
    },
  },
  "bash and readline": {
    programs: {
      bash: { enable: true, historyControl: ["ignoredups"], bashrcExtra: "shopt -s globstar" },
      readline: { enable: true, variables: { "completion-ignore-case": true } },
    },
  },
  "a prompt": {
    programs: {
      starship: {
        enable: true,
        enableFishIntegration: true,
        settings: { add_newline: false, character: { success_symbol: "[>](bold green)" } },
      },
    },
  },
  "tmux with plugins": {
    programs: {
      tmux: {
        enable: true,
        baseIndex: 1,
        clock24: true,
        escapeTime: 0,
        extraConfig: nix.lines(["set -g status off", "set -g focus-events on"]),
        historyLimit: 50_000,
        keyMode: "vi",
        plugins: [
          nix.ref("pkgs.tmuxPlugins.resurrect"),
          {
            plugin: nix.ref("pkgs.tmuxPlugins.continuum"),
            extraConfig: "set -g @continuum-restore on",
          },
        ],
        prefix: "C-a",
        terminal: "tmux-256color",
      },
    },
  },
  "neovim with plugins": {
    programs: {
      neovim: {
        enable: true,
        defaultEditor: true,
        extraPackages: [pkgs("ripgrep")],
        plugins: [
          { plugin: nix.ref("pkgs.vimPlugins.telescope-nvim"), type: "lua", config: "require'x'" },
        ],
        viAlias: true,
        vimAlias: true,
      },
    },
  },
  "helix with languages": {
    programs: {
      helix: {
        enable: true,
        settings: { theme: "gruvbox", editor: { "line-number": "relative", rulers: [100] } },
        languages: { language: [{ name: "nix", "auto-format": true }] },
      },
    },
  },
  "an editor that Microsoft makes": {
    programs: {
      vscode: {
        enable: true,
        profiles: {
          default: {
            extensions: [nix.ref("pkgs.vscode-extensions.jnoortheen.nix-ide")],
            keybindings: [
              {
                key: "ctrl+c",
                command: "editor.action.clipboardCopyAction",
                when: "textInputFocus",
              },
            ],
            userSettings: { "editor.formatOnSave": true, "files.autoSave": "off" },
          },
        },
      },
    },
  },
  "hosts of ssh": {
    programs: {
      ssh: {
        enable: true,
        enableDefaultConfig: false,
        includes: ["config.d/*"],
        settings: {
          "*": { Compression: true, ControlMaster: "auto", ControlPersist: "10m" },
          "github.com": { User: "git", IdentityFile: "~/.ssh/id_ed25519" },
          bastion: { HostName: "192.0.2.1", Port: 2222, ForwardAgent: false },
        },
      },
    },
    services: { "ssh-agent": { enable: true } },
  },
  "direnv and what finds things": {
    programs: {
      direnv: { enable: true, "nix-direnv": { enable: true } },
      fzf: {
        enable: true,
        defaultOptions: ["--height=60%"],
        tmux: { enableShellIntegration: true },
      },
      zoxide: { enable: true },
      eza: { enable: true, git: true, icons: "auto" },
      bat: { enable: true, config: { theme: "TwoDark", pager: "less -FR" } },
      ripgrep: { enable: true, arguments: ["--smart-case"] },
    },
  },
  "packages, variables and paths": {
    home: {
      packages: packages("fd", "htop", "jq"),
      sessionPath: ["$HOME/.local/bin"],
      sessionVariables: { EDITOR: "hx", LESS: "-R", N: 3 },
      shellAliases: { k: "kubectl" },
    },
  },
  "packages one by one": {
    home: { packages: [pkgs("ripgrep"), python("requests"), nix.ref("pkgs.nodejs_22")] },
  },
  "who it is for": {
    home: { username: "ada", homeDirectory: "/home/ada", stateVersion: "25.11" },
    programs: { "home-manager": { enable: true } },
  },
  files: {
    home: {
      file: {
        ".npmrc": { text: "save-exact=true\n" },
        ".config/nvim": { source: nix.path("./nvim"), recursive: true },
        ".local/bin/hello": { executable: true, text: "#!/bin/sh\necho hello\n" },
      },
    },
    xdg: {
      enable: true,
      configFile: { "alacritty/theme.toml": { source: nix.path("./theme.toml") } },
      mimeApps: { enable: true, defaultApplications: { "text/html": "firefox.desktop" } },
      userDirs: { enable: true, createDirectories: true },
    },
  },
  "Firefox with a profile": {
    programs: {
      firefox: {
        enable: true,
        policies: { DisableTelemetry: true },
        profiles: {
          ada: {
            isDefault: true,
            search: { default: "ddg", force: true },
            settings: {
              "browser.startup.homepage": "about:blank",
              "privacy.donottrackheader.enabled": true,
            },
          },
        },
      },
    },
  },
  terminals: {
    programs: {
      alacritty: { enable: true, settings: { font: { size: 12 }, window: { opacity: 0.9 } } },
      kitty: {
        enable: true,
        font: { name: "Fira Code", size: 12 },
        settings: { scrollback_lines: 10_000 },
      },
      wezterm: { enable: true, extraConfig: "return {}" },
    },
  },
  "keys and passwords": {
    programs: {
      gpg: { enable: true, settings: { "no-greeting": true } },
      "password-store": { enable: true },
    },
    services: {
      "gpg-agent": {
        enable: true,
        defaultCacheTtl: 1800,
        enableSshSupport: true,
        pinentry: { package: pkgs("pinentry-curses") },
      },
    },
  },
  "a service and a timer of a person": {
    systemd: {
      user: {
        services: {
          sync: {
            Unit: { Description: "sync" },
            Service: { ExecStart: "/bin/true", Type: "oneshot" },
          },
        },
        timers: {
          sync: { Timer: { OnCalendar: "daily" }, Install: { WantedBy: ["timers.target"] } },
        },
      },
    },
  },
  "a desktop of GNOME": {
    dconf: {
      settings: {
        "org/gnome/desktop/interface": {
          "color-scheme": "prefer-dark",
          "text-scaling-factor": 1.25,
        },
      },
    },
    gtk: { enable: true, theme: { name: "Adwaita-dark", package: pkgs("gnome-themes-extra") } },
  },
  mail: {
    accounts: {
      email: {
        accounts: {
          work: {
            address: "ada@example.org",
            primary: true,
            realName: "Ada",
            imap: { host: "imap.example.org", port: 993 },
            passwordCommand: "pass mail",
            mbsync: { enable: true, create: "both" },
          },
        },
      },
    },
    programs: { mbsync: { enable: true } },
  },
  "what depends on the system": {
    programs: {
      bat: lib.mkIf(nix.ref("pkgs.stdenv.isLinux"), { enable: true }),
      tmux: lib.mkMerge([
        { enable: true },
        lib.mkIf(nix.ref("config.programs.fish.enable"), { mouse: true }),
      ]),
      git: { enable: lib.mkDefault(true), package: lib.mkForce(pkgs("gitMinimal")) },
    },
  },
};
