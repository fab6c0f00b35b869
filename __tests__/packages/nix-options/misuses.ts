import type { ModuleClass, ProblemKind } from "@nix-fleet/nix-options";

/** Settings that are wrong, as source for the compiler and for the run. */
export interface Misuse {
  readonly moduleClass: ModuleClass;
  readonly settings: string;
  /** What the compiler has to say. */
  readonly compiler: RegExp;
  readonly kind: ProblemKind;
  /** The option that the check at run time has to name. */
  readonly path: string;
  /** The name that it has to offer first. @default - none */
  readonly nearest?: string;
}

const nixos = misuses("nixos");
const darwin = misuses("darwin");
const home = misuses("homeManager");

export const MISUSES: readonly Misuse[] = [
  // Misspelt, at each depth.
  nixos.misspelt("{ servces: {} }", "servces", "services"),
  nixos.misspelt("{ services: { opensh: { enable: true } } }", "services.opensh", "openssh"),
  nixos.misspelt(
    "{ services: { openssh: { enabel: true } } }",
    "services.openssh.enabel",
    "enable",
  ),
  nixos.misspelt(
    "{ users: { users: { ada: { isNormaluser: true } } } }",
    "users.users.ada.isNormaluser",
    "isNormalUser",
  ),
  nixos.misspelt(
    '{ services: { nginx: { virtualHosts: { "a.b": { enableAcme: true } } } } }',
    'services.nginx.virtualHosts."a.b".enableAcme',
    "enableACME",
  ),
  nixos.misspelt(
    '{ services: { nginx: { virtualHosts: { "a.b": { locations: { "/": { proxypass: "http://x" } } } } } } }',
    'services.nginx.virtualHosts."a.b".locations."/".proxypass',
    "proxyPass",
  ),
  nixos.unknown(
    '{ networking: { interfaces: { eth0: { ipv4: { routes: [{ address: "10.0.0.0", prefixLength: 8, gateway: "10.0.0.1" }] } } } } }',
    "networking.interfaces.eth0.ipv4.routes[0].gateway",
  ),
  nixos.misspelt(
    "{ systemd: { services: { hello: { serviceconfig: {} } } } }",
    "systemd.services.hello.serviceconfig",
    "serviceConfig",
  ),
  nixos.misspelt(
    '{ systemd: { network: { networks: { "10-lan": { matchconfig: {} } } } } }',
    'systemd.network.networks."10-lan".matchconfig',
    "matchConfig",
  ),
  nixos.misspelt(
    '{ disko: { devices: { disk: { main: { devise: "/dev/sda" } } } } }',
    "disko.devices.disk.main.devise",
    "device",
  ),
  nixos.misspelt(
    '{ sops: { secrets: { token: { ownr: "ada" } } } }',
    "sops.secrets.token.ownr",
    "owner",
  ),
  nixos.unknown(
    "{ clan: { core: { vars: { generators: { key: { files: { pub: { secrt: false } } } } } } } }",
    "clan.core.vars.generators.key.files.pub.secrt",
  ),
  nixos.misspelt(
    '{ "home-manager": { users: { ada: { programs: { git: { enabel: true } } } } } }',
    "home-manager.users.ada.programs.git.enabel",
    "enable",
  ),
  darwin.misspelt('{ homebrew: { cask: ["zed"] } }', "homebrew.cask", "casks"),
  darwin.misspelt(
    "{ launchd: { daemons: { backup: { serviceConfig: { RunAtload: true } } } } }",
    "launchd.daemons.backup.serviceConfig.RunAtload",
    "RunAtLoad",
  ),
  darwin.misspelt(
    "{ system: { defaults: { dock: { autohid: true } } } }",
    "system.defaults.dock.autohid",
    "autohide",
  ),
  darwin.misspelt("{ launchd: { daemon: {} } }", "launchd.daemon", "daemons"),
  home.misspelt("{ programs: { starshp: { enable: true } } }", "programs.starshp", "starship"),
  home.misspelt("{ programs: { git: { enabel: true } } }", "programs.git.enabel", "enable"),
  home.misspelt(
    '{ home: { sessionVariable: { EDITOR: "hx" } } }',
    "home.sessionVariable",
    "sessionVariables",
  ),
  home.misspelt('{ home: { file: { ".npmrc": { txt: "" } } } }', 'home.file.".npmrc".txt', "text"),
  home.misspelt(
    '{ services: { "gpg-agent": { enableSshSuport: true } } }',
    "services.gpg-agent.enableSshSuport",
    "enableSshSupport",
  ),

  // Misspelt within a mark or under a comment.
  nixos.misspelt(
    '{ services: { nginx: lib.mkIf(nix.ref("config.services.openssh.enable"), { enabel: true }) } }',
    "services.nginx.enabel",
    "enable",
  ),
  darwin.misspelt(
    '{ homebrew: { onActivation: lib.mkMerge([{ cleanup: "zap" }, { upgrad: true }]) } }',
    "homebrew.onActivation.upgrad",
    "upgrade",
  ),
  home.misspelt(
    '{ programs: { tmux: nix.comment("For pairing.", { enable: true, mous: true }) } }',
    "programs.tmux.mous",
    "mouse",
  ),

  // No member of an enum.
  nixos.wrong(
    '{ services: { openssh: { settings: { PermitRootLogin: "never" } } } }',
    "services.openssh.settings.PermitRootLogin",
  ),
  nixos.wrong(
    '{ services: { xserver: { videoDrivers: ["intel"], displayManager: { lightdm: { greeter: { name: 3 } } } } } }',
    "services.xserver.displayManager.lightdm.greeter.name",
  ),
  darwin.wrong(
    '{ system: { defaults: { dock: { orientation: "top" } } } }',
    "system.defaults.dock.orientation",
  ),
  darwin.wrong(
    '{ homebrew: { onActivation: { cleanup: lib.mkForce("all") } } }',
    "homebrew.onActivation.cleanup",
  ),
  home.wrong('{ programs: { tmux: { keyMode: "vim" } } }', "programs.tmux.keyMode"),

  // A value of another type.
  nixos.wrong('{ services: { openssh: { enable: "yes" } } }', "services.openssh.enable"),
  nixos.wrong("{ networking: { hostName: 5 } }", "networking.hostName"),
  nixos.wrong('{ networking: { nameservers: "1.1.1.1" } }', "networking.nameservers"),
  nixos.wrong(
    '{ networking: { firewall: { allowedTCPPorts: ["22"] } } }',
    "networking.firewall.allowedTCPPorts[0]",
  ),
  nixos.wrong('{ environment: { systemPackages: ["git"] } }', "environment.systemPackages[0]"),
  nixos.wrong("{ services: { openssh: { enable: null } } }", "services.openssh.enable"),
  nixos.wrong('{ time: { timeZone: { zone: "UTC" } } }', "time.timeZone"),
  nixos.wrong("{ services: true }", "services"),
  nixos.wrong(
    '{ users: { users: { ada: { extraGroups: "wheel" } } } }',
    "users.users.ada.extraGroups",
  ),
  nixos.wrong(
    '{ services: { openssh: { enable: lib.mkDefault("yes") } } }',
    "services.openssh.enable",
  ),
  nixos.wrong('{ boot: { kernelParams: lib.mkAfter(["quiet", 3]) } }', "boot.kernelParams[1]"),
  nixos.wrong(
    '{ services: { openssh: { ports: nix.comment("Beside the other one.", [22, "2222"]) } } }',
    "services.openssh.ports[1]",
  ),
  darwin.wrong(
    '{ system: { defaults: { dock: { autohide: "yes" } } } }',
    "system.defaults.dock.autohide",
  ),
  darwin.wrong('{ homebrew: { masApps: { Xcode: "497799835" } } }', "homebrew.masApps.Xcode"),
  darwin.wrong(
    '{ launchd: { daemons: { backup: { serviceConfig: { StartInterval: "3600" } } } } }',
    "launchd.daemons.backup.serviceConfig.StartInterval",
  ),
  home.wrong('{ programs: { tmux: { baseIndex: "1" } } }', "programs.tmux.baseIndex"),
  home.wrong('{ home: { packages: ["ripgrep"] } }', "home.packages[0]"),
  home.wrong('{ programs: { zsh: { history: { size: "10000" } } } }', "programs.zsh.history.size"),

  // An option of another class.
  nixos.unknown("{ homebrew: { enable: true } }", "homebrew"),
  nixos.unknown("{ system: { defaults: { dock: { autohide: true } } } }", "system.defaults"),
  nixos.unknown('{ home: { stateVersion: "25.11" } }', "home"),
  darwin.unknown('{ boot: { kernelParams: ["quiet"] } }', "boot"),
  darwin.unknown(
    "{ users: { users: { ada: { isNormalUser: true } } } }",
    "users.users.ada.isNormalUser",
  ),
  darwin.unknown('{ disko: { devices: { disk: { main: { device: "/dev/sda" } } } } }', "disko"),
  home.unknown("{ environment: { systemPackages: [] } }", "environment"),
  home.unknown("{ services: { openssh: { enable: true } } }", "services.openssh"),

  // Read-only.
  nixos.readOnly('{ clan: { core: { settings: { name: "mine" } } } }', "clan.core.settings.name"),
  nixos.readOnly(
    '{ sops: { secrets: { token: { sopsFileHash: "0" } } } }',
    "sops.secrets.token.sopsFileHash",
  ),
  darwin.readOnly('{ clan: { core: { settings: { tld: "lan" } } } }', "clan.core.settings.tld"),

  // Required, and missing.
  nixos.missing(
    '{ networking: { interfaces: { eth0: { ipv4: { addresses: [{ address: "192.0.2.1" }] } } } } }',
    "networking.interfaces.eth0.ipv4.addresses[0].prefixLength",
  ),
  nixos.missing(
    '{ networking: { wireguard: { interfaces: { wg0: { peers: [{ allowedIPs: ["10.0.0.0/8"] }] } } } } }',
    "networking.wireguard.interfaces.wg0.peers[0].publicKey",
  ),
  nixos.missing(
    "{ services: { postgresql: { ensureUsers: [{ ensureDBOwnership: true }] } } }",
    "services.postgresql.ensureUsers[0].name",
  ),
  home.missing(
    '{ programs: { fish: { plugins: [{ name: "z" }] } } }',
    "programs.fish.plugins[0].src",
  ),

  // One name with dots.
  nixos.dotted('{ "services.openssh.enable": true }', '"services.openssh.enable"'),
  nixos.dotted('{ services: { "openssh.enable": true } }', 'services."openssh.enable"'),
  darwin.dotted('{ "homebrew.enable": true }', '"homebrew.enable"'),
  home.dotted(
    '{ programs: { git: { "settings.user.name": "Ada" } } }',
    'programs.git."settings.user.name"',
  ),
];

function misuses(moduleClass: ModuleClass) {
  const misuse =
    (kind: ProblemKind, compiler: RegExp) =>
    (settings: string, path: string): Misuse => ({
      moduleClass,
      settings,
      compiler,
      kind,
      path,
    });
  const unknown = misuse("unknown-option", /does not exist in type/);
  return {
    unknown,
    misspelt: (settings: string, path: string, nearest: string): Misuse => ({
      ...unknown(settings, path),
      compiler: /does not exist in type .*Did you mean to write '/,
      nearest,
    }),
    wrong: misuse(
      "wrong-type",
      /is not assignable to|in common with type|does not exist in type 'NixComputed</,
    ),
    readOnly: misuse("read-only", /does not exist in type/),
    missing: misuse("missing-option", /is missing in type|is not assignable to/),
    dotted: misuse("dotted-name", /does not exist in type/),
  };
}
