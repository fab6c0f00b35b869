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

const server = (...props: readonly string[]): string => rentedMachine([...CX53, ...props]);

const RIGHT = server();

/** Two machines in a stack each, both of which use one token. */
const twoStacks = (...props: readonly [string, string]): string =>
  ["cinnabar", "verdigris"]
    .map((name, index) =>
      [
        `const ${name} = ${nixosMachine(PLAIN_DISK, `server: { ${CX53.join(", ")} }`).replace('"cinnabar"', `"${name}"`)}`,
        hetznerStack(name, props[index] ?? "").replace('"hetzner"', `"hetzner-${name}"`),
      ].join("\n"),
    )
    .join("\n");

const ofKey = (name: string, key = KEY): string =>
  `deployKey: DeployKey.existing({
    name: "${name}",
    publicKey: "${key}",
    privateKeyPath: "~/.ssh/id_ed25519",
  })`;

const OTHER_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5IUPJTTAUiQPdZ8AgjT4NbUTTjbBMbFRGAdXPdPv8E other";

const allow = (rule: string): string => server(`firewall: { allow: [{ ${rule} }] }`);

defineCodes("Hetzner", {
  "firewall-description-too-long": {
    severity: "error",
    meaning:
      "The description of a firewall rule is longer than Hetzner's API accepts. The API would reject the firewall during the apply.",
    example: allow('protocol: "tcp", port: 443, description: "x".repeat(256)'),
    corrected: allow('protocol: "tcp", port: 443, description: "https"'),
  },
  "firewall-port-invalid": {
    severity: "error",
    meaning:
      "A firewall rule for tcp or udp has no port or an invalid one. Hetzner would reject the rule during the apply.",
    example: allow('protocol: "tcp", port: 70000'),
    corrected: allow('protocol: "tcp", port: 443'),
  },
  "firewall-port-unexpected": {
    severity: "error",
    meaning:
      "A firewall rule has a port, but its protocol has no ports. Hetzner would reject the rule during the apply.",
    example: allow('protocol: "icmp", port: 22'),
    corrected: allow('protocol: "icmp"'),
  },
  "firewall-source-not-cidr": {
    severity: "error",
    meaning:
      "A source of a firewall rule is not a CIDR block. Hetzner accepts an address only with a prefix length, and rejects an empty list.",
    example: allow('protocol: "tcp", port: 22, from: ["192.0.2.1"]'),
    corrected: allow('protocol: "tcp", port: 22, from: ["192.0.2.1/32"]'),
  },
  "firewall-source-not-first": {
    severity: "error",
    meaning:
      "A source of a firewall rule is not the first address of its block. Hetzner rejects a block with host bits set.",
    example: allow('protocol: "tcp", port: 22, from: ["192.0.2.1/24"]'),
    corrected: allow('protocol: "tcp", port: 22, from: ["192.0.2.0/24"]'),
  },
  "firewall-without-rules": {
    severity: "error",
    meaning:
      "A firewall has no list of rules. It is unclear whether all or no incoming traffic is meant; an empty list blocks all of it.",
    example: server("firewall: {} as any"),
    corrected: allow('protocol: "tcp", port: 22'),
  },
  "hetzner-name-duplicate": {
    severity: "error",
    acceptable: true,
    meaning:
      "Two resources of the same type have the same name in a Hetzner project. The API rejects the second one in the middle of an apply. Stacks with the same token count as one project; accept it where each stack is applied with a different token in the environment.",
    example: twoStacks(ofKey("deploy"), ofKey("deploy", OTHER_KEY)),
    corrected: twoStacks(ofKey("deploy-cinnabar"), ofKey("deploy-verdigris", OTHER_KEY)),
  },
  "hetzner-ssh-key-duplicate": {
    severity: "error",
    acceptable: true,
    meaning:
      "An ssh key is registered twice in a Hetzner project. The API rejects a duplicate key, even under another name. Stacks with the same token count as one project; accept it where each stack is applied with a different token in the environment.",
    example: twoStacks(ofKey("deploy-cinnabar"), ofKey("deploy-verdigris")),
    corrected: twoStacks(ofKey("deploy-cinnabar"), ofKey("deploy-verdigris", OTHER_KEY)),
  },
  "image-architecture": {
    severity: "error",
    meaning:
      "The image does not exist for the architecture of the server type. Hetzner would refuse to create the server.",
    example: server('image: Image.named("rocky-9", { architecture: "arm" })'),
    corrected: server('image: Image.named("rocky-9", { architecture: "x86" })'),
  },
  "image-deprecated": {
    severity: "warning",
    meaning:
      "Hetzner no longer offers the image for new servers. Existing servers are not affected: NixOS has replaced the image, and Terraform ignores changes to it.",
    example: server("image: Image.UBUNTU_20_04"),
    corrected: server("image: Image.DEBIAN_12"),
  },
  "image-name-invalid": {
    severity: "error",
    meaning:
      "The image is not a valid name or id at Hetzner. Terraform would fail when it looks up the image.",
    example: server('image: Image.named("Rocky 9", { architecture: "x86" })'),
    corrected: server('image: Image.named("rocky-9", { architecture: "x86" })'),
  },
  "label-invalid": {
    severity: "error",
    meaning:
      "A label is invalid at Hetzner. The API would reject the whole resource during the apply.",
    example: server('labels: { owner: "ada lovelace" }'),
    corrected: server('labels: { owner: "ada" }'),
  },
  "location-unknown": {
    severity: "error",
    meaning:
      "The location is unknown. Declare a location that is newer than the catalogue with `Location.custom`, with its name and network zone.",
    example: rentedMachine([
      "type: ServerType.CX53",
      'location: { ...Location.FSN1, name: "Falkenstein 1" }',
    ]),
    corrected: RIGHT,
  },
  "machine-without-server": {
    severity: "error",
    meaning:
      "A machine of a Hetzner stack has no `server`, so the stack cannot create one. If the server already exists, removing `server` or the machine makes the next apply destroy it.",
    example: `const cinnabar = ${nixosMachine(PLAIN_DISK.replace('"ext4"', '"ext4", device: "/dev/sda"'))}
${hetznerStack("cinnabar")}`,
    corrected: RIGHT,
  },
  "primary-ip-invalid": {
    severity: "error",
    meaning: "The primary IPs are invalid. A server has at most one IPv4 and one IPv6 address.",
    example: server('primaryIps: ["ipv4", "ipv4"]'),
    corrected: server('primaryIps: ["ipv4", "ipv6"]'),
  },
  "reverse-dns-invalid": {
    severity: "error",
    meaning:
      "The reverse DNS name is not a host name. Hetzner would reject it after the server is created.",
    example: server('reverseDns: "cinnabar_1"'),
    corrected: server('reverseDns: "cinnabar.example.org"'),
  },
  "server-name-invalid": {
    severity: "error",
    meaning:
      "The name of a machine with a server has `_`. The server gets the machine's name at Hetzner, and the API accepts only host names: letters, digits, `-` and `.`.",
    example: `fleet.accept("machine-name-unusual", { because: "the machine is installed" });
${rentedMachine(CX53).replace('"cinnabar"', '"cinnabar_1"')}`,
    corrected: rentedMachine(CX53),
  },
  "server-type-deprecated": {
    severity: "warning",
    meaning:
      "Hetzner no longer offers the server type. Terraform cannot create new servers of this type; existing servers keep running. Do not change the type of an existing server for this reason: the provider powers off the server for the change.",
    example: rentedMachine(["type: ServerType.CX52", "location: Location.FSN1"]),
    corrected: RIGHT,
  },
  "server-type-facts": {
    severity: "error",
    meaning:
      "The arguments of a custom server type are invalid. The name is not a possible Hetzner server type, or a number is out of range.",
    example: server().replace(
      "ServerType.CX53",
      'ServerType.custom({ name: "CX 99", vcpu: 16, memoryGb: 32, diskGb: 320, cpu: "shared", architecture: "x86", bootMode: "bios" })',
    ),
    corrected: server().replace(
      "ServerType.CX53",
      'ServerType.custom({ name: "cx99", vcpu: 16, memoryGb: 32, diskGb: 320, cpu: "shared", architecture: "x86", bootMode: "bios" })',
    ),
  },
  "server-type-not-in-location": {
    severity: "error",
    acceptable: true,
    meaning:
      "The server type is not available in the location. Hetzner would refuse to create the server. Availability changes; accept it where the catalogue is out of date.",
    example: rentedMachine(["type: ServerType.CX53", "location: Location.ASH"]),
    corrected: rentedMachine(["type: ServerType.CCX33", "location: Location.ASH"]),
  },
  "server-type-too-small": {
    severity: "error",
    meaning:
      "The server type does not meet the requirements in `atLeast`. The provider powers off an existing server to change its type.",
    example: server("atLeast: { memoryGb: 64 }"),
    corrected: server("atLeast: { memoryGb: 32 }"),
  },
  "stack-without-machines": {
    severity: "warning",
    meaning:
      "A stack has no machines, so it creates no servers. If it had machines before, the next apply destroys their servers.",
    example: hetznerStack(""),
    corrected: RIGHT,
  },
  "too-many-firewall-rules": {
    severity: "error",
    acceptable: true,
    meaning:
      "A firewall has more rules or sources than Hetzner's API accepts. The API would reject it during the apply. Accept it where Hetzner raised the limit of the project.",
    example: server(
      'firewall: { allow: Array.from({ length: 51 }, (_, index) => ({ protocol: "tcp", port: index + 1 })) }',
    ),
    corrected: server('firewall: { allow: [{ protocol: "tcp", port: "1-51" }] }'),
  },
  "too-many-volumes": {
    severity: "error",
    acceptable: true,
    meaning:
      "A server has more volumes than Hetzner allows. Accept it where Hetzner raised the limit of the project.",
    example: server(
      "volumes: Array.from({ length: 17 }, (_, index) => ({ name: `data-${index}`, sizeGb: 10 }))",
    ),
    corrected: server('volumes: [{ name: "data", sizeGb: 170 }]'),
  },
  "volume-duplicate": {
    severity: "error",
    meaning:
      "Two volumes of a machine have the same name. Hetzner rejects the second one. If one of them already exists, keep its name: after a rename, Terraform destroys the volume and creates a new, empty one.",
    example: server('volumes: [{ name: "data", sizeGb: 10 }, { name: "data", sizeGb: 20 }]'),
    corrected: server('volumes: [{ name: "data", sizeGb: 10 }, { name: "backup", sizeGb: 20 }]'),
  },
  "volume-name-invalid": {
    severity: "error",
    meaning:
      "The name of a volume is invalid. It is part of its name at Hetzner and of its Terraform address.",
    example: server('volumes: [{ name: "My data", sizeGb: 10 }]'),
    corrected: server('volumes: [{ name: "data", sizeGb: 10 }]'),
  },
  "volume-size": {
    severity: "error",
    meaning:
      "The size of a volume is out of range. Hetzner offers volumes from 10 GB to 10,240 GB.",
    example: server('volumes: [{ name: "data", sizeGb: 5 }]'),
    corrected: server('volumes: [{ name: "data", sizeGb: 10 }]'),
  },
});
