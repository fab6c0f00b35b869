import { nix } from "@nix-fleet/nix-language";
import { lib, type NixosOptions, pkgs } from "@nix-fleet/nix-options";

/** Settings of NixOS machines as people have them in public configurations. */
export const NIXOS: Readonly<Record<string, NixosOptions>> = {
  "a web server with certificates": {
    networking: { firewall: { allowedTCPPorts: [80, 443] } },
    security: {
      acme: { acceptTerms: true, defaults: { email: "admin@example.org", group: "nginx" } },
    },
    services: {
      nginx: {
        enable: true,
        recommendedGzipSettings: true,
        recommendedOptimisation: true,
        recommendedProxySettings: true,
        recommendedTlsSettings: true,
        virtualHosts: {
          "example.org": {
            enableACME: true,
            forceSSL: true,
            listen: [{ addr: "0.0.0.0", port: 443, ssl: true }],
            root: "/var/www/example.org",
            locations: {
              "/": { index: "index.html", tryFiles: "$uri /index.html" },
              "~ ^/api": { proxyPass: "http://127.0.0.1:3000", proxyWebsockets: true },
            },
          },
        },
      },
    },
  },
  "a reverse proxy": {
    services: {
      caddy: {
        enable: true,
        email: "admin@example.org",
        virtualHosts: { "git.example.org": { extraConfig: "reverse_proxy localhost:3000" } },
      },
    },
  },
  "a database with a backup": {
    services: {
      postgresql: {
        enable: true,
        package: pkgs("postgresql"),
        authentication: lib.mkForce("local all all peer"),
        ensureDatabases: ["app"],
        ensureUsers: [{ name: "app", ensureDBOwnership: true }],
        settings: { max_connections: 200, shared_buffers: "1GB" },
      },
      postgresqlBackup: { enable: true, compression: "zstd", databases: ["app"] },
    },
  },
  "backups by restic": {
    services: {
      restic: {
        backups: {
          daily: {
            paths: ["/var/lib", "/home"],
            exclude: ["/var/lib/docker"],
            passwordFile: "/run/secrets/restic",
            repository: "sftp:backup@example.org:/backups",
            initialize: true,
            pruneOpts: ["--keep-daily 7", "--keep-weekly 5"],
            timerConfig: { OnCalendar: "02:00", Persistent: true, RandomizedDelaySec: "1h" },
          },
        },
      },
    },
  },
  "backups by borg": {
    services: {
      borgbackup: {
        jobs: {
          home: {
            paths: "/home",
            repo: "ssh://borg@example.org/./repo",
            encryption: { mode: "repokey-blake2", passCommand: "cat /run/secrets/borg" },
            compression: "auto,zstd",
            startAt: "daily",
            prune: { keep: { daily: 7, weekly: 4 } },
          },
        },
      },
    },
  },
  "ssh by keys only": {
    services: {
      openssh: {
        enable: true,
        ports: [22, 2222],
        settings: {
          KbdInteractiveAuthentication: false,
          PasswordAuthentication: false,
          PermitRootLogin: "prohibit-password",
          X11Forwarding: false,
          MaxAuthTries: 3,
        },
        hostKeys: [{ path: "/etc/ssh/ssh_host_ed25519_key", type: "ed25519" }],
        extraConfig: "AllowAgentForwarding no",
      },
      fail2ban: { enable: true, maxretry: 5, bantime: "1h", ignoreIP: ["10.0.0.0/8"] },
    },
  },
  "people and groups": {
    users: {
      mutableUsers: false,
      groups: { media: { gid: 1500, members: ["ada"] } },
      users: {
        root: { openssh: { authorizedKeys: { keys: ["ssh-ed25519 AAAA ada"] } } },
        ada: {
          isNormalUser: true,
          description: "Ada",
          extraGroups: ["wheel", "docker"],
          hashedPasswordFile: nix.ref("config.clan.core.vars.generators.ada.files.hash.path"),
          linger: true,
          shell: pkgs("fish"),
          subUidRanges: [{ startUid: 100_000, count: 65_536 }],
          uid: 1000,
        },
        web: { isSystemUser: true, group: "web", home: "/var/lib/web", createHome: true },
      },
    },
    security: {
      sudo: { wheelNeedsPassword: false, extraRules: [{ users: ["ada"], commands: ["ALL"] }] },
    },
  },
  "a boot loader and a kernel": {
    boot: {
      initrd: {
        availableKernelModules: ["xhci_pci", "ahci"],
        luks: { devices: { root: { device: "/dev/disk/by-uuid/1234", allowDiscards: true } } },
        secrets: { "/crypto_keyfile.bin": null },
      },
      kernelModules: ["kvm-intel"],
      kernelPackages: nix.ref("pkgs.linuxPackages_latest"),
      kernelParams: lib.mkBefore(["quiet", "console=ttyS0"]),
      kernel: {
        sysctl: { "net.ipv4.ip_forward": 1, "vm.swappiness": 10, "net.core.default_qdisc": "fq" },
      },
      loader: {
        efi: { canTouchEfiVariables: true, efiSysMountPoint: "/boot" },
        "systemd-boot": { enable: true, configurationLimit: 10 },
        timeout: 2,
      },
      supportedFilesystems: ["zfs"],
      tmp: { useTmpfs: true, tmpfsSize: "75%" },
    },
  },
  "GRUB on two disks": {
    boot: {
      loader: {
        grub: {
          enable: true,
          efiSupport: true,
          mirroredBoots: [{ devices: ["nodev"], path: "/boot-fallback" }],
          useOSProber: false,
        },
      },
    },
  },
  "file systems and swap": {
    fileSystems: {
      "/": { device: "/dev/disk/by-label/nixos", fsType: "ext4" },
      "/boot": { device: "/dev/disk/by-label/boot", fsType: "vfat", options: ["umask=0077"] },
      "/nas": { device: "nas:/export", fsType: "nfs", options: ["noauto", "x-systemd.automount"] },
    },
    swapDevices: [{ device: "/swapfile", size: 4096 }],
    zramSwap: { enable: true, memoryPercent: 50 },
  },
  "disks by disko": {
    disko: {
      devices: {
        disk: {
          main: {
            device: "/dev/sda",
            content: {
              type: "gpt",
              partitions: {
                root: {
                  size: "100%",
                  content: { type: "filesystem", format: "ext4", mountpoint: "/" },
                },
              },
            },
          },
        },
      },
    },
  },
  "a server's network by hand": {
    networking: {
      hostName: "cinnabar",
      domain: "example.org",
      hosts: { "192.0.2.2": ["db", "db.example.org"] },
      useDHCP: false,
      defaultGateway: "192.0.2.1",
      defaultGateway6: { address: "fe80::1", interface: "eth0" },
      nameservers: ["9.9.9.9"],
      interfaces: {
        eth0: {
          ipv4: { addresses: [{ address: "192.0.2.10", prefixLength: 24 }] },
          ipv6: { addresses: [{ address: "2001:db8::10", prefixLength: 64 }] },
        },
      },
    },
  },
  "a firewall": {
    networking: {
      firewall: {
        enable: true,
        allowPing: true,
        allowedTCPPorts: lib.mkForce([22]),
        allowedUDPPortRanges: [{ from: 60_000, to: 61_000 }],
        interfaces: { wg0: { allowedTCPPorts: [9100] } },
        trustedInterfaces: ["tailscale0"],
        extraCommands: nix.lines(["iptables -A INPUT -p icmp -j ACCEPT"]),
      },
      nat: {
        enable: true,
        externalInterface: "eth0",
        internalInterfaces: ["wg0"],
        forwardPorts: [{ sourcePort: 8080, destination: "10.0.0.2:80", proto: "tcp" }],
      },
      nftables: { enable: false },
    },
  },
  "networks by systemd": {
    systemd: {
      network: {
        enable: true,
        networks: {
          "10-uplink": {
            matchConfig: { Name: "en* eth*" },
            networkConfig: nix.comment("Hetzner tells IPv4 only.", {
              DHCP: "ipv4",
              Address: "2001:db8::1/64",
            }),
            linkConfig: { RequiredForOnline: "routable" },
            routes: [{ Gateway: "fe80::1" }],
          },
        },
      },
    },
  },
  "a tunnel of WireGuard": {
    networking: {
      wireguard: {
        interfaces: {
          wg0: {
            ips: ["10.100.0.1/24"],
            listenPort: 51_820,
            privateKeyFile: "/run/secrets/wg",
            peers: [{ publicKey: "abc=", allowedIPs: ["10.100.0.2/32"], persistentKeepalive: 25 }],
          },
        },
      },
    },
  },
  "a service and a timer": {
    systemd: {
      services: {
        "sync@": { scriptArgs: "%i" },
        sync: {
          description: "sync",
          after: ["network-online.target"],
          wants: ["network-online.target"],
          wantedBy: ["multi-user.target"],
          environment: { LANG: "C" },
          path: [pkgs("rsync"), nix.ref("config.nix.package")],
          script: "rsync -a /a /b",
          serviceConfig: {
            DynamicUser: true,
            Restart: "on-failure",
            RestartSec: 5,
            StateDirectory: "sync",
          },
          startAt: "hourly",
        },
      },
      timers: {
        sync: {
          wantedBy: ["timers.target"],
          timerConfig: { OnCalendar: "hourly", Persistent: true },
        },
      },
      tmpfiles: {
        rules: ["d /srv 0755 root root -"],
        settings: { srv: { "/srv/x": { d: { mode: "0755" } } } },
      },
    },
  },
};
