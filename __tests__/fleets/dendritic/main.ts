import {
  ApiToken,
  ClanService,
  DarwinMachine,
  DendriticModule,
  Disk,
  EmergencyAccess,
  ExternalModule,
  FlakeInput,
  Fleet,
  type FleetApp,
  type FleetStack,
  HetznerStack,
  inputModule,
  Location,
  NixFile,
  NixosMachine,
  nix,
  type OptionsOf,
  packages,
  pkgs,
  ServerType,
  SopsSecret,
  SshdService,
  Tag,
  types,
  User,
  UserAccount,
  WorkstationStack,
  ZerotierNetwork,
} from "../../../constructs";

/** The options that stylix declares: everything below `stylix`. */
const STYLIX_OPTIONS = { stylix: types.anything };

declare module "@nix-fleet/nix-options" {
  interface DeclaredNixosOptions extends OptionsOf<typeof STYLIX_OPTIONS> {}
  interface DeclaredDarwinOptions extends OptionsOf<typeof STYLIX_OPTIONS> {}
}

/** A dendritic configuration: two people, three Macs, a workstation and two servers. */
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "harbour", {
    description: "the machines of two people",
    domain: "harbour.internal",
  });
  const tags = {
    mac: new Tag(fleet, "mac"),
    personal: new Tag(fleet, "personal"),
    server: new Tag(fleet, "server"),
  };
  const { base, cli, dev, desktop, darwin, server, neovim } = declareModules(fleet);

  const ines = new User(fleet, "ines", {
    fullName: "Inês Cais",
    email: "ines@harbour.example.org",
    uid: 501,
    shell: "fish",
    sshKeys: [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAKatVe9Pqcd1RWFXDlDswIWyywmxbwSgTOb3UIgb9Xr ines@schooner",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBNVN8rWsOMjexpDE701Cw7rfNBo2zinCVYBIgZlEt+P ines@brig",
    ],
    home: {
      stateVersion: "24.11",
      modules: [cli, dev, neovim],
      settings: (user) => ({
        programs: {
          git: { settings: { user: { name: user.fact("fullName"), email: user.fact("email") } } },
        },
      }),
    },
  });
  const tom = new User(fleet, "tom", {
    fullName: "Tom Pier",
    shell: "zsh",
    email: "tom@harbour.example.org",
    uid: 502,
    sshKeys: [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGI0PfCI6zKvs32djxYKB8gZF03VcLYCQgc7q0b2/XQe tom@ketch",
    ],
    home: { stateVersion: "25.05", modules: [cli] },
  });

  const lighthouse = new NixosMachine(fleet, "lighthouse", {
    description: "public services, zerotier controller",
    tags: [tags.server],
    stateVersion: "24.11",
    imports: [base, server],
    server: {
      type: ServerType.CAX21,
      location: Location.HEL1,
      reverseDns: "lighthouse.harbour.example.org",
      primaryIps: ["ipv4", "ipv6"],
    },
    disk: Disk.plain({ filesystem: "btrfs", swap: { zramPercent: 50 } }),
  });
  const buoy = new NixosMachine(fleet, "buoy", {
    description: "builds for the others",
    tags: [tags.server],
    stateVersion: "25.11",
    imports: [base, server],
    server: { type: ServerType.CX43, location: Location.HEL1 },
    disk: Disk.luks({ filesystem: "ext4" }),
    settings: {
      nix: { settings: { "max-jobs": 8, "trusted-users": ["@wheel"] } },
      services: { harmonia: { enable: true } },
    },
  });
  const galleon = new NixosMachine(fleet, "galleon", {
    description: "workstation",
    tags: [tags.personal],
    stateVersion: "23.05",
    imports: [
      base,
      desktop,
      new NixFile(fleet, "galleon-hardware", { classes: ["nixos"], path: "nixos/galleon.nix" }),
    ],
    disk: Disk.luks({
      filesystem: "btrfs",
      device: "/dev/disk/by-id/nvme-WORKSTATION_1TB",
      subvolumes: { root: "/", home: "/home", nix: "/nix", log: "/var/log" },
      swap: { file: "16G" },
    }),
  });

  const schooner = new DarwinMachine(fleet, "schooner", {
    description: "laptop of Inês",
    tags: [tags.mac, tags.personal],
    stateVersion: 5,
    primaryUser: ines,
    zerotierMemberId: "1a2b3c4d5e",
    imports: [base, darwin],
  });
  const brig = new DarwinMachine(fleet, "brig", {
    description: "desk of Inês, with Determinate Nix",
    tags: [tags.mac, tags.personal],
    stateVersion: 6,
    primaryUser: ines,
    managesNix: false,
    imports: [darwin],
    settings: { homebrew: { casks: ["ableton-live-suite"] } },
  });
  const ketch = new DarwinMachine(fleet, "ketch", {
    description: "Tom's shared laptop",
    tags: [tags.mac, tags.personal],
    stateVersion: 6,
    primaryUser: tom,
    imports: [base, darwin],
  });

  new ZerotierNetwork(fleet, "zerotier", { controller: lighthouse, peers: [Tag.ALL] });
  new SshdService(fleet, "sshd", {
    servers: [Tag.ALL],
    clients: [Tag.ALL],
    searchDomains: ["harbour.example.org"],
  });
  new EmergencyAccess(fleet, "emergency-access", { machines: [Tag.ALL] });
  new UserAccount(fleet, "user-ines", {
    user: ines,
    machines: [galleon, schooner, brig],
    groups: ["wheel", "video"],
    prompt: true,
  });
  // On the Mac of somebody else.
  new UserAccount(fleet, "user-ines-guest", {
    user: ines,
    machines: [ketch],
    uid: 503,
    shell: "zsh",
  });
  new UserAccount(fleet, "user-tom", { user: tom, machines: [ketch, galleon] });
  new UserAccount(fleet, "user-root", {
    user: User.ROOT,
    machines: [Tag.NIXOS],
    authorized: [ines],
  });
  new ClanService(fleet, "trusted-nix-caches", {
    service: "trusted-nix-caches",
    roles: { default: { tags: [Tag.NIXOS] } },
  });

  const hetzner = new HetznerStack(app, "hetzner", {
    machines: [lighthouse, buoy],
    token: ApiToken.fromEnvironment(),
  });
  let previous: FleetStack = hetzner;
  for (const machine of [schooner, brig, ketch]) {
    previous = new WorkstationStack(app, machine.name, { machine, after: [previous] });
  }
}

