import { nix } from "@nix-fleet/nix-language";
import { lib, type NixosOptions, packages, pkgs } from "@nix-fleet/nix-options";

/** More settings of NixOS machines: what runs on them beside the system's own services. */
export const MORE_NIXOS: Readonly<Record<string, NixosOptions>> = {
  "Nix itself": {
    nix: {
      gc: { automatic: true, dates: "weekly", options: "--delete-older-than 30d" },
      settings: {
        "experimental-features": ["nix-command", "flakes"],
        "auto-optimise-store": true,
        substituters: ["https://cache.example.org"],
        "trusted-public-keys": ["cache.example.org-1:abc="],
        "max-jobs": "auto",
        "trusted-users": ["@wheel"],
      },
      registry: { nixpkgs: { flake: nix.ref("inputs.nixpkgs") } },
    },
    nixpkgs: { config: { allowUnfree: true }, overlays: [nix.ref("inputs.self.overlays.default")] },
    system: {
      stateVersion: "25.11",
      autoUpgrade: { enable: true, flake: "github:example/fleet", allowReboot: true },
    },
  },
  "language and keyboard": {
    console: { font: "Lat2-Terminus16", keyMap: "us" },
    i18n: { defaultLocale: "en_US.UTF-8", extraLocaleSettings: { LC_TIME: "de_DE.UTF-8" } },
    time: { timeZone: "Europe/Helsinki" },
  },
  "sound and Bluetooth": {
    hardware: {
      bluetooth: { enable: true, powerOnBoot: true, settings: { General: { Experimental: true } } },
      graphics: { enable: true },
    },
    security: { rtkit: { enable: true } },
    services: {
      pipewire: {
        enable: true,
        alsa: { enable: true, support32Bit: true },
        pulse: { enable: true },
      },
      blueman: { enable: true },
    },
  },
  "a desktop": {
    programs: { hyprland: { enable: true }, steam: { enable: true }, dconf: { enable: true } },
    services: {
      xserver: {
        enable: true,
        xkb: { layout: "us", options: "ctrl:nocaps" },
        videoDrivers: ["nvidia"],
      },
      desktopManager: { gnome: { enable: true } },
      displayManager: {
        gdm: { enable: true, wayland: true },
        autoLogin: { enable: true, user: "ada" },
      },
      printing: { enable: true, drivers: [pkgs("gutenprint")] },
    },
    fonts: {
      packages: [pkgs("inter")],
      fontconfig: { defaultFonts: { monospace: ["Fira Code"] } },
    },
  },
  "limits of PAM": {
    security: { pam: { loginLimits: [{ domain: "@users", item: "rtprio", type: "-", value: 1 }] } },
  },
  "containers by Docker and Podman": {
    virtualisation: {
      docker: {
        enable: true,
        autoPrune: { enable: true, dates: "weekly" },
        daemon: { settings: { "log-driver": "journald" } },
      },
      podman: { enable: false },
      "oci-containers": {
        backend: "docker",
        containers: {
          app: {
            image: "ghcr.io/example/app:1",
            ports: ["127.0.0.1:8080:80"],
            volumes: ["/var/lib/app:/data"],
            environment: { TZ: "UTC" },
          },
        },
      },
    },
  },
  metrics: {
    services: {
      prometheus: {
        enable: true,
        retentionTime: "30d",
        exporters: { node: { enable: true, enabledCollectors: ["systemd"], port: 9100 } },
        scrapeConfigs: [
          {
            job_name: "node",
            scrape_interval: "15s",
            static_configs: [{ targets: ["localhost:9100"], labels: { env: "prod" } }],
          },
        ],
      },
      grafana: {
        enable: true,
        settings: {
          server: { http_addr: "127.0.0.1", http_port: 3001 },
          analytics: { reporting_enabled: false },
        },
      },
    },
  },
  "a mail server and a media server": {
    services: {
      postfix: { enable: true },
      jellyfin: { enable: true, openFirewall: true },
      samba: {
        enable: true,
        settings: { global: { workgroup: "HOME" }, public: { path: "/srv", browseable: "yes" } },
      },
    },
  },
  "files in /etc": {
    environment: {
      etc: {
        "ssh/banner": { text: "hello\n", mode: "0444" },
        "motd.d/x": { source: nix.path("./motd") },
      },
      systemPackages: packages("git", "vim", "curl"),
      variables: { EDITOR: "vim" },
      shellAliases: { ll: "ls -l" },
    },
    programs: {
      fish: { enable: true },
      git: { enable: true, config: { init: { defaultBranch: "main" } } },
    },
  },
  "secrets by sops and by clan": {
    sops: {
      age: { keyFile: "/var/lib/age.key" },
      secrets: { token: { owner: "ada", mode: "0400" } },
    },
    clan: {
      core: {
        vars: {
          generators: {
            key: { files: { key: { secret: true, owner: "ada" } }, script: "date > $out/key" },
          },
        },
        networking: { targetHost: "root@192.0.2.1" },
      },
    },
  },
  "other modules, and what depends on others": {
    imports: [nix.ref("inputs.srvos.nixosModules.server")],
    services: {
      nginx: lib.mkIf(nix.ref("config.services.grafana.enable"), { enable: true }),
      openssh: lib.mkMerge([
        { enable: true },
        lib.mkIf(nix.ref("config.networking.firewall.enable"), { openFirewall: true }),
      ]),
      tailscale: { enable: lib.mkOverride(10, true), useRoutingFeatures: "server" },
      journald: { extraConfig: "SystemMaxUse=1G" },
    },
    environment: { systemPackages: nix.concat(nix.ref("config.x"), [nix.ref("pkgs.git")]) },
  },
  "homes of its people": {
    "home-manager": {
      useGlobalPkgs: true,
      useUserPackages: true,
      extraSpecialArgs: { inputs: nix.ref("inputs") },
      users: { ada: { home: { stateVersion: "25.11" }, programs: { helix: { enable: true } } } },
    },
  },
  "a machine in a machine": {
    containers: {
      web: {
        autoStart: true,
        privateNetwork: true,
        hostAddress: "192.168.100.1",
        localAddress: "192.168.100.2",
        bindMounts: { "/srv": { hostPath: "/srv", isReadOnly: true } },
        config: nix.path("./web.nix"),
      },
    },
  },
};
