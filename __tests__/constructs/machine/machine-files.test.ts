import { describe, expect, it } from "vitest";
import {
  ApiToken,
  Disk,
  type Fleet,
  type FleetApp,
  HetznerStack,
  NixosMachine,
  type NixosMachineProps,
  User,
  UserAccount,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { SERVER } from "../../support/fleets";
import { fleetIn } from "../../support/repository";

type Files = Readonly<Record<string, string>>;

/** What is reported of a machine at Hetzner with files in its folder. */
function codesWith(files: Files, props: Partial<NixosMachineProps> = {}): readonly string[] {
  const { app } = fleetIn(inFolder(files), (fleet, root) => rent(fleet, root, props));
  return issuesOf(app).map(({ code }) => code);
}

function inFolder(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`machines/cinnabar/${name}`, text]),
  );
}

function rent(fleet: Fleet, app: FleetApp, props: Partial<NixosMachineProps>): void {
  const machine = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    server: SERVER,
    ...props,
  });
  new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
}

const ROOT_ON_SDA = `{
  disko.devices.disk.system = {
    device = "/dev/sda";
    content.partitions.root.content = {
      type = "filesystem";
      mountpoint = "/";
    };
  };
}`;

const DATA = `{
  # The file system for "/" is the fleet's.
  disko.devices.disk.data = {
    device = "/dev/sdb";
    content.mountpoint = "/data";
  };
}`;

const HARDWARE = '{ boot.initrd.availableKernelModules = [ "ahci" ]; }';
const SITE = '{ services.nginx.virtualHosts."a.example.org".locations."/".root = "/srv"; }';
const IN_A_SET = `{
  fileSystems = {
    "/boot" = { device = "/dev/disk/by-label/boot"; options = [ "umask=0077" ]; };
    "/" = { device = "/dev/disk/by-label/root"; };
  };
}`;
const BOOT_AND_SITE = `{
  fileSystems = {
    "/boot" = { device = "/dev/disk/by-label/boot"; };
  };
  services.nginx.virtualHosts."a.example.org".locations = {
    "/" = { root = "/srv"; };
  };
}`;
const LEGACY = '{ fileSystems."/" = { device = "/dev/disk/by-label/root"; }; }';

describe("the disk of a machine with a server", () => {
  it.each<[string, Files]>([
    ["disko.nix", { "disko.nix": ROOT_ON_SDA }],
    ["configuration.nix", { "configuration.nix": "{ }" }],
    ["hardware-configuration.nix with file systems", { "hardware-configuration.nix": LEGACY }],
  ])("can have its layout in a file that clan imports automatically: %s", (_, files) => {
    expect(codesWith(files)).toEqual([]);
  });

  it.each<[string, Files]>([
    ["no file", {}],
    ["hardware-configuration.nix for disko", { "hardware-configuration.nix": HARDWARE }],
    ["a file that clan does not import", { "disks.nix": ROOT_ON_SDA }],
  ])("is missing with %s", (_, files) => {
    expect(codesWith(files)).toEqual(["disk-missing"]);
  });

  it.each<[string, Files]>([
    ["the root file system", { "disko.nix": ROOT_ON_SDA }],
    ["the root of before disko", { "hardware-configuration.nix": LEGACY }],
    ["the root among other file systems", { "hardware-configuration.nix": IN_A_SET }],
    ["the disk of the layout", { "configuration.nix": "{ disko.devices.disk.main.type = 1; }" }],
  ])("cannot be defined by a prop and a file: %s", (_, files) => {
    const disk = Disk.plain({ filesystem: "ext4" });
    expect(codesWith(files, { disk })).toEqual(["disk-in-machine-file"]);
  });

  it("cannot be defined by a prop and a file for the same device", () => {
    const disk = Disk.plain({ filesystem: "ext4", device: "/dev/sdb" });
    expect(codesWith({ "disko.nix": DATA }, { disk })).toEqual(["disk-in-machine-file"]);
  });

  it.each<[string, Files]>([
    ["another disk", { "disko.nix": DATA }],
    ["the hardware", { "hardware-configuration.nix": HARDWARE }],
    ["a website", { "configuration.nix": SITE }],
    ["a website and a file system", { "configuration.nix": BOOT_AND_SITE }],
  ])("can be defined by a prop in addition to a file for %s", (_, files) => {
    const disk = Disk.plain({ filesystem: "ext4" });
    expect(codesWith(files, { disk })).toEqual([]);
  });
});

it("a machine's configuration.nix can import home-manager", () => {
  const files = { "machines/cinnabar/configuration.nix": "{ }" };
  const { app } = fleetIn(files, (fleet) => {
    const user = new User(fleet, "ada", { home: { stateVersion: "25.11" } });
    const machines = [new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" })];
    new UserAccount(fleet, "users-ada", { user, machines });
  });
  expect(issuesOf(app)).toEqual([]);
});
