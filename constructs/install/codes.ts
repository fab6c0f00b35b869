import { defineCodes } from "../diagnostics/codes";
import {
  CX53,
  hetznerStack,
  nixosMachine,
  PLAIN_DISK,
  rentedMachine,
} from "../diagnostics/examples";

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC deploy";

/** A machine with a server, in a stack with additional props. */
const stack = (...props: readonly string[]): string =>
  `const cinnabar = ${nixosMachine(PLAIN_DISK, `server: { ${CX53.join(", ")} }`)}
${hetznerStack("cinnabar", ...props)}`;

/** A machine that Terraform does not create. */
const elsewhere = (...props: readonly string[]): string =>
  `const cinnabar = ${nixosMachine('disk: Disk.plain({ filesystem: "ext4", device: "/dev/vda" })')}
const stack = new FleetStack(app, "home");
new ClanInstall(stack, "install", {
  machine: cinnabar,
  server: "SN-4711",
  ${props.join(",\n  ")},
  deployKey: DeployKey.generated().bind(stack),
});`;

const existingKey = (privateKeyPath: string): string =>
  stack(`deployKey: DeployKey.existing({
    publicKey: "${KEY}",
    privateKeyPath: "${privateKeyPath}",
  })`);

const RIGHT_KEY = existingKey("~/.ssh/id_ed25519");

defineCodes("Installation", {
  "deploy-key-file-invalid": {
    severity: "error",
    meaning:
      "The file of the deploy key has an absolute path, or is readable by other accounts. ssh rejects a private key that other accounts can read.",
    example: stack('deployKey: DeployKey.generated({ filePermission: "0644" })'),
    corrected: stack('deployKey: DeployKey.generated({ filePermission: "0600" })'),
  },
  "deploy-key-in-clear": {
    severity: "error",
    meaning:
      "The path of the deploy key contains the private key itself. The key would be in the Terraform JSON and in the state. Rotate the key, since it was in the source.",
    example: existingKey("-----BEGIN OPENSSH PRIVATE KEY-----"),
    corrected: RIGHT_KEY,
  },
  "deploy-key-name-empty": {
    severity: "error",
    meaning:
      "The name of the deploy key is empty. Hetzner identifies the keys of a project by name.",
    example: stack('deployKey: DeployKey.generated({ name: "" })'),
    corrected: stack('deployKey: DeployKey.generated({ name: "deploy" })'),
  },
  "deploy-key-path-empty": {
    severity: "error",
    meaning:
      "The path of the deploy key's private key is empty. The installation could not log in to the server that Terraform has just created.",
    example: existingKey(""),
    corrected: RIGHT_KEY,
  },
  "deploy-key-path-public": {
    severity: "error",
    meaning:
      "The path of the deploy key's private key is the path of the public key. ssh cannot log in with a public key, so the installation would fail after the server is created.",
    example: existingKey("~/.ssh/id_ed25519.pub"),
    corrected: RIGHT_KEY,
  },
  "disk-missing": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine with a server has no disk layout. Terraform would create the server, and its installation would then fail. Accept it if a file that the fleet does not read, such as `machines/<name>/disko.nix`, defines the layout.",
    example: rentedMachine(CX53, []),
    corrected: rentedMachine(CX53),
  },
  "flake-folder-not-relative": {
    severity: "error",
    meaning:
      "The folder of the flake is empty or absolute. The install resolves it against the folder of the stack, so it must be a relative path.",
    example: stack('flake: "/home/ada/nix-config"'),
    corrected: stack('flake: "../../.."'),
  },
  "install-address-invalid": {
    severity: "error",
    meaning:
      "The address of an installation is neither an IP address nor a host name. ssh takes it as an argument, and clan as a part of the target host.",
    example: elsewhere('address: "root@192.0.2.1"'),
    corrected: elsewhere('address: "192.0.2.1"'),
  },
  "install-port-invalid": {
    severity: "error",
    meaning:
      "The port of an installation is not a valid port. ssh would reject it after the server is created.",
    example: elsewhere('address: "192.0.2.1"', "port: 70000"),
    corrected: elsewhere('address: "192.0.2.1"', "port: 2222"),
  },
  "install-server-empty": {
    severity: "error",
    meaning:
      "The server of an installation is an empty string. It identifies the installed machine: when it changes, the install runs again.",
    example: elsewhere('address: "192.0.2.1"').replace("SN-4711", ""),
    corrected: elsewhere('address: "192.0.2.1"'),
  },
  "limit-minutes-invalid": {
    severity: "error",
    meaning:
      "The time limit of an installation or an activation is not a whole number of minutes. The run would be stopped immediately, or never.",
    example: elsewhere('address: "192.0.2.1"', "limitMinutes: 0.5"),
    corrected: elsewhere('address: "192.0.2.1"', "limitMinutes: 240"),
  },
});
