import { HcloudProvider } from "@cdktf/provider-hcloud/lib/provider";
import { Zone } from "@cdktf/provider-hcloud/lib/zone";
import { ZoneRrset } from "@cdktf/provider-hcloud/lib/zone-rrset";
import { TerraformProvider, TerraformResource } from "cdktf";
import {
  ApiToken,
  Backend,
  ClanInstall,
  ClanService,
  DataDisk,
  DeployKey,
  Disk,
  EmergencyAccess,
  Fleet,
  type FleetApp,
  FleetStack,
  HetznerStack,
  inputModule,
  Location,
  NixFile,
  NixosMachine,
  Passphrase,
  publicVar,
  ServerType,
  SshdService,
  StateEncryption,
  Tag,
  User,
  UserAccount,
  VarsGenerator,
  ZerotierNetwork,
} from "../../../constructs";

const ZONE = "collective.example.org";

/** The infrastructure of a small association: servers at two providers, and one at home. */
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "collective", { domain: "c" });
  const backup = new Tag(fleet, "backup");
  const hetznerTag = new Tag(fleet, "hetzner");
  const admins = [
    new User(fleet, "lea", {
      sshKeys: [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAKatVe9Pqcd1RWFXDlDswIWyywmxbwSgTOb3UIgb9Xr lea",
      ],
    }),
    new User(fleet, "yun", {
      sshKeys: [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBNVN8rWsOMjexpDE701Cw7rfNBo2zinCVYBIgZlEt+P yun",
      ],
    }),
  ];

  const cloud = inputModule("srvos", "nixos", "hardware-hetzner-cloud");
  const server = inputModule("srvos", "nixos", "server");
  const acme = new NixFile(fleet, "acme", { classes: ["nixos"], path: "nixos/acme.nix" });

  const web01 = new NixosMachine(fleet, "web01", {
    description: "forge, website, chat",
    tags: [hetznerTag, backup],
    stateVersion: "24.05",
    imports: [cloud, server, acme],
    server: {
      type: ServerType.CCX23,
      location: Location.NBG1,
      primaryIps: ["ipv4", "ipv6"],
      reverseDns: `web01.${ZONE}`,
      volumes: [{ name: "forge", sizeGb: 100 }],
      backups: true,
    },
    disk: Disk.luks({ filesystem: "ext4", swap: { partition: "8G" } }),
  });
  const web02 = new NixosMachine(fleet, "web02", {
    description: "login, documents",
    tags: [hetznerTag, backup],
    stateVersion: "25.11",
    imports: [cloud, server, acme],
    server: { type: ServerType.CX53, location: Location.FSN1, labels: { role: "web" } },
    disk: Disk.zfs({
      encryption: "luks",
      datasets: {
        root: "/",
        nix: "/nix",
        var: { mountpoint: "/var", options: { recordsize: "16K" } },
      },
    }),
    settings: { networking: { hostId: "8c1f20aa" } },
  });
  const builder = new NixosMachine(fleet, "builder", {
    description: "builds for aarch64",
    tags: [hetznerTag],
    stateVersion: "25.11",
    imports: [cloud, server],
    server: { type: ServerType.CAX41, location: Location.FSN1 },
    disk: Disk.plain({ filesystem: "xfs" }),
  });
  const meet = new NixosMachine(fleet, "meet", {
    description: "video calls, near those who join",
    stateVersion: "25.05",
    imports: [server, acme],
    disk: Disk.luks({ filesystem: "ext4", device: "/dev/vda", boot: "bios" }),
  });
  const nas = new NixosMachine(fleet, "nas", {
    description: "backups, at home",
    stateVersion: "23.11",
    imports: [server],
    disk: Disk.luks({
      filesystem: "ext4",
      devices: ["/dev/disk/by-id/ata-SSD_A", "/dev/disk/by-id/ata-SSD_B"],
      raid: "raid1",
      data: [
        DataDisk.zfs({
          name: "tank",
          devices: [1, 2, 3, 4].map((bay) => `/dev/disk/by-id/ata-HDD_${bay}`),
          raid: "raidz2",
          datasets: {
            borg: "/srv/borg",
            media: { mountpoint: "/srv/media", options: { recordsize: "1M" } },
          },
          keep: true,
        }),
      ],
    }),
    settings: { networking: { hostId: "4e98d1b3" } },
  });

  const zerotier = new ZerotierNetwork(fleet, "zerotier", { controller: web01, peers: [Tag.ALL] });
  new SshdService(fleet, "sshd", { servers: [Tag.ALL], clients: [Tag.ALL], searchDomains: [ZONE] });
  new UserAccount(fleet, "root", { user: User.ROOT, machines: [Tag.ALL], authorized: admins });
  new EmergencyAccess(fleet, "emergency-access", { machines: [Tag.ALL] });
  new ClanService(fleet, "borgbackup", {
    service: "borgbackup",
    roles: {
      client: { tags: [backup] },
      server: { machines: [nas], settings: { directory: "/srv/borg" } },
    },
  });

  const encryption = StateEncryption.pbkdf2({
    passphrase: Passphrase.fromClanSecret("tf-passphrase"),
  });
  const stateOf = (stack: string) =>
    Backend.s3({
      bucket: "collective-terraform",
      key: `${stack}.tfstate`,
      region: "fsn1",
      endpoint: "https://fsn1.your-objectstorage.com",
    });

  const hetzner = new HetznerStack(app, "hetzner", {
    machines: [web01, web02, builder],
    token: ApiToken.fromClanSecret("hcloud-token"),
    backend: stateOf("hetzner"),
    encryption,
  });

  const vultr = new FleetStack(app, "vultr", { backend: stateOf("vultr"), encryption });
  const meetAddress = rentAtVultr(vultr, meet);

  const home = new FleetStack(app, "home", { backend: stateOf("home"), encryption });
  new ClanInstall(home, "install-nas", {
    machine: nas,
    server: "chassis-0042",
    address: "192.168.178.20",
    deployKey: DeployKey.existing({
      publicKey:
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAKatVe9Pqcd1RWFXDlDswIWyywmxbwSgTOb3UIgb9Xr lea",
      privateKeyPath: "~/.ssh/id_ed25519",
    }).bind(home),
  });

  const dns = new FleetStack(app, "dns", { backend: stateOf("dns"), encryption });
  new HcloudProvider(dns, "hcloud");
  const zone = new Zone(dns, "zone", { name: ZONE, mode: "primary", deleteProtection: true }).name;
  const zerotierAddress = (machine: NixosMachine) =>
    publicVar({
      generator: VarsGenerator.ofClan(`zerotier-ip-${machine.name}-${zerotier.name}`),
      machine,
      file: "ip",
    });
  const records: readonly [name: string, type: string, value: string][] = [
    ...[web01, web02, builder].flatMap((machine): [string, string, string][] => [
      [machine.name, "A", hetzner.server(machine).ipv4Address],
      [machine.name, "AAAA", hetzner.server(machine).ipv6Address],
    ]),
    ["meet", "A", meetAddress],
    ["git", "CNAME", "web01"],
    ["docs", "CNAME", "web02"],
    ["@", "MX", "10 mail.example.net."],
    ["@", "TXT", '"v=spf1 include:example.net -all"'],
    ["nas.vpn", "AAAA", zerotierAddress(nas)],
  ];
  for (const [name, type, value] of records) {
    new ZoneRrset(dns, `${name === "@" ? "apex" : name}-${type}`, {
      zone,
      name,
      type,
      records: [{ value }],
      ttl: 3600,
    });
  }
}

