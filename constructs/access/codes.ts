import { defineCodes } from "../diagnostics/codes";
import { CX53, declared, hetznerStack, nixosMachine, PLAIN_DISK } from "../diagnostics/examples";

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada@example.org";

const SSHD = 'new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });';
const ROOT =
  'new UserAccount(fleet, "root", { user: User.ROOT, machines: [cinnabar], authorized: [ada] });';

const fleetWith = (
  lines: readonly string[],
  server: readonly string[] = [],
  ...props: readonly string[]
) =>
  [
    `const ada = new User(fleet, "ada", { sshKeys: ["${KEY}"] });`,
    `const cinnabar = ${nixosMachine(PLAIN_DISK, ...props, `server: { ${[...CX53, ...server].join(", ")} }`)}`,
    hetznerStack("cinnabar"),
    ...lines,
  ].join("\n");

const firewall = (port: number) => [`firewall: { allow: [{ protocol: "tcp", port: ${port} }] }`];

const CLOSED = "settings: { services: { openssh: { openFirewall: false } } }";

const listensAt = (address: string) =>
  `settings: { services: { openssh: { listenAddresses: [{ addr: "${address}" }] } } }`;

const rootLogin = (value: string) =>
  `settings: { services: { openssh: { settings: { PermitRootLogin: "${value}" } } } }`;

const ACCOUNT = (...groups: readonly string[]) =>
  declared('new UserAccount(fleet, "ada", {', ["user: ada", "machines: [cinnabar]", ...groups]);

const AS_ADA = 'targetHost: "ada@cinnabar.example.org"';

defineCodes("Access to machines", {
  "account-cannot-update": {
    severity: "error",
    acceptable: true,
    meaning:
      "The account that updates a machine can log in, but cannot become root. Clan activates a system with `sudo`, so the account needs the group `wheel` or a rule of sudo. With a `buildHost`, Nix must trust the account too.",
    example: fleetWith([ACCOUNT(), SSHD], [], AS_ADA),
    corrected: fleetWith([ACCOUNT('groups: ["wheel"]'), SSHD], [], AS_ADA),
  },
  "firewall-shuts-out-ssh": {
    severity: "error",
    acceptable: true,
    meaning:
      "Hetzner's firewall blocks ssh. The install waits for ssh until it times out, and the machine is unreachable afterwards. Accept it for a machine that is reachable in another way, such as through a private network.",
    example: fleetWith([ROOT, SSHD], firewall(443)),
    corrected: fleetWith([ROOT, SSHD], firewall(22)),
  },
  "machine-without-login-key": {
    severity: "error",
    acceptable: true,
    meaning:
      "The account that updates a machine has no authorized SSH key, or does not exist. The deploy key is gone after the install, so nobody can log in.",
    example: fleetWith([SSHD]),
    corrected: fleetWith([ROOT, SSHD]),
  },
  "machine-without-sshd": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine has no sshd after its install. The install replaces the image and its sshd, so the machine cannot be updated.",
    example: fleetWith([ROOT]),
    corrected: fleetWith([ROOT, SSHD]),
  },
  "nixos-firewall-shuts-out-ssh": {
    severity: "error",
    acceptable: true,
    meaning:
      "The NixOS firewall of a machine blocks the port of its sshd. NixOS opens this port unless `services.openssh.openFirewall` is false. Accept it for a machine that is reached through a tunnel.",
    example: fleetWith([ROOT, SSHD], [], CLOSED),
    corrected: fleetWith(
      [ROOT, SSHD],
      [],
      "settings: { services: { openssh: { openFirewall: false } }, networking: { firewall: { allowedTCPPorts: [22] } } }",
    ),
  },
  "ssh-port-mismatch": {
    severity: "error",
    acceptable: true,
    meaning:
      "The port in `targetHost` of a machine is not a port of its sshd. Every update would fail. Accept it if a router forwards the port.",
    example: fleetWith(
      [ROOT, SSHD],
      [],
      'targetHost: "root@cinnabar.example.org"',
      "settings: { services: { openssh: { ports: [2022] } } }",
    ),
    corrected: fleetWith(
      [ROOT, SSHD],
      [],
      'targetHost: "root@cinnabar.example.org:2022"',
      "settings: { services: { openssh: { ports: [2022] } } }",
    ),
  },
  "sshd-listens-to-itself": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine's sshd listens on loopback addresses only, so it is unreachable from outside. Accept it for a machine with a tunnel to a loopback address.",
    example: fleetWith([ROOT, SSHD], [], listensAt("127.0.0.1")),
    corrected: fleetWith([ROOT, SSHD], [], listensAt("0.0.0.0")),
  },
  "sshd-refuses-account": {
    severity: "error",
    acceptable: true,
    meaning:
      "Settings of sshd deny the account that updates a machine. They are `PermitRootLogin`, `PubkeyAuthentication`, `AuthenticationMethods`, `AuthorizedKeysFile`, and the allowed or denied users and groups. It is a warning for a machine without a stack and without `targetHost`, which may be updated at its own keyboard.",
    example: fleetWith([ROOT, SSHD], [], rootLogin("no")),
    corrected: fleetWith([ROOT, SSHD], [], rootLogin("prohibit-password")),
  },
});
