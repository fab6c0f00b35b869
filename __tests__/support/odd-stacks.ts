import { TerraformOutput } from "cdktf";
import {
  ApiToken,
  AttestedGate,
  CalendarGate,
  ClanInstall,
  CumulativeStability,
  DataDisk,
  DeployKey,
  Deviation,
  Disk,
  type DiskProps,
  FleetStack,
  HetznerStack,
  Location,
  MeasuredGate,
  Migration,
  NixFile,
  NixosMachine,
  Passphrase,
  Phase,
  publicVar,
  ServerType,
  StabilityWindow,
  StateEncryption,
  VarsGenerator,
} from "../../constructs";
import type { Others, Subject } from "./odd-fleets";

function machineWithDisk({ fleet }: Others, disk: Disk): NixosMachine {
  return new NixosMachine(fleet, "web", { stateVersion: "25.11", disk });
}

function encrypted({ app }: Others, encryption: StateEncryption): FleetStack {
  return new FleetStack(app, "network", { encryption });
}

function phaseOf({ fleet, nixos }: Others): Phase {
  return new Phase(new Migration(fleet, "migration"), "first", { machines: [nixos] });
}

const NAMES = { name: "key", methodName: "method", fallback: "unencrypted" };
const GATE = { criterion: "it holds", of: "acceptance" };
const SYSTEM = {
  device: "/dev/disk/by-id/nvme-1",
  boot: "uefi",
  bootSize: "2G",
  swap: { partition: "8G", zramPercent: 50 },
  tmpfs: { "/var/tmp": "2G" },
  hostId: "0123abcd",
};