/** The features: each has one name in all classes. */
function declareModules(fleet: Fleet) {
  const stylix = new FlakeInput(fleet, "stylix", {
    url: "github:nix-community/stylix",
    follows: { nixpkgs: "nixpkgs", "flake-parts": "flake-parts" },
    options: { nixos: STYLIX_OPTIONS, darwin: STYLIX_OPTIONS },
  });
  const time = { time: { timeZone: "Europe/Lisbon" } };
  const caches = {
    nix: {
      settings: {
        "extra-substituters": ["https://nix-community.cachix.org"],
        "extra-trusted-public-keys": [
          "nix-community.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=",
        ],
      },
    },
  };
  const homeManager = new DendriticModule(fleet, "home-manager", {
    folder: "",
    parts: {
      "home-manager": {
        nixos: { "home-manager": { useGlobalPkgs: true, useUserPackages: true } },
        darwin: { "home-manager": { useGlobalPkgs: true, useUserPackages: true } },
      },
    },
    imports: [
      inputModule("home-manager", "nixos", "home-manager"),
      inputModule("home-manager", "darwin", "home-manager"),
    ],
  });
  const base = new DendriticModule(fleet, "base", {
    folder: "",
    imports: [homeManager],
    parts: {
      time: { nixos: time, darwin: time },
      "system/caches": { nixos: caches, darwin: caches },
      "system/gc": {
        nixos: { nix: { gc: { automatic: true, dates: "weekly" } } },
        darwin: { nix: { gc: { automatic: true, interval: { Weekday: 0, Hour: 3 } } } },
      },
    },
  });

  const cli = new DendriticModule(fleet, "cli", {
    parts: {
      fish: {
        homeManager: {
          programs: {
            fish: { enable: true, shellAliases: { k: "kubectl" } },
            zoxide: { enable: true },
            fzf: { enable: true },
          },
        },
      },
      tools: { homeManager: { home: { packages: packages("fd", "jq", "ripgrep", "yq-go") } } },
      git: {
        homeManager: {
          programs: {
            git: {
              enable: true,
              lfs: { enable: true },
              settings: { init: { defaultBranch: "main" }, pull: { rebase: true } },
            },
            delta: { enable: true, enableGitIntegration: true },
          },
        },
      },
    },
  });
  const dev = new DendriticModule(fleet, "dev", {
    parts: {
      direnv: {
        homeManager: { programs: { direnv: { enable: true, "nix-direnv": { enable: true } } } },
      },
      languages: {
        homeManager: {
          home: {
            packages: nix.concat(
              packages("nodejs", "python3", "nixd"),
              nix.apply(
                "lib.optionals",
                nix.ref("pkgs.stdenv.hostPlatform.isLinux"),
                packages("gdb"),
              ),
            ),
          },
        },
      },
    },
  });
  const neovim = new ExternalModule(fleet, "neovim", {
    classes: ["homeManager"],
    path: "editor/neovim.nix",
  });

  const theme = { stylix: { enable: true, polarity: "dark" } };
  const themed = new DendriticModule(fleet, "theme", {
    folder: "desktop",
    imports: [stylix.module("nixos", "stylix"), stylix.module("darwin", "stylix")],
    parts: { theme: { nixos: theme, darwin: theme } },
  });
  const desktop = new DendriticModule(fleet, "desktop", {
    imports: [themed, homeManager],
    parts: {
      gnome: {
        nixos: {
          services: {
            desktopManager: { gnome: { enable: true } },
            displayManager: { gdm: { enable: true } },
          },
          environment: { gnome: { excludePackages: [pkgs("gnome-tour")] } },
        },
      },
      audio: {
        nixos: { security: { rtkit: { enable: true } }, services: { pipewire: { enable: true } } },
      },
    },
  });
  const darwin = new DendriticModule(fleet, "darwin", {
    imports: [themed, homeManager],
    parts: {
      homebrew: {
        darwin: {
          homebrew: {
            enable: true,
            brews: ["mas"],
            casks: ["ghostty", "raycast"],
            masApps: { Things: 904280696 },
            onActivation: { cleanup: "zap" },
          },
        },
      },
      defaults: {
        darwin: {
          system: {
            defaults: {
              NSGlobalDomain: { AppleInterfaceStyle: "Dark", KeyRepeat: 2 },
              dock: { autohide: true, tilesize: 48 },
              finder: { AppleShowAllFiles: true },
            },
          },
        },
      },
      "touch-id": {
        darwin: { security: { pam: { services: { sudo_local: { touchIdAuth: true } } } } },
      },
    },
  });

  const acme = new SopsSecret(fleet, "acme-dns", {
    file: "secrets/acme.env",
    optional: true,
    owner: "acme",
  });
  const server = new DendriticModule(fleet, "server", {
    imports: [
      inputModule("srvos", "nixos", "server"),
      inputModule("srvos", "nixos", "hardware-hetzner-cloud"),
    ],
    secrets: [acme],
    parts: {
      nginx: {
        nixos: {
          services: { nginx: { enable: true, recommendedTlsSettings: true } },
          networking: { firewall: { allowedTCPPorts: [80, 443] } },
          security: {
            acme: {
              acceptTerms: true,
              defaults: {
                email: "hostmaster@harbour.example.org",
                dnsProvider: "hetzner",
                environmentFile: acme.path,
              },
            },
          },
        },
      },
    },
  });
  return { base, cli, darwin, desktop, dev, neovim, server };
}
