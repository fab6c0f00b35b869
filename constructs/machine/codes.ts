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
      "Settings of Nix are set for a Mac on which nix-darwin does not manage Nix. It writes no nix.conf there, so they have no effect; Determinate Nix reads /etc/nix/nix.custom.conf.",
    example: mac("managesNix: false", "settings: { nix: { settings: { cores: 4 } } }"),
    corrected: mac("settings: { nix: { settings: { cores: 4 } } }"),
  },
  "mac-nix-unmanaged": {
    severity: "error",
    acceptable: true,
    meaning:
      "An option of a Mac needs Nix to be managed by nix-darwin, which it is not there. nix-darwin asserts so, and does not evaluate. Accept it where a module written by hand takes the option back.",
    example: mac("managesNix: false", "settings: { nix: { gc: { automatic: true } } }"),
    corrected: mac("settings: { nix: { gc: { automatic: true } } }"),
  },
  "mac-without-primary-user": {
    severity: "error",
    acceptable: true,
    meaning:
      "Options of a Mac act on the session of its primary user, and it has none. nix-darwin asserts so, and does not evaluate. Accept it where something else sets `system.primaryUser`.",
    example: mac("settings: { homebrew: { enable: true } }"),
    corrected: `const ada = new User(fleet, "ada");
${mac("primaryUser: ada", "settings: { homebrew: { enable: true } }")}`,
  },
  "machine-duplicate": {
    severity: "error",
    meaning:
      "Two machines have one name. The name is the attribute of the machine in the inventory and in the flake, so Nix would merge the two into one machine.",
    example: `${nixosMachine()}
${nixosMachine()}`,
    corrected: `${nixosMachine()}
${nixosMachine().replace("cinnabar", "verdigris")}`,
  },
  "machine-in-two-stacks": {
    severity: "error",
    meaning:
      "Two stacks rent a server for one machine. Each would create a server of that name and install the machine on it, and clan would deploy to one of the two.",
    example: `const cinnabar = ${nixosMachine(PLAIN_DISK, SERVER)}
${hetznerStack("cinnabar").replace("ApiToken.fromEnvironment()", 'ApiToken.fromClanSecret("production")')}
${hetznerStack("cinnabar").replace('"hetzner"', '"staging"').replace("ApiToken.fromEnvironment()", 'ApiToken.fromClanSecret("staging")')}`,
    corrected: rentedMachine(CX53),
  },
  "machine-name-invalid": {
    severity: "error",
    meaning:
      "The name of a machine is not a host name. It becomes the host name, a Terraform address, a file name and an attribute of `nixosConfigurations`. It can hardly be changed once the machine is installed.",
    example: nixosMachine().replace("cinnabar", "cinnabar.example.org"),
    corrected: nixosMachine().replace("cinnabar", "cinnabar"),
  },
  "machine-name-unusual": {
    severity: "warning",
    meaning:
      "The name of a machine has capitals or `_`. NixOS takes it; but ssh asks for names in lower case, so that a host certificate does not match, and DNS and some commands of clan refuse `_`. A machine that has the name already keeps it: accept the warning.",
    example: nixosMachine().replace("cinnabar", "Cinnabar_1"),
    corrected: nixosMachine().replace("cinnabar", "cinnabar-1"),
  },
  "machine-prop-overridden": {
    severity: "error",
    acceptable: true,
    meaning:
      "The settings of a machine contradict its name, platform or state version. The install tells a living machine by its host name, and what the fleet says of the machine would not be what it is.",
    example: nixosMachine('settings: { networking: { hostName: "ruby" } }'),
    corrected: nixosMachine(),
  },
  "machine-settings-closed": {
    severity: "error",
    meaning:
      "Settings are added to a machine whose settings are one expression. What the expression computes is not known here, so nothing can be merged into it.",
    example: `const cinnabar = ${nixosMachine('settings: nix.apply("lib.mkIf", true, { time: { timeZone: "UTC" } })')}
cinnabar.addSettings({ networking: { domain: "example.org" } });`,
    corrected: `const cinnabar = ${nixosMachine('settings: { time: { timeZone: nix.apply("lib.mkDefault", "UTC") } }')}
cinnabar.addSettings({ networking: { domain: "example.org" } });`,
  },
  "machine-tag-repeated": {
    severity: "warning",
    meaning:
      "A machine lists a tag twice. The second entry has no effect. It may stand where another tag was meant.",
    example: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps, vps]")}`,
    corrected: `const vps = new Tag(fleet, "vps");
${nixosMachine("tags: [vps]")}`,
  },
  "moved-from-present": {
    severity: "error",
    meaning:
      "A machine is moved from a name that another machine of the fleet has. Terraform joins such moves to a chain, or stops at a cycle where two machines swap names, so that a server could get the disk of another.",
    example: `${nixosMachine()}
new NixosMachine(fleet, "ruby", { stateVersion: "25.11", movedFrom: "cinnabar" });`,
    corrected: 'new NixosMachine(fleet, "ruby", { stateVersion: "25.11", movedFrom: "cinnabar" });',
  },
  "platform-mismatch": {
    severity: "error",
    meaning:
      "The platform of a machine is not that of its server type. A system that is built for another processor does not start on the server.",
    example: rentedMachine(CX53, [PLAIN_DISK, 'platform: "aarch64-linux"']),
    corrected: rentedMachine(CX53),
  },
  "serial-number-invalid": {
    severity: "error",
    meaning:
      "The serial number of a Mac is malformed. The Mac that is meant would be taken for another one, and its activation refused.",
    example: mac('serialNumber: "c02 xk1"'),
    corrected: mac('serialNumber: "C02XK1ABJGH5"'),
  },
  "server-without-stack": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine has a server, but no stack rents it. Terraform does not create the server. If a stack had it before, the next apply destroys it, since `prevent_destroy` goes away with the machine. Accept it if something else rents the server.",
    example: nixosMachine(PLAIN_DISK, SERVER),
    corrected: rentedMachine(CX53),
  },
  "ssh-address-invalid": {
    severity: "error",
    meaning:
      "An address of a machine is not one that clan passes to ssh. Clan finds out when it connects, during an installation or update.",
    example: nixosMachine('targetHost: "root@cinnabar.example.org:99999"'),
    corrected: nixosMachine('targetHost: "root@cinnabar.example.org:2222"'),
  },
  "state-version-invalid": {
    severity: "error",
    meaning:
      "The state version is not a release of NixOS or a number of nix-darwin. It selects the defaults of services that keep data. NixOS compares it as a text, so a misspelt one selects wrong defaults without an error; nix-darwin refuses what it does not know.",
    example: 'new NixosMachine(fleet, "cinnabar", { stateVersion: "25.10" });',
    corrected: 'new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });',
  },
  "state-version-newer": {
    severity: "warning",
    meaning:
      "The state version of a Mac is newer than those that the library knows. nix-darwin refuses one that it does not know; a newer nix-darwin may know more.",
    example: mac().replace("stateVersion: 6", "stateVersion: 8"),
    corrected: mac(),
  },
  "zerotier-member-id-invalid": {
    severity: "error",
    meaning:
      "A zerotier member id is malformed. The controller would allow a member that does not exist, and the device would wait outside the network.",
    example: mac('zerotierMemberId: "A1B2C3"'),
    corrected: mac('zerotierMemberId: "a1b2c3d4e5"'),
  },
  "zerotier-member-id-shared": {
    severity: "error",
    meaning:
      "Two Macs have one zerotier member id. The id belongs to one installation of zerotier, so one of the two is copied wrongly, and that Mac would not get into the network.",
    example: `${mac('zerotierMemberId: "a1b2c3d4e5"')}
${mac('zerotierMemberId: "a1b2c3d4e5"').replace("blackphos", "stibnite")}`,
    corrected: `${mac('zerotierMemberId: "a1b2c3d4e5"')}
${mac('zerotierMemberId: "b2c3d4e5f6"').replace("blackphos", "stibnite")}`,
  },
});