/** A provider without an npm package. */
class Vultr extends TerraformProvider {
  constructor(stack: FleetStack) {
    super(stack, "vultr", {
      terraformResourceType: "vultr",
      terraformProviderSource: "vultr/vultr",
      terraformGeneratorMetadata: { providerName: "vultr", providerVersionConstraint: "~> 2.0" },
    });
  }
}

/** @returns the address of the server */
function rentAtVultr(stack: FleetStack, machine: NixosMachine): string {
  new Vultr(stack);
  const deployKey = DeployKey.generated().bind(stack);
  const resource = (type: string, id: string, attributes: object) => {
    const made = new TerraformResource(stack, `${type}-${id}`, {
      terraformResourceType: `vultr_${type}`,
      terraformGeneratorMetadata: { providerName: "vultr" },
      lifecycle: { preventDestroy: true, ignoreChanges: ["os_id", "ssh_key_ids"] },
    });
    made.overrideLogicalId(id);
    for (const [name, value] of Object.entries(attributes)) made.addOverride(name, value);
    return made;
  };
  const key = resource("ssh_key", "terraform", {
    name: "collective",
    ssh_key: deployKey.publicKey,
  });
  const instance = resource("instance", machine.name, {
    plan: "vc2-2c-4gb",
    region: "sgp",
    os_id: 2136,
    enable_ipv6: true,
    ssh_key_ids: [key.getStringAttribute("id")],
  });
  const address = instance.getStringAttribute("main_ip");
  new ClanInstall(stack, `install-${machine.name}`, {
    machine,
    server: instance,
    address,
    deployKey,
  });
  return address;
}
