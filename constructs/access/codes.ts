import { defineCodes } from "../diagnostics/codes";
import { CX53, hetznerStack, nixosMachine, PLAIN_DISK } from "../diagnostics/examples";

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

defineCodes("Access to machines", {
  "firewall-shuts-out-ssh": {
    severity: "error",
    acceptable: true,
    meaning:
      "Hetzner's firewall lets no ssh in. The install waits for ssh until its time is over, and later nobody reaches the machine. Accept it for a machine that is reached in another way, as through a private network.",
    example: fleetWith([ROOT, SSHD], firewall(443)),
    corrected: fleetWith([ROOT, SSHD], firewall(22)),
  },
  "machine-without-login-key": {
    severity: "error",
    acceptable: true,
    meaning:
      "Nobody's key opens the account that updates a machine. After the install nobody can log in; the key that the install uses is gone then.",
    example: fleetWith([SSHD]),
    corrected: fleetWith([ROOT, SSHD]),
  },
  "machine-without-sshd": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine has no sshd after its install. Nobody can update it any more; the image's sshd is gone then.",
    example: fleetWith([ROOT]),
    corrected: fleetWith([ROOT, SSHD]),
  },
  "ssh-port-mismatch": {
    severity: "error",
    acceptable: true,
    meaning:
      "The address at which clan reaches a machine has another port than its sshd. Every update would fail. Accept it where a router forwards the port.",
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
});
