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
      "An account has props without effect on any of its machines. Groups, passwords and identities are set on NixOS only. On a Mac, macOS manages the account, and for root only the SSH keys are set.",
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
      "Two UserAccounts create the same user on a machine. Both define the account and its password generator, so Nix would merge their keys and groups and run the script twice.",
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
      "Two users have the same uid on a machine. nix-darwin manages existing macOS accounts and aborts the activation if the uid has another owner; on NixOS the evaluation fails.",
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
      "A user with an account on a Mac has no uid. nix-darwin needs the uid that macOS assigned to the account, and aborts the activation if it differs.",
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
      "A user has a home on a machine without home-manager. The options below `home-manager.users` do not exist there, so the evaluation would fail. Accept it where a file outside the fleet, such as `machines/<name>/configuration.nix`, imports home-manager.",
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
      "A service has no machines, so it is omitted from the output. A possible reason is a tag that no machine has yet.",
    example: 'new SshdService(fleet, "sshd", { servers: [], clients: [] });',
    corrected: `${CINNABAR}
new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });`,
  },
  "sshd-without-nixos-server": {
    severity: "error",
    meaning:
      "An sshd service has NixOS clients, but no NixOS server. Clients of clan-core's service trust the certificate authority of its servers; without a server they trust no host certificates.",
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
      "The fleet has a second zerotier network. The names and addresses of the machines come from the network, and a machine has only one of each. Declare further networks as a `ClanService`.",
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
