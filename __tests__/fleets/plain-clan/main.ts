import {
  ClanService,
  CustomService,
  DendriticModule,
  EmergencyAccess,
  ExternalModule,
  Fleet,
  type FleetApp,
  lib,
  NixFile,
  NixosMachine,
  nix,
  type OptionsOf,
  SshdService,
  Tag,
  types,
  User,
  UserAccount,
  VarsGenerator,
  ZerotierNetwork,
} from "../../../constructs";

/** The options that `modules/backup/backup.nix` declares. */
const BACKUP_OPTIONS = { orchard: { backup: { paths: types.listOf(types.str) } } };

declare module "@nix-fleet/nix-options" {
  interface DeclaredNixosOptions extends OptionsOf<typeof BACKUP_OPTIONS> {}
}

/** A clan of one person and a household. The configuration of each machine is in `machines/<name>/`. */
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "orchard", { domain: "fruit" });
  const desktop = new Tag(fleet, "desktop");
  const mobile = new Tag(fleet, "mobile");
  const server = new Tag(fleet, "server");

  const common = new NixFile(fleet, "common", { classes: ["nixos"], path: "nixos/common.nix" });
  const root = new NixFile(fleet, "root", { classes: ["nixos"], path: "users/root.nix" });
  const zsh = new NixFile(fleet, "zsh", { classes: ["nixos"], path: "nixos/zsh.nix" });

  const restic = new VarsGenerator(fleet, "restic", {
    files: { password: {}, "cloud/environment": {} },
    prompts: {
      "access-key": { description: "Access key of the object store", type: "line" },
      "secret-key": { description: "Secret key of the object store", type: "hidden" },
    },
    runtimeInputs: ["coreutils", "xkcdpass"],
    script: `xkcdpass --numwords 6 --delimiter - > "$out/password"
mkdir -p "$out/cloud"
printf 'AWS_ACCESS_KEY_ID=%s\\nAWS_SECRET_ACCESS_KEY=%s\\n' \\
  "$(cat "$prompts/access-key")" "$(cat "$prompts/secret-key")" > "$out/cloud/environment"
`,
    share: true,
  });
  const mail = new VarsGenerator(fleet, "mail-relay", {
    files: { password: { group: "postfix", mode: "0440", restartUnits: ["postfix.service"] } },
    prompts: {
      password: { description: "Password of the mail relay", type: "hidden", persist: true },
    },
  });
  const signing = new VarsGenerator(fleet, "nix-signing", {
    files: { key: {}, "key.pub": { secret: false } },
    runtimeInputs: ["nix"],
    validation: nix.ref("config.networking.hostName"),
    script: nix.interpolate`nix-store --generate-binary-cache-key ${nix.ref("config.networking.hostName")}-1 "$out/key" "$out/key.pub"
`,
  });

  const cloudBackup = new DendriticModule(fleet, "cloud-backup", {
    folder: "backup",
    parts: {
      "cloud-backup": {
        nixos: {
          services: {
            restic: {
              backups: {
                cloud: {
                  initialize: true,
                  repository: nix.interpolate`s3:https://s3.example.org/orchard/${nix.ref("config.networking.hostName")}`,
                  passwordFile: restic.path("password"),
                  environmentFile: restic.path("cloud/environment"),
                  paths: nix.ref("config.orchard.backup.paths"),
                },
              },
            },
          },
        },
      },
    },
    vars: [restic],
  });
  const backup = new ExternalModule(fleet, "backup", {
    classes: ["nixos"],
    path: "backup/backup.nix",
    options: { nixos: BACKUP_OPTIONS },
  });

  const quince = new NixosMachine(fleet, "quince", {
    description: "workstation",
    tags: [desktop],
    stateVersion: "25.05",
    imports: [zsh],
    vars: [signing],
    settings: {
      nix: { settings: { "secret-key-files": [signing.path("key")] } },
    },
  });
  const medlar = new NixosMachine(fleet, "medlar", {
    tags: [desktop],
    stateVersion: "23.11",
    imports: [zsh],
  });
  const damson = new NixosMachine(fleet, "damson", {
    description: "laptop",
    tags: [desktop, mobile],
    stateVersion: "25.05",
    imports: [zsh],
  });
  new NixosMachine(fleet, "currant", {
    description: "pocket computer",
    tags: [mobile],
    stateVersion: "25.11",
    platform: "aarch64-linux",
  });
  const pear = new NixosMachine(fleet, "pear", {
    description: "public services",
    tags: [server],
    targetHost: "root@pear.orchard.example.org",
    stateVersion: "22.05",
    imports: [backup, cloudBackup],
    vars: [mail],
    settings: {
      orchard: { backup: { paths: ["/var/lib/git", "/var/lib/postgresql"] } },
    },
  });
  const plum = new NixosMachine(fleet, "plum", {
    description: "backups, media",
    tags: [server],
    targetHost: "root@192.0.2.14:2222?ProxyJump=root@pear.orchard.example.org",
    buildHost: "root@pear.orchard.example.org",
    stateVersion: "24.11",
    imports: [backup, cloudBackup],
    settings: { orchard: { backup: { paths: lib.mkDefault(["/srv"]) } } },
  });
  new NixosMachine(fleet, "fig", {
    description: "router at home",
    tags: [server],
    stateVersion: "25.11",
  });

  const mara = new User(fleet, "mara", {
    fullName: "Mara Obst",
    email: "mara@orchard.example.org",
    shell: "zsh",
    sshKeys: [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAKatVe9Pqcd1RWFXDlDswIWyywmxbwSgTOb3UIgb9Xr mara",
    ],
  });
  const tilo = new User(fleet, "tilo", { fullName: "Tilo Obst" });

  new UserAccount(fleet, "user-root", {
    user: User.ROOT,
    machines: [Tag.ALL],
    share: true,
    authorized: [mara],
    extraModules: [root],
  });
  new UserAccount(fleet, "user-mara", {
    user: mara,
    machines: [Tag.ALL],
    groups: ["wheel", "networkmanager"],
    share: true,
    prompt: true,
    identity: { main: { email: "mara@orchard.example.org", groups: ["admins", "users"] } },
  });
  new UserAccount(fleet, "user-tilo", {
    user: tilo,
    machines: [medlar],
    share: true,
    systemUser: true,
    identity: { main: {} },
  });
  new ClanService(fleet, "user-guests", {
    service: "users",
    roles: {
      default: {
        tags: [server],
        settings: { user: "guests", systemUser: false, identity: { main: { groups: ["users"] } } },
      },
    },
  });
  new SshdService(fleet, "sshd", {
    servers: [Tag.ALL],
    clients: [Tag.ALL],
    searchDomains: ["orchard.example.org"],
  });
  new ZerotierNetwork(fleet, "zerotier", {
    controller: pear,
    peers: [Tag.ALL],
    moons: [{ machine: plum, stableEndpoints: ["192.0.2.14/9993"] }],
    allowedIds: ["9f1c8d02aa"],
  });
  new ClanService(fleet, "borgbackup", {
    service: "borgbackup",
    roles: {
      server: { machines: [plum], settings: { directory: "/srv/borg" } },
      client: {
        machines: [
          quince,
          {
            machine: pear,
            settings: {
              startAt: "*-*-* 04:30:00",
              destinations: {
                storagebox: {
                  repo: "u123456@u123456.your-storagebox.de:/./borg",
                  rsh: "ssh -oPort=23 -i /run/secrets/vars/borgbackup/borgbackup.ssh",
                },
              },
            },
          },
        ],
        settings: { exclude: ["/home/*/.cache", "*.pyc"] },
      },
    },
  });
  new ClanService(fleet, "wifi", {
    service: "wifi",
    roles: {
      default: {
        tags: [mobile],
        settings: { networks: { home: {}, phone: { autoConnect: false } } },
      },
    },
  });
  new ClanService(fleet, "syncthing", {
    service: "syncthing",
    roles: {
      peer: {
        machines: [quince, medlar, damson],
        settings: { folders: { notes: { path: "~/notes" } } },
      },
    },
  });
  new ClanService(fleet, "importer", {
    service: "importer",
    roles: { default: { tags: [Tag.ALL], extraModules: [common] } },
  });
  new EmergencyAccess(fleet, "emergency-access", { machines: [Tag.ALL] });
  new CustomService(fleet, "media", {
    module: "@orchard/media",
    roles: {
      server: {
        machines: [{ machine: plum, settings: { host: "media.orchard.example.org" } }],
        classes: ["nixos"],
      },
    },
  });
}
