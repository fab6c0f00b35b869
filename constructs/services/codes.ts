import { defineCodes } from "../diagnostics/codes";
import { mac, nixosMachine } from "../diagnostics/examples";

const CINNABAR = `const cinnabar = ${nixosMachine()}`;
const BLACKPHOS = `const blackphos = ${mac()}`;

const user = (name: string, props = ""): string =>
  `const ${name} = new User(fleet, "${name}"${props && `, { ${props} }`});`;

const account = (name: string, machines: string, rest = ""): string =>
  `new UserAccount(fleet, "users-${name}", { user: ${name}, machines: [${machines}]${rest} });`;

const HOME = 'home: { stateVersion: "25.11" }';

defineCodes("Services", {
  "account-prop-without-effect": {
    severity: "warning",
    meaning:
      "An account has props that none of its machines takes notice of. Groups, passwords and identities are set on NixOS only: on a Mac the account is that which macOS made, and of root only the keys are set. So they have no effect.",
    example: `${user("ada", "uid: 501")}
${BLACKPHOS}
${account("ada", "blackphos", ', groups: ["wheel"]')}`,
    corrected: `${user("ada", "uid: 501")}
${BLACKPHOS}
${account("ada", "blackphos")}`,
  },
  "account-repeated": {
    severity: "error",
    meaning:
      "Two accounts give one user to one machine. Both define the account and its password generator, so Nix would mix keys and groups and run the script twice.",
    example: `${user("ada")}
${CINNABAR}
${account("ada", "cinnabar")}
${account("ada", "Tag.NIXOS").replace("users-ada", "users-ada-again")}`,
    corrected: `${user("ada")}
${CINNABAR}
${account("ada", "cinnabar")}`,
  },
  "account-uid-shared": {
    severity: "error",
    meaning:
      "Two users have one uid on one machine. nix-darwin takes over accounts that macOS made, and stops an activation that finds another owner of the uid; NixOS does not evaluate.",
    example: `${user("ada", "uid: 501")}
${user("grace", "uid: 501")}
${BLACKPHOS}
${account("ada", "blackphos")}
${account("grace", "blackphos")}`,
    corrected: `${user("ada", "uid: 501")}
${user("grace", "uid: 502")}
${BLACKPHOS}
${account("ada", "blackphos")}
${account("grace", "blackphos")}`,
  },
  "account-without-uid": {
    severity: "error",
    meaning:
      "A user with an account on a Mac has no uid. nix-darwin manages an account only with the uid that macOS gave it, and stops the activation if another one is set.",
    example: `${user("ada")}
${BLACKPHOS}
${account("ada", "blackphos")}`,
    corrected: `${user("ada", "uid: 501")}
${BLACKPHOS}
${account("ada", "blackphos")}`,
  },
  "home-without-home-manager": {
    severity: "error",
    acceptable: true,
    meaning:
      "A user has a home on a machine without home-manager. The options below `home-manager.users` do not exist there, so the evaluation would stop. Accept it where a file that the fleet does not know, such as `machines/<name>/configuration.nix`, imports home-manager.",
    example: `${user("ada", HOME)}
${CINNABAR}
${account("ada", "cinnabar")}`,
    corrected: `${user("ada", HOME)}
const cinnabar = ${nixosMachine('imports: [inputModule("home-manager", "nixos", "home-manager")]')}
${account("ada", "cinnabar")}`,
  },
  "service-without-machines": {
    severity: "warning",
    meaning:
      "A service has no machines. It is left out of the output. A tag that no machine has yet may be the reason.",
    example: 'new SshdService(fleet, "sshd", { servers: [], clients: [] });',
    corrected: `${CINNABAR}
new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });`,
  },
  "sshd-without-nixos-server": {
    severity: "error",
    meaning:
      "An sshd service has NixOS clients, but no NixOS server. A client of clan-core's service reads the certificate authority from the servers of the service; without one it trusts nobody.",
    example: `${CINNABAR}
${BLACKPHOS}
new SshdService(fleet, "sshd", { servers: [blackphos], clients: [cinnabar] });`,
    corrected: `${CINNABAR}
${BLACKPHOS}
new SshdService(fleet, "sshd", { servers: [blackphos, cinnabar], clients: [cinnabar] });`,
  },
  "zerotier-second-network": {
    severity: "error",
    meaning:
      "The fleet has a second zerotier network. The names and addresses of the machines come from the network, and a machine has one of each. A further network that names nobody is a `ClanService`.",
    example: `${CINNABAR}
new ZerotierNetwork(fleet, "zerotier", { controller: cinnabar, peers: [] });
new ZerotierNetwork(fleet, "guests", { controller: cinnabar, peers: [] });`,
    corrected: `${CINNABAR}
new ZerotierNetwork(fleet, "zerotier", { controller: cinnabar, peers: [] });
new ClanService(fleet, "guests", {
  service: "zerotier",
  roles: { controller: { machines: [cinnabar] } },
});`,
  },
});
