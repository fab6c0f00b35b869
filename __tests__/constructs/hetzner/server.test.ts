import { type HetznerServerSpec, Image, Location, ServerType } from "../../../constructs";
import { oneMachine, SERVER, server } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong server", [
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
    says: ['is not available for new servers since 2025-10-16: "cx52"', "cx53", "remedy: use cx53"],
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
    mistake: "an image that is not available for new servers",
    declare: () => server({ image: Image.UBUNTU_20_04 }),
    path: "hetzner/cinnabar",
    code: "image-deprecated",
    says: ['"ubuntu-20.04"', "debian-12, debian-13", "remedy: use debian-12"],
  },
  {
    mistake: "an invalid image name",
    declare: () => server({ image: Image.named("Debian 12", { architecture: "x86" }) }),
    path: "hetzner/cinnabar",
    code: "image-name-invalid",
    says: ['"Debian 12"', "hcloud image list", "Image.named"],
  },
  {
    mistake: "an unknown location",
    declare: () => server({ location: { ...Location.FSN1, name: "FSN 1" } }),
    path: "hetzner/cinnabar",
    code: "location-unknown",
    says: ['location is unknown: "FSN 1"', "fsn1, nbg1, hel1", "a member of Location"],
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
    says: ['{"role":"the controller"}', "up to 63", "shorten the label"],
  },
  {
    mistake: "a volume that is too small",
    declare: () => server({ volumes: [{ name: "data", sizeGb: 5 }] }),
    path: "hetzner/cinnabar",
    code: "volume-size",
    says: ["size of volume data is out of range: 5", "10 to 10240", "sizeGb"],
  },
  {
    mistake: "an invalid reverse DNS name",
    declare: () => server({ reverseDns: "cinnabar_example" }),
    path: "hetzner/cinnabar",
    code: "reverse-dns-invalid",
    says: ['"cinnabar_example"', "separated by '.'", "cinnabar.example.org"],
  },
  {
    mistake: "a server's address with a dot",
    declare: () => server({ logicalId: "a.b" }),
    path: "hetzner/cinnabar/server",
    code: "terraform-address-invalid",
    says: ['address is invalid: "hcloud_server.a.b"', "change its logical id"],
  },
  {
    mistake: "a volume's address with a dot",
    declare: () => server({ volumes: [{ name: "data", sizeGb: 10, logicalId: "a.b" }] }),
    path: "hetzner/cinnabar/volume-data",
    code: "terraform-address-invalid",
    says: ['address is invalid: "hcloud_volume.a.b"'],
  },
  {
    mistake: "a platform that does not match the server",
    declare: () => oneMachine({ server: SERVER, platform: "aarch64-linux" }),
    path: "infra/machine:cinnabar",
    code: "platform-mismatch",
    says: ['server type cx53: "aarch64-linux"', "allowed: x86_64-linux", "remove `platform`"],
  },
  {
    mistake: "a duplicate primary IP, once with an address",
    declare: () => server({ primaryIps: ["ipv4", { type: "ipv4", logicalId: "other" }] }),
    path: "hetzner/cinnabar",
    code: "primary-ip-invalid",
    says: ['["ipv4",{"type":"ipv4","logicalId":"other"}]', "ipv4 and ipv6, each once"],
  },
  {
    mistake: "an invalid reverse DNS name with an address",
    declare: () => server({ reverseDns: { name: "cinnabar_example", logicalId: "other" } }),
    path: "hetzner/cinnabar",
    code: "reverse-dns-invalid",
    says: ['"cinnabar_example"', "cinnabar.example.org"],
  },
  {
    mistake: "a duplicate primary IP",
    declare: () => server({ primaryIps: ["ipv4", "ipv4"] }),
    path: "hetzner/cinnabar",
    code: "primary-ip-invalid",
    says: ['["ipv4","ipv4"]', "ipv4 and ipv6, each once", "primaryIps"],
  },
  {
    mistake: "two volumes with the same name",
    declare: () =>
      server({
        volumes: [
          { name: "data", sizeGb: 10 },
          { name: "data", sizeGb: 20 },
        ],
      }),
    path: "hetzner/cinnabar",
    code: "volume-duplicate",
    says: ['duplicate volume name: "data"', "unique volume names", "rename"],
  },
  ...["Data", "my data", "a.b", ""].map((name) => ({
    mistake: `the volume name "${name}"`,
    declare: () => server({ volumes: [{ name, sizeGb: 10 }] }),
    path: "hetzner/cinnabar",
    code: "volume-name-invalid",
    says: [`volume name is invalid: "${name}"`, "lower-case letters", "rename"],
  })),
  // What TypeScript refuses and JavaScript lets be.
  ...[{ type: "cx53" }, { image: "debian-12" }, { location: "fsn1" }].map((spec) => ({
    mistake: `a name instead of an object of the catalogue: ${JSON.stringify(spec)}`,
    declare: () => server(spec as object),
    path: "infra/machine:cinnabar",
    code: "object-expected",
    says: Object.entries(spec).map(
      ([prop, name]) => `server.${prop} of machine is of the wrong class: "${name}"`,
    ),
  })),
  ...[
    [
      "firewall-without-rules",
      '{ "firewall": {} }',
      "firewall has no list of rules: null",
      "set `allow`",
    ],
    [
      "label-invalid",
      '{ "labels": { "a": 5 } }',
      'label is refused by Hetzner: {"a":5}',
      "up to 63",
    ],
  ].map(([code = "", spec = "", ...says]) => ({
    mistake: `a server of the wrong type ${spec}`,
    declare: () => server(JSON.parse(spec) as Partial<HetznerServerSpec>),
    path: "hetzner/cinnabar",
    code,
    says,
  })),
]);
