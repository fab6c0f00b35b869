import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformAsset, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  ApiToken,
  addCheck,
  Backend,
  DarwinMachine,
  DeployKey,
  expression,
  type Finding,
  FlakeInput,
  Fleet,
  type HetznerServerSpec,
  HetznerStack,
  Image,
  Location,
  NixosMachine,
  ServerType,
  Tag,
  User,
  ValidationError,
} from "../../constructs";
import { issuesOf, renderedFiles } from "../support/diagnostics";
import { DISK, type OneMachine, oneMachine, SERVER, testApp } from "../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../support/wrong-fleets";

const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEqbsOqkDdsYSGK1yXGGYLJ6lRfDZbPMoyzGYGq4gSzA";
const PRIVATE_KEY =
  "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----";
const HCLOUD_TOKEN = `${"aB3".repeat(21)}x`;

function server(spec: Partial<HetznerServerSpec>): OneMachine {
  return oneMachine({ server: { ...SERVER, ...spec } });
}

const WRONG_FLEETS: readonly WrongFleet[] = [
  {
    mistake: "an unknown server type",
    declare: () => server({ type: ServerType.custom({ ...ServerType.CX53, name: "CX 99" }) }),
    path: "hetzner/cinnabar",
    code: "server-type-facts",
    says: ['"CX 99"', "hcloud server-type", "ServerType.custom"],
  },
  {
    mistake: "a deprecated server type",
    declare: () => server({ type: ServerType.CX52 }),
    path: "hetzner/cinnabar",
    code: "server-type-deprecated",
    says: ['cannot be ordered any more since 2025-10-16: "cx52"', "cx53", "remedy: use cx53"],
  },
  {
    mistake: "a server type that is too small",
    declare: () =>
      server({ type: ServerType.CX43, atLeast: { vcpu: 8, memoryGb: 32, diskGb: 240 } }),
    path: "hetzner/cinnabar",
    code: "server-type-too-small",
    says: [
      "needs at least 32 GB memory, cx43 has 16 GB; needs at least 240 GB disk, cx43 has 160 GB",
      "remedy: use cx53",
    ],
  },
  {
    mistake: "a requirement that no type meets",
    declare: () => server({ atLeast: { vcpu: 1000 } }),
    path: "hetzner/cinnabar",
    code: "server-type-too-small",
    says: ["no type of the catalogue is large enough", "lower the requirement"],
  },
  {
    mistake: "an image for another architecture",
    declare: () => server({ image: Image.snapshot(1234, "arm") }),
    path: "hetzner/cinnabar",
    code: "image-architecture",
    says: ["does not exist for x86", '"1234 (arm)"', "an image for x86", "debian-12"],
  },
  {
    mistake: "an image that new servers cannot have",
    declare: () => server({ image: Image.UBUNTU_20_04 }),
    path: "hetzner/cinnabar",
    code: "image-deprecated",
    says: ['"ubuntu-20.04"', "debian-12, debian-13", "remedy: use debian-12"],
  },
  {
    mistake: "an image name that cannot be one",
    declare: () => server({ image: Image.named("Debian 12", { architecture: "x86" }) }),
    path: "hetzner/cinnabar",
    code: "image-name-invalid",
    says: ['"Debian 12"', "hcloud image list", "Image.named"],
  },
  {
    mistake: "an unknown location",
    declare: () => server({ location: { ...Location.FSN1, name: "fsn9" } }),
    path: "hetzner/cinnabar",
    code: "location-unknown",
    says: ['location is unknown: "fsn9"', "fsn1, nbg1, hel1", "a member of Location"],
  },
  {
    mistake: "a location that does not offer the type",
    declare: () => server({ location: Location.ASH }),
    path: "hetzner/cinnabar",
    code: "server-type-not-in-location",
    says: ['cx53 is not offered in the location: "ash"', "fsn1", "another location"],
  },
  {
    mistake: "a label that Hetzner refuses",
    declare: () => server({ labels: { role: "the controller" } }),
    path: "hetzner/cinnabar",
    code: "label-invalid",
    says: ['{"role":"the controller"}', "up to 63", "reword the label"],
  },
  {
    mistake: "a firewall rule without a port",
    declare: () => server({ firewall: { allow: [{ protocol: "tcp" }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-port-invalid",
    says: ["tcp needs a port: null", "1 to 65535", "give the port"],
  },
  {
    mistake: "a volume that is too small",
    declare: () => server({ volumes: [{ name: "data", sizeGb: 5 }] }),
    path: "hetzner/cinnabar",
    code: "volume-size",
    says: ["size of volume data is out of range: 5", "10 to 10240", "sizeGb"],
  },
  {
    mistake: "a reverse DNS name that is none",
    declare: () => server({ reverseDns: "cinnabar_example" }),
    path: "hetzner/cinnabar",
    code: "reverse-dns-invalid",
    says: ['"cinnabar_example"', "joined by '.'", "cinnabar.example.org"],
  },
  {
    mistake: "a machine name that is not a DNS label",
    declare: () => {
      const one = oneMachine();
      new NixosMachine(one.fleet, "Cinnabar_2", { stateVersion: "25.11" });
      return one;
    },
    path: "infra/machine:Cinnabar_2",
    code: "machine-name-invalid",
    says: ['not a DNS label: "Cinnabar_2"', "a-z, 0-9 and '-'", "host name"],
  },
  {
    mistake: "a machine without a name",
    declare: () => {
      const one = oneMachine();
      new NixosMachine(one.fleet, "", { stateVersion: "25.11" });
      return one;
    },
    path: "infra/machine:",
    code: "machine-name-invalid",
    says: ['not a DNS label: ""'],
  },
  {
    mistake: "a machine name used twice",
    declare: () => {
      const one = oneMachine();
      const crs58 = new User(one.fleet, "crs58");
      new DarwinMachine(one.fleet, "cinnabar", { primaryUser: crs58, stateVersion: 6 });
      return one;
    },
    path: "infra/machine:cinnabar#2",
    code: "machine-duplicate",
    says: ['declared twice: "cinnabar"', "one machine for each name", "rename"],
  },
  {
    mistake: "a machine that carries a tag twice",
    declare: () => {
      const one = oneMachine();
      const vps = new Tag(one.fleet, "vps");
      new NixosMachine(one.fleet, "verdigris", { stateVersion: "25.11", tags: [vps, vps] });
      return one;
    },
    path: "infra/machine:verdigris",
    code: "machine-tag-repeated",
    says: ['machine has a tag twice: "vps"', "each tag once"],
  },
  ...["all", "nixos", "darwin"].map((name) => ({
    mistake: `the reserved tag ${name}`,
    declare: () => {
      const one = oneMachine();
      const tag = new Tag(one.fleet, name);
      new NixosMachine(one.fleet, "verdigris", { stateVersion: "25.11", tags: [tag] });
      return one;
    },
    path: `infra/tag:${name}`,
    code: "tag-reserved",
    says: [`reserved: clan puts it on machines by itself: "${name}"`, `Tag.${name.toUpperCase()}`],
  })),
  {
    mistake: "a tag that no machine carries",
    declare: () => {
      const one = oneMachine();
      new Tag(one.fleet, "cloud");
      return one;
    },
    path: "infra/tag:cloud",
    code: "tag-unused",
    says: ['no machine has the tag: "cloud"', "at least one machine", "remove it"],
  },
  {
    mistake: "a tag name with a space",
    declare: () => {
      const one = oneMachine();
      const tag = new Tag(one.fleet, "my tag");
      new NixosMachine(one.fleet, "verdigris", { stateVersion: "25.11", tags: [tag] });
      return one;
    },
    path: "infra/tag:my tag",
    code: "tag-name-invalid",
    says: ['not an identifier: "my tag"', "a letter or '_'"],
  },
  {
    mistake: "a login name that is none",
    declare: () => {
      const one = oneMachine();
      new User(one.fleet, "Dev Person");
      return one;
    },
    path: "infra/user:Dev Person",
    code: "user-name-invalid",
    says: ['not a login name: "Dev Person"', "up to 31 of", "logs in with"],
  },
  {
    mistake: "a private key as an ssh public key",
    declare: () => {
      const one = oneMachine();
      new User(one.fleet, "crs58", { sshKeys: [PRIVATE_KEY] });
      return one;
    },
    path: "infra/user:crs58",
    code: "ssh-key-private",
    says: ["is a private key", "ssh-ed25519", "the .pub file"],
  },
  ...[
    ["cut off", ED25519.slice(0, -6)],
    ["of another type than it says", ED25519.replace("ssh-ed25519", "ssh-rsa")],
    ["of two lines", `${ED25519}\n${ED25519}`],
    ["of an unknown type", "ssh-dss AAAAB3NzaC1kc3M="],
    ["without its type", ED25519.split(" ")[1] ?? ""],
  ].map(([how, key = ""]) => ({
    mistake: `an ssh public key ${how}`,
    declare: () => {
      const one = oneMachine();
      new User(one.fleet, "crs58", { sshKeys: [key] });
      return one;
    },
    path: "infra/user:crs58",
    code: "ssh-key-malformed",
    says: ["ssh public key is malformed", "ssh-ed25519", "ssh-keygen -lf"],
  })),
  {
    mistake: "a deploy key's private key in place of its path",
    declare: () =>
      oneMachine(undefined, {
        deployKey: DeployKey.existing({ publicKey: ED25519, privateKeyPath: PRIVATE_KEY }),
      }),
    path: "hetzner",
    code: "deploy-key-in-clear",
    says: ["is the key itself", "~/.ssh/id_ed25519", "replace the key"],
  },
  {
    mistake: "a token literal in a provider",
    declare: () => {
      const one = oneMachine();
      one.stack.addOverride("provider.hcloud", [{ token: HCLOUD_TOKEN }]);
      return one;
    },
    path: "hetzner",
    code: "secret-in-clear",
    says: ["a Hetzner API token", "a reference", "clan secrets set"],
  },
  {
    mistake: "a Hetzner token in a text",
    declare: () => {
      const one = oneMachine();
      new Resource(one.stack, "note", { triggers: { note: `HCLOUD_TOKEN=${HCLOUD_TOKEN}` } });
      return one;
    },
    path: "hetzner/note",
    code: "secret-in-clear",
    says: ["a Hetzner API token", `"${HCLOUD_TOKEN.slice(0, 4)}… (64 characters)"`],
  },
  {
    mistake: "a password in a provisioner's environment",
    declare: () => {
      const one = oneMachine();
      new Resource(one.stack, "note", {
        provisioners: [
          { type: "local-exec", command: "true", environment: { DB_URL: "pg://me:hunter2@db/x" } },
        ],
      });
      return one;
    },
    path: "hetzner/note",
    code: "secret-in-clear",
    says: ["environment.DB_URL holds a password in a URL", '"h… (7 characters)"'],
  },
  {
    mistake: "a token within an output",
    declare: () => {
      const one = oneMachine();
      new TerraformOutput(one.stack, "access", { value: { admin: { token: HCLOUD_TOKEN } } });
      return one;
    },
    path: "hetzner",
    code: "secret-in-clear",
    says: ["output.access.value.admin.token holds a Hetzner API token in the clear"],
  },
  {
    mistake: "a private key in an output",
    declare: () => {
      const one = oneMachine();
      new TerraformOutput(one.stack, "key", { value: PRIVATE_KEY });
      return one;
    },
    path: "hetzner",
    code: "secret-in-clear",
    says: ["a private key", "in the clear"],
  },
  {
    mistake: "a clan secret's name with a quote in it",
    declare: () =>
      oneMachine(undefined, { token: ApiToken.fromClanSecret("a'; rm -rf /", "token") }),
    path: "hetzner",
    code: "clan-secret-name-invalid",
    says: ['name of clan secret is invalid: "a\'; rm -rf /"', "clan secrets list"],
  },
  {
    mistake: "a duplicate Terraform address",
    declare: () => {
      const one = oneMachine();
      new Resource(one.stack, "again", {}).overrideLogicalId("install-cinnabar");
      return one;
    },
    path: "hetzner/again",
    code: "terraform-address-duplicate",
    says: [
      'used twice in one stack: "null_resource.install-cinnabar"',
      "hetzner/cinnabar/install/install has this one",
    ],
  },
  {
    mistake: "an invalid Terraform address",
    declare: () => {
      const one = oneMachine();
      new TerraformVariable(one.stack, "variable", {}).overrideLogicalId("1st choice");
      return one;
    },
    path: "hetzner/variable",
    code: "terraform-address-invalid",
    says: [
      'terraform address is invalid: "var.1st choice"',
      "a letter or '_'",
      "overrideLogicalId",
    ],
  },
  {
    mistake: "an absolute backend path",
    declare: () => oneMachine(undefined, { backend: Backend.local("/home/dev/terraform.tfstate") }),
    path: "hetzner",
    code: "backend-path-absolute",
    says: ['"/home/dev/terraform.tfstate"', "relative to the stack's folder", "Backend.local"],
  },
  {
    mistake: "a file that cdktf is to copy",
    declare: () => {
      const one = oneMachine();
      new TerraformAsset(one.stack, "script", { path: __filename });
      return one;
    },
    path: "hetzner/script",
    code: "terraform-asset",
    says: ['not written with the fleet: "validation.test.ts"', "text in the fleet", "readFileSync"],
  },
  {
    mistake: "a stack without machines",
    declare: () => {
      const app = testApp();
      new HetznerStack(app, "hetzner", { machines: [], token: ApiToken.fromEnvironment() });
      return { app };
    },
    path: "hetzner",
    code: "stack-without-machines",
    says: ["stack has no machines: []", "at least one NixosMachine"],
  },
  {
    mistake: "a machine with a server that no stack rents",
    declare: () => {
      const one = oneMachine();
      new NixosMachine(one.fleet, "verdigris", {
        stateVersion: "25.11",
        server: SERVER,
        disk: DISK,
      });
      return one;
    },
    path: "infra/machine:verdigris",
    code: "server-without-stack",
    says: [
      'machine has a server, but no stack rents it: "verdigris"',
      "such as those of a HetznerStack",
      "remove its `server`",
    ],
  },
  {
    mistake: "a stack's machine without a server",
    declare: () => {
      const app = testApp();
      const machine = new NixosMachine(new Fleet(app, "infra"), "cinnabar", {
        stateVersion: "25.11",
      });
      new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
      return { app };
    },
    path: "hetzner",
    code: "machine-without-server",
    says: ['has no server: "cinnabar"', "give it a server"],
  },
  {
    mistake: "a Mac in a Hetzner stack",
    declare: () => {
      const one = oneMachine();
      const primaryUser = new User(one.fleet, "crs58");
      const mac: object = new DarwinMachine(one.fleet, "blackphos", {
        primaryUser,
        stateVersion: 6,
      });
      const token = ApiToken.fromEnvironment();
      new HetznerStack(one.app, "macs", { machines: [mac as NixosMachine], token });
      return one;
    },
    path: "macs",
    code: "machine-without-server",
    says: ['has no server: "blackphos"', "remedy: remove it", "a Mac has no server"],
  },
  ...["..", ".", "é", "a:b", "_x", "x".repeat(300)].map((id) => ({
    mistake: `the stack id ${id.slice(0, 9)}`,
    declare: () => {
      const one = oneMachine();
      new TerraformStack(one.app, id);
      return one;
    },
    path: id,
    code: "stack-id-invalid",
    says: [`stack id is invalid: "${id}"`, "a letter or digit", "another id"],
  })),
  {
    mistake: "a server's address with a dot",
    declare: () => server({ address: "a.b" }),
    path: "hetzner/cinnabar/server",
    code: "terraform-address-invalid",
    says: ['address is invalid: "hcloud_server.a.b"', "another `address`"],
  },
  {
    mistake: "a volume's address with a dot",
    declare: () => server({ volumes: [{ name: "data", sizeGb: 10, address: "a.b" }] }),
    path: "hetzner/cinnabar/volume-data",
    code: "terraform-address-invalid",
    says: ['address is invalid: "hcloud_volume.a.b"'],
  },
  {
    mistake: "an address with a dot",
    declare: () => oneMachine(undefined, { token: ApiToken.fromClanSecret("ab", "a.b") }),
    path: "hetzner/api-token",
    code: "terraform-address-invalid",
    says: ['address is invalid: "data.external.a.b"'],
  },
  {
    mistake: "an empty backend path",
    declare: () => oneMachine(undefined, { backend: Backend.local("") }),
    path: "hetzner",
    code: "backend-path-empty",
    says: ['backend path is empty: ""', "relative to the stack's folder", "Backend.local"],
  },
  ...["", "state.example.org/a", "ftp://state.example.org/a"].map((address) => ({
    mistake: `the backend address "${address}"`,
    declare: () => oneMachine(undefined, { backend: Backend.http({ address }) }),
    path: "hetzner",
    code: "backend-address-invalid",
    says: [`password: "${address}"`, "https://state.example.org/hetzner", "TF_HTTP_PASSWORD"],
  })),
  {
    mistake: "a lock address of a backend with a password",
    declare: () =>
      oneMachine(undefined, {
        backend: Backend.http({
          address: "https://state.example.org/a",
          lockAddress: "https://me:hunter2@state.example.org/a/lock",
        }),
      }),
    path: "hetzner",
    code: "backend-address-invalid",
    says: ['"http… (43 characters)"', "without user and password", "TF_HTTP_USERNAME"],
  },
  ...["", "latest", ">= 1.5,", "=> 1.5", "1.x"].map((requiredVersion) => ({
    mistake: `the required version "${requiredVersion}"`,
    declare: () => oneMachine(undefined, { requiredVersion }),
    path: "hetzner",
    code: "required-version-invalid",
    says: [`version constraint: "${requiredVersion}"`, '">= 1.5"', "required_version"],
  })),
  ...["", "/home/dev/infra", "~/infra"].map((flake) => ({
    mistake: `the flake's folder "${flake}"`,
    declare: () => oneMachine(undefined, { flake }),
    path: "hetzner",
    code: "flake-folder-not-relative",
    says: [`"${flake}"`, "relative to the stack's folder", "../../.."],
  })),
  {
    mistake: "an empty path of the deploy key",
    declare: () =>
      oneMachine(undefined, {
        deployKey: DeployKey.existing({ publicKey: ED25519, privateKeyPath: "" }),
      }),
    path: "hetzner",
    code: "deploy-key-path-empty",
    says: ['private key is empty: ""', "~/.ssh/id_ed25519", "DeployKey.generated()"],
  },
  {
    mistake: "the path of a public key in place of the private one's",
    declare: () =>
      oneMachine(undefined, {
        deployKey: DeployKey.existing({
          publicKey: ED25519,
          privateKeyPath: "~/.ssh/id_ed25519.pub",
        }),
      }),
    path: "hetzner",
    code: "deploy-key-path-public",
    says: [
      'is that of the public key: "~/.ssh/id_ed25519.pub"',
      "~/.ssh/id_ed25519",
      "without .pub",
    ],
  },
  ...[
    DeployKey.generated({ name: "" }),
    DeployKey.existing({ name: "", publicKey: ED25519, privateKeyPath: "~/.ssh/id_ed25519" }),
  ].map((deployKey) => ({
    mistake: "an empty name of the deploy key",
    declare: () => oneMachine(undefined, { deployKey }),
    path: "hetzner",
    code: "deploy-key-name-empty",
    says: ['name of the deploy key is empty: ""', "no other key", "leave the name out"],
  })),
  {
    mistake: "a machine in two Hetzner stacks",
    declare: () => {
      const one = oneMachine();
      const token = ApiToken.fromEnvironment();
      new HetznerStack(one.app, "again", { machines: [one.machine], token });
      return one;
    },
    path: "infra/machine:cinnabar",
    code: "machine-in-two-stacks",
    says: [
      'two stacks rent a server for the machine: "again"',
      "hetzner has this one",
      "remove it",
    ],
  },
  {
    mistake: "a platform that its server does not have",
    declare: () => oneMachine({ server: SERVER, platform: "aarch64-linux" }),
    path: "infra/machine:cinnabar",
    code: "platform-mismatch",
    says: ['server type cx53: "aarch64-linux"', "allowed: x86_64-linux", "leave the platform out"],
  },
  ...["80-20", 0, 70_000, "0-80", "80-70000", "http", ""].map((port) => ({
    mistake: `the firewall port "${port}"`,
    declare: () => server({ firewall: { allow: [{ protocol: "tcp" as const, port }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-port-invalid",
    says: [`tcp needs a port: ${JSON.stringify(port)}`, "1 to 65535", "give the port"],
  })),
  {
    mistake: "a firewall source that is no list",
    declare: () =>
      server({
        firewall: { allow: [JSON.parse('{ "protocol": "icmp", "from": "192.0.2.0/24" }')] },
      }),
    path: "hetzner/cinnabar",
    code: "firewall-source-not-cidr",
    says: ['not CIDR blocks: ["192.0.2.0/24"]'],
  },
  ...[
    [],
    ["everyone"],
    ["192.0.2.1"],
    ["192.0.2.0/33"],
    ["2001:db8::/129"],
    ["fe80::1%eth0/64"],
    ["192.0.2.0/24/1"],
  ].map((from) => ({
    mistake: `the firewall source ${from.join(", ") || "of an empty list"}`,
    declare: () => server({ firewall: { allow: [{ protocol: "icmp" as const, from }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-source-not-cidr",
    says: [`not CIDR blocks: ${JSON.stringify(from)}`, "192.0.2.0/24", "leave `from` out"],
  })),
  ...[
    "192.0.2.1/24",
    "192.0.2.0/0",
    "192.0.2.2/30",
    "2001:db8::1/64",
    "::1/127",
    "::ffff:192.0.2.1/112",
  ].map((block) => ({
    mistake: `the firewall source ${block}`,
    declare: () => server({ firewall: { allow: [{ protocol: "icmp" as const, from: [block] }] } }),
    path: "hetzner/cinnabar",
    code: "firewall-source-not-first",
    says: [`first address of their block: ["${block}"]`, "192.0.2.1/32", "/128"],
  })),
  {
    mistake: "a primary IP named twice, once with an address",
    declare: () => server({ primaryIps: ["ipv4", { type: "ipv4", address: "other" }] }),
    path: "hetzner/cinnabar",
    code: "primary-ip-invalid",
    says: ['["ipv4",{"type":"ipv4","address":"other"}]', "ipv4 and ipv6, each once"],
  },
  {
    mistake: "a reverse DNS name that is none, with an address",
    declare: () => server({ reverseDns: { name: "cinnabar_example", address: "other" } }),
    path: "hetzner/cinnabar",
    code: "reverse-dns-invalid",
    says: ['"cinnabar_example"', "cinnabar.example.org"],
  },
  {
    mistake: "a firewall's address with a dot",
    declare: () => server({ firewall: { allow: [], address: "a.b" } }),
    path: "hetzner/cinnabar/firewall",
    code: "terraform-address-invalid",
    says: ['address is invalid: "hcloud_firewall.a.b"', "another `address`"],
  },
  {
    mistake: "a primary IP named twice",
    declare: () => server({ primaryIps: ["ipv4", "ipv4"] }),
    path: "hetzner/cinnabar",
    code: "primary-ip-invalid",
    says: ['["ipv4","ipv4"]', "ipv4 and ipv6, each once", "primaryIps"],
  },
  {
    mistake: "two volumes of one name",
    declare: () =>
      server({
        volumes: [
          { name: "data", sizeGb: 10 },
          { name: "data", sizeGb: 20 },
        ],
      }),
    path: "hetzner/cinnabar",
    code: "volume-duplicate",
    says: ['name of volume is used twice: "data"', "one volume for each name", "rename"],
  },
  ...["Data", "my data", "a.b", ""].map((name) => ({
    mistake: `the volume name "${name}"`,
    declare: () => server({ volumes: [{ name, sizeGb: 10 }] }),
    path: "hetzner/cinnabar",
    code: "volume-name-invalid",
    says: [`name of volume is invalid: "${name}"`, "lower-case letters", "rename"],
  })),
  ...[
    "",
    "@",
    "user@",
    "@host",
    "a|b",
    "a&b",
    "{}",
    "root@-oX",
    "root@h:99999",
    "root@h:0",
    "root@2001:db8::1",
  ].map((targetHost) => ({
    mistake: `the target host "${targetHost}"`,
    declare: () => oneMachine({ server: SERVER, targetHost }),
    path: "infra/machine:cinnabar",
    code: "ssh-address-invalid",
    says: [`not an ssh address: "${targetHost}"`, "user@host:port", "ssh's command line"],
  })),
  ...["", "not a url", "nixpkgs"].map((url) => ({
    mistake: `the flake url "${url}"`,
    declare: () => {
      const one = oneMachine();
      new FlakeInput(one.fleet, "stylix", { url });
      return one;
    },
    path: "infra/input:stylix",
    code: "input-url-invalid",
    says: [`not a flake reference: "${url}"`, "github:owner/repository", "flake.nix"],
  })),
  // What TypeScript refuses and JavaScript lets be.
  ...[{ type: "cx53" }, { image: "debian-12" }, { location: "fsn1" }].map((spec) => ({
    mistake: `a name in the place of an object of the catalogue: ${JSON.stringify(spec)}`,
    declare: () => server(spec as object),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: Object.entries(spec).map(
      ([prop, name]) => `server.${prop} of machine is something else: "${name}"`,
    ),
  })),
  ...[
    [
      "firewall-without-rules",
      '{ "firewall": {} }',
      "firewall has no list of rules: null",
      "give `allow`",
    ],
    [
      "label-invalid",
      '{ "labels": { "a": 5 } }',
      'label is refused by Hetzner: {"a":5}',
      "texts of up to 63",
    ],
  ].map(([code = "", spec = "", ...says]) => ({
    mistake: `a server of the wrong type ${spec}`,
    declare: () => server(JSON.parse(spec) as Partial<HetznerServerSpec>),
    path: "hetzner/cinnabar",
    code,
    says,
  })),
];

describeWrongFleets("a wrong fleet", WRONG_FLEETS);

describe("a wrong fleet", () => {
  it("never prints a secret", () => {
    const { app, fleet } = oneMachine();
    new User(fleet, "crs58", { sshKeys: [PRIVATE_KEY] });
    const { message } = new ValidationError(app.diagnostics().open);
    expect(message).not.toContain("b3BlbnNzaA");
  });

  it("is told all its errors at once, of both sides", () => {
    const { app, fleet } = server({ type: ServerType.CX52, location: Location.ASH });
    new Tag(fleet, "all");
    new Tag(fleet, "cloud");
    expect(() => renderedFiles(app)).toThrow(ValidationError);
    expect(() => renderedFiles(app)).toThrow(/the fleet has 2 errors; nothing was written/);
    expect(issuesOf(app).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error server-type-not-in-location",
      "error tag-reserved",
      "warning server-type-deprecated",
      "warning tag-unused",
    ]);
  });

  it("names the place that met a value of a wrong type, which may be a bug of the library", () => {
    const { app, fleet } = oneMachine();
    const rules: unknown = 5;
    addCheck(fleet, () => (rules as Finding[]).flat());
    const [issue] = issuesOf(app);
    expect(issue?.path).toBe("infra");
    expect(issue?.message).toContain("rules.flat is not a function");
  });
});

describe("a right fleet", () => {
  it("has no errors", () => {
    const { app, fleet } = oneMachine();
    new User(fleet, "crs58", { sshKeys: [ED25519, `${ED25519} dev@example.org`] });
    expect(issuesOf(app)).toEqual([]);
  });

  it("may have public keys as their files have them", () => {
    const publicKey = `${ED25519} dev@example.org`;
    const deployKey = DeployKey.existing({ publicKey: `${publicKey}\n`, privateKeyPath: "~/key" });
    const { app, fleet, stack } = oneMachine(undefined, { deployKey });
    const { sshKeys } = new User(fleet, "crs58", { sshKeys: [`${ED25519}\r\n`] });
    expect({ issues: issuesOf(app), sshKeys }).toEqual({ issues: [], sshKeys: [ED25519] });
    expect(stack.toTerraform().resource).toMatchObject({
      hcloud_ssh_key: { terraform: { public_key: publicKey } },
    });
  });

  it.each([undefined, Backend.local()])("may have a machine called backend (%#)", (backend) => {
    const app = testApp();
    const props = { server: SERVER, disk: DISK, stateVersion: "25.11" };
    const machine = new NixosMachine(new Fleet(app, "infra"), "backend", props);
    const token = ApiToken.fromEnvironment();
    const stack = { machines: [machine], token, ...(backend && { backend }) };
    new HetznerStack(app, "hetzner", stack);
    expect(issuesOf(app)).toEqual([]);
  });

  it.each([
    "host",
    "user@host",
    "user@host.example.org:22",
    "user@192.0.2.1",
    "user@[::1]:22",
    "[2001:db8::1]",
  ])("may be reached at %s", (targetHost) => {
    expect(issuesOf(oneMachine({ server: SERVER, targetHost }).app)).toEqual([]);
  });

  it.each([
    "github:danth/stylix",
    "git+ssh://git@example.org/a?ref=main",
    "path:./a",
    "./a",
    "../a",
    "/a",
  ])("may have an input at %s", (url) => {
    const { app, fleet } = oneMachine();
    new FlakeInput(fleet, "stylix", { url });
    expect(issuesOf(app)).toEqual([]);
  });

  it.each(["1.11.4", ">= 1.5", "~> 1.6, < 2", "!=1.7.0-rc1"])("may require %s", (version) => {
    expect(issuesOf(oneMachine(undefined, { requiredVersion: version }).app)).toEqual([]);
  });

  it("may keep its state at an http address", () => {
    const backend = Backend.http({ address: "https://state.example.org:8443/a?b" });
    expect(issuesOf(oneMachine(undefined, { backend }).app)).toEqual([]);
  });

  it("may let in single ports, ranges, blocks and references", () => {
    const { app, stack } = server({
      firewall: {
        allow: [
          { protocol: "tcp", port: 65_535, from: ["192.0.2.1/32", "2001:db8::/32"] },
          {
            protocol: "esp",
            from: ["0.0.0.0/0", "::/0", "192.0.2.4/30", "2001:DB8:0:1::/64", "::1/128"],
          },
          { protocol: "tcp", port: "80-80", from: expression.list("var.admin_cidrs") },
          { protocol: "udp", port: "any", from: [expression("var.home")] },
        ],
      },
    });
    for (const name of ["admin_cidrs", "home"]) new TerraformVariable(stack, name, {});
    expect(issuesOf(app)).toEqual([]);
  });

  it("may hold a sha256, which looks like a token but for its letters", () => {
    const { app, stack } = oneMachine();
    new Resource(stack, "note", { triggers: { hash: "0123456789abcdef".repeat(4) } });
    expect(issuesOf(app)).toEqual([]);
  });

  it("may refer to secrets", () => {
    const { app, stack } = oneMachine();
    const password = new TerraformVariable(stack, "db_password", { sensitive: true });
    new Resource(stack, "note", {
      provisioners: [
        { type: "local-exec", command: "true", environment: { DB_PASSWORD: password.stringValue } },
      ],
    });
    expect(issuesOf(app)).toEqual([]);
  });
});
