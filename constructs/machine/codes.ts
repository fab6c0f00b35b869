import { defineCodes } from "../diagnostics/codes";
import {
  CX53,
  hetznerStack,
  mac,
  nixosMachine,
  PLAIN_DISK,
  rentedMachine,
} from "../diagnostics/examples";

const SERVER = `server: { ${CX53.join(", ")} }`;

defineCodes("Machines", {
  "mac-nix-settings-ignored": {
    severity: "warning",
    meaning:
      "Nix settings are set for a Mac on which nix-darwin does not manage Nix. nix-darwin writes no nix.conf there, so they have no effect. Determinate Nix reads /etc/nix/nix.custom.conf.",
    example: mac("managesNix: false", "settings: { nix: { settings: { cores: 4 } } }"),
    corrected: mac("settings: { nix: { settings: { cores: 4 } } }"),
  },
  "mac-nix-unmanaged": {
    severity: "error",
    acceptable: true,
    meaning:
      "An option requires that nix-darwin manages Nix, but it does not on this Mac. The evaluation fails with an assertion of nix-darwin. Accept it where a hand-written module overrides the option.",
    example: mac("managesNix: false", "settings: { nix: { gc: { automatic: true } } }"),
    corrected: mac("settings: { nix: { gc: { automatic: true } } }"),
  },
  "mac-without-primary-user": {
    severity: "error",
    acceptable: true,
    meaning:
      "Options of a Mac apply to its primary user, but it has none. The evaluation fails with an assertion of nix-darwin. Accept it where another module sets `system.primaryUser`.",
    example: mac("settings: { homebrew: { enable: true } }"),
    corrected: `const ada = new User(fleet, "ada");
${mac("primaryUser: ada", "settings: { homebrew: { enable: true } }")}`,
  },
  "machine-duplicate": {
    severity: "error",
    meaning:
      "Two machines have the same name. The name is the attribute of the machine in the inventory and in the flake, so Nix would merge them into one machine.",
    example: `${nixosMachine()}
${nixosMachine()}`,
    corrected: `${nixosMachine()}
${nixosMachine().replace("cinnabar", "verdigris")}`,
  },
  "machine-in-two-stacks": {
    severity: "error",
    meaning:
      "Two stacks have a server for the same machine. Each would create a server with that name and install the machine on it, and clan would deploy to only one of them.",
    example: `const cinnabar = ${nixosMachine(PLAIN_DISK, SERVER)}
${hetznerStack("cinnabar").replace("ApiToken.fromEnvironment()", 'ApiToken.fromClanSecret("production")')}
${hetznerStack("cinnabar").replace('"hetzner"', '"staging"').replace("ApiToken.fromEnvironment()", 'ApiToken.fromClanSecret("staging")')}`,
    corrected: rentedMachine(CX53),
  },
  "machine-name-invalid": {
    severity: "error",
    meaning:
      "The name of a machine is not a host name. It becomes the host name, part of Terraform addresses, a file name and an attribute of `nixosConfigurations`. It is hard to change once the machine is installed.",
    example: nixosMachine().replace("cinnabar", "cinnabar.example.org"),
    corrected: nixosMachine().replace("cinnabar", "cinnabar"),
  },
  "machine-name-unusual": {
    severity: "warning",
    meaning:
      "The name of a machine has capital letters or `_`. NixOS accepts it, but ssh looks up host names in lower case, so the host certificate does not match, and DNS and some clan commands do not accept `_`. If the machine is already installed with this name, keep it and accept the warning.",
    example: nixosMachine().replace("cinnabar", "Cinnabar_1"),
    corrected: nixosMachine().replace("cinnabar", "cinnabar-1"),
  },
  "machine-prop-overridden": {
    severity: "error",
    acceptable: true,
    meaning:
      "The settings of a machine override its name, platform or state version. The installation recognises an existing machine by its host name, and the fleet would not match the real machine.",
    example: nixosMachine('settings: { networking: { hostName: "ruby" } }'),
    corrected: nixosMachine(),
  },
  "machine-settings-closed": {
    severity: "error",
    meaning:
      "Settings are added to a machine whose settings are a single Nix expression. Its value is unknown until Nix evaluates it, so nothing can be merged into it.",
    example: `const cinnabar = ${nixosMachine('settings: nix.apply("lib.mkIf", true, { time: { timeZone: "UTC" } })')}
cinnabar.addSettings({ networking: { domain: "example.org" } });`,
    corrected: `const cinnabar = ${nixosMachine('settings: { time: { timeZone: nix.apply("lib.mkDefault", "UTC") } }')}
cinnabar.addSettings({ networking: { domain: "example.org" } });`,
  },
  "machine-tag-repeated": {
    severity: "warning",
    meaning:
      "A machine lists a tag twice. The second entry has no effect. Another tag may have been meant.",
    example: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps, vps]")}`,
    corrected: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps]")}`,
  },
  "moved-from-present": {
    severity: "error",
    meaning:
      "The `movedFrom` of a machine is the name of another machine in the fleet. Terraform chains such moves, or fails with a cycle if two machines swap names, so a server could get the disk of another machine.",
    example: `${nixosMachine()}
new NixosMachine(fleet, "ruby", { stateVersion: "25.11", movedFrom: "cinnabar" });`,
    corrected: 'new NixosMachine(fleet, "ruby", { stateVersion: "25.11", movedFrom: "cinnabar" });',
  },
  "platform-mismatch": {
    severity: "error",
    meaning:
      "The platform of a machine does not match its server type. A system that is built for another architecture does not boot on the server.",
    example: rentedMachine(CX53, [PLAIN_DISK, 'platform: "aarch64-linux"']),
    corrected: rentedMachine(CX53),
  },
  "serial-number-invalid": {
    severity: "error",
    meaning:
      "The serial number of a Mac is malformed. It would not match the Mac, so the activation would be refused there.",
    example: mac('serialNumber: "c02 xk1"'),
    corrected: mac('serialNumber: "C02XK1ABJGH5"'),
  },
  "server-without-stack": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine has a server, but it is not in a stack. Terraform does not create the server. If it was in a stack before, the next apply destroys it, since `prevent_destroy` is removed together with the machine. Accept it if the server is managed elsewhere.",
    example: nixosMachine(PLAIN_DISK, SERVER),
    corrected: rentedMachine(CX53),
  },
  "ssh-address-invalid": {
    severity: "error",
    meaning:
      "An address of a machine is not a valid ssh address. Clan would fail only when it connects, during an installation or update.",
    example: nixosMachine('targetHost: "root@cinnabar.example.org:99999"'),
    corrected: nixosMachine('targetHost: "root@cinnabar.example.org:2222"'),
  },
  "state-version-invalid": {
    severity: "error",
    meaning:
      "The state version is not a NixOS release or a nix-darwin state version. It selects the defaults of services that keep data. NixOS compares it as a string, so a misspelt one selects wrong defaults without an error; nix-darwin rejects unknown ones.",
    example: 'new NixosMachine(fleet, "cinnabar", { stateVersion: "25.10" });',
    corrected: 'new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });',
  },
  "state-version-newer": {
    severity: "warning",
    meaning:
      "The state version of a Mac is newer than those that the library knows. nix-darwin rejects unknown state versions; a newer nix-darwin may support it.",
    example: mac().replace("stateVersion: 6", "stateVersion: 8"),
    corrected: mac(),
  },
  "zerotier-member-id-invalid": {
    severity: "error",
    meaning:
      "A zerotier member id is malformed. The controller would authorize a member that does not exist, and the device could not join the network.",
    example: mac('zerotierMemberId: "A1B2C3"'),
    corrected: mac('zerotierMemberId: "a1b2c3d4e5"'),
  },
  "zerotier-member-id-shared": {
    severity: "error",
    meaning:
      "Two Macs have the same zerotier member id. The id identifies one installation of zerotier, so one of them is wrong, and that Mac could not join the network.",
    example: `${mac('zerotierMemberId: "a1b2c3d4e5"')}
${mac('zerotierMemberId: "a1b2c3d4e5"').replace("blackphos", "stibnite")}`,
    corrected: `${mac('zerotierMemberId: "a1b2c3d4e5"')}
${mac('zerotierMemberId: "b2c3d4e5f6"').replace("blackphos", "stibnite")}`,
  },
});
