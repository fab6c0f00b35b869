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
      "The name of a machine is not a DNS label. It becomes the host name, a Terraform address, a file name and an attribute of `nixosConfigurations`. It can hardly be changed once the machine is installed.",
    example: nixosMachine().replace("cinnabar", "Cinnabar_1"),
    corrected: nixosMachine().replace("cinnabar", "cinnabar-1"),
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
  "platform-mismatch": {
    severity: "error",
    meaning:
      "The platform of a machine is not that of its server type. A system that is built for another processor does not start on the server.",
    example: rentedMachine(CX53, [PLAIN_DISK, 'platform: "aarch64-linux"']),
    corrected: rentedMachine(CX53),
  },
  "prop-of-other-class": {
    severity: "error",
    meaning:
      "A Mac has a prop that only a NixOS machine has. Props that several machines share by a spread bring it along, and the compiler does not see it. It would be ignored: the Mac has no such disk or server.",
    example: `const shared = { stateVersion: 6, ${PLAIN_DISK} };
new DarwinMachine(fleet, "blackphos", { ...shared });`,
    corrected: mac(),
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