/** Constructors and functions beside those of a fleet that take props. */
export const MORE_SUBJECTS: Readonly<Record<string, Subject>> = {
  "Disk.luks": {
    props: () => ({
      ...SYSTEM,
      filesystem: "ext4",
      mountpoint: "/",
      mountOptions: ["noatime"],
      partitions: {
        var: { size: "10G", filesystem: "btrfs", subvolumes: { "@var": { mountpoint: "/var" } } },
      },
    }),
    declare: (all, props) => machineWithDisk(all, Disk.luks(props)),
  },
  "Disk.plain": {
    props: () => ({
      ...SYSTEM,
      device: undefined,
      devices: ["/dev/disk/by-id/nvme-1", "/dev/disk/by-id/nvme-2"],
      filesystem: "btrfs",
      raid: "raid1",
      subvolumes: { "@": "/", "@nix": { mountpoint: "/nix", mountOptions: ["noatime"] } },
    }),
    declare: (all, props) => machineWithDisk(all, Disk.plain(props)),
  },
  "Disk.lvm": {
    props: () => ({
      ...SYSTEM,
      group: "pool",
      encryption: "luks",
      volumes: { root: { size: "100%", filesystem: "xfs", mountpoint: "/" } },
    }),
    declare: (all, props) => machineWithDisk(all, Disk.lvm(props)),
  },
  "Disk.zfs": {
    props: () => ({
      ...SYSTEM,
      device: undefined,
      encryption: "luks",
      pool: "tank",
      vdevs: [{ raid: "mirror", devices: ["/dev/disk/by-id/nvme-1", "/dev/disk/by-id/nvme-2"] }],
      cache: ["/dev/disk/by-id/nvme-3"],
      datasets: { root: "/", data: { mountpoint: "/srv", options: { quota: "1T" } } },
      poolOptions: { ashift: "12" },
      datasetOptions: { compression: "zstd" },
    }),
    declare: (all, props) => machineWithDisk(all, Disk.zfs(props)),
  },
  DataDisk: {
    props: () => ({
      name: "data",
      keep: true,
      device: "/dev/disk/by-id/nvme-2",
      filesystem: "btrfs",
      subvolumes: { "@data": "/srv" },
      mountOptions: ["noatime"],
    }),
    declare: (all, props) => {
      const system: DiskProps = { filesystem: "ext4", device: "/dev/disk/by-id/nvme-1" };
      machineWithDisk(all, Disk.plain({ ...system, data: [DataDisk.plain(props)] }));
    },
  },
  ClanInstall: {
    props: (all) => ({
      machine: machineWithDisk(all, Disk.plain({ filesystem: "ext4", device: "/dev/vda" })),
      server: "serial-1",
      address: "192.0.2.1",
      port: 22,
      firewall: { allow: [{ protocol: "tcp", port: 22 }] },
      flake: "../../..",
      overwrite: false,
      lifecycle: { ignoreChanges: ["triggers"] },
      logicalId: "install",
    }),
    declare: ({ app }, props: object) => {
      const stack = new FleetStack(app, "home");
      const deployKey = DeployKey.generated().bind(stack);
      // Props that are no object stay what they are.
      const given = Object.getPrototypeOf(props ?? 0) === Object.prototype;
      new ClanInstall(stack, "install", (given ? { ...props, deployKey } : props) as never);
    },
  },
  "DeployKey.generated": {
    props: () => ({
      name: "deploy",
      logicalId: "deploy",
      keyLogicalId: "key",
      fileLogicalId: "file",
      fileName: ".deploy-key",
      filePermission: "0600",
    }),
    declare: (all, props) => {
      const stack = new FleetStack(all.app, "home");
      new ClanInstall(stack, "install", {
        machine: machineWithDisk(all, Disk.plain({ filesystem: "ext4", device: "/dev/vda" })),
        server: "serial-1",
        address: "192.0.2.1",
        deployKey: DeployKey.generated(props).bind(stack),
      });
    },
  },
  NixFile: {
    props: () => ({ name: "own", classes: ["nixos"], path: "nixos/own.nix" }),
    declare: ({ fleet }, props) => new NixFile(fleet, "x", props),
  },
  "StateEncryption.pbkdf2": {
    props: () => ({
      ...NAMES,
      passphrase: Passphrase.fromClanSecret("passphrase"),
      iterations: 700_000,
    }),
    declare: (all, props) => encrypted(all, StateEncryption.pbkdf2(props)),
  },
  "StateEncryption.awsKms": {
    props: () => ({ ...NAMES, keyId: "alias/state", region: "eu-central-1" }),
    declare: (all, props) => encrypted(all, StateEncryption.awsKms(props)),
  },
  "StateEncryption.gcpKms": {
    props: () => ({ ...NAMES, key: "projects/a/locations/b/keyRings/c/cryptoKeys/d" }),
    declare: (all, props) => encrypted(all, StateEncryption.gcpKms(props)),
  },
  "StateEncryption.openBao": {
    props: () => ({ ...NAMES, keyName: "state", address: "https://bao.example.org" }),
    declare: (all, props) => encrypted(all, StateEncryption.openBao(props)),
  },
  "StateEncryption.external": {
    props: () => ({ ...NAMES, command: ["./key.sh", "state"] }),
    declare: (all, props) => encrypted(all, StateEncryption.external(props)),
  },
  "Passphrase.fromClanSecret": {
    props: () => ({ secret: "passphrase", variable: "state" }),
    declare: (all, props: { readonly secret: string; readonly variable: string } | undefined) => {
      const passphrase = Passphrase.fromClanSecret(props?.secret as never, props?.variable);
      encrypted(all, StateEncryption.pbkdf2({ passphrase }));
    },
  },
  publicVar: {
    props: ({ fleet, nixos }) => ({
      generator: new VarsGenerator(fleet, "host", {
        files: { id: { secret: false } },
        script: "echo 1 > $out/id",
        share: true,
      }),
      file: "id",
      machine: nixos,
      flake: "../../..",
    }),
    declare: ({ app }, props) => {
      new TerraformOutput(new FleetStack(app, "network"), "id", { value: publicVar(props) });
    },
  },
  Phase: {
    props: ({ nixos }) => ({
      machines: [nixos],
      after: [],
      title: "the first one",
      override: { because: "the old disk fails" },
    }),
    declare: ({ fleet }, props) => new Phase(new Migration(fleet, "migration"), "first", props),
  },
  AttestedGate: {
    props: () => GATE,
    declare: (all, props) => new AttestedGate(phaseOf(all), "gate", props),
  },
  CalendarGate: {
    props: () => ({
      ...GATE,
      busy: [{ from: "2027-01-10", to: "2027-01-12", because: "release" }],
    }),
    declare: (all, props) => new CalendarGate(phaseOf(all), "gate", props),
  },
  MeasuredGate: {
    props: ({ nixos }) => ({
      ...GATE,
      command: "true",
      expect: { exitCode: 0, output: /ok/, below: 10 },
      runs: "machine",
      machines: [nixos],
      timeout: 30,
    }),
    declare: (all, props) => new MeasuredGate(phaseOf(all), "gate", props),
  },
  StabilityWindow: {
    props: ({ fleet, nixos }) => ({
      ...GATE,
      days: 3,
      atLeastDays: 7,
      deviation: new Deviation(fleet, "d", { requirement: "a", decision: "b", rationale: "c" }),
      machines: [nixos],
    }),
    declare: (all, props) => new StabilityWindow(phaseOf(all), "gate", props),
  },
  CumulativeStability: {
    props: ({ nixos }) => ({ ...GATE, days: 7, machines: [nixos] }),
    declare: (all, props) => new CumulativeStability(phaseOf(all), "gate", props),
  },
  "Location.custom": {
    props: () => ({ name: "waw1", city: "Warsaw", country: "PL", networkZone: "eu-central" }),
    declare: ({ app, fleet }, props) => {
      const server = { type: ServerType.CX53, location: Location.custom(props) };
      const disk = Disk.plain({ filesystem: "ext4" });
      const machine = new NixosMachine(fleet, "web", { stateVersion: "25.11", disk, server });
      new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
    },
  },
};
