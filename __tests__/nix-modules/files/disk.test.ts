import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DarwinMachine,
  DendriticModule,
  Disk,
  Fleet,
  inputModule,
  Location,
  NixosMachine,
  ServerType,
  User,
  UserAccount,
} from "../../../constructs";
import { describeWithCheckouts } from "../../nix/support/checkouts";
import { EVAL_TREE, evalTree } from "../../nix/support/eval-tree";
import { evaluate } from "../../nix/support/evaluate";
import { nixFilesIn, testNixFiles } from "../../nix/support/nix-files";
import { withoutHeader } from "../../nix/support/without-header";
import { nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";

const BY_ID = "/dev/disk/by-id/nvme-Samsung_SSD_990_PRO_1TB_S6Z1NF0W1234567";

const DISKS = {
  "bios-luks-ext4": { type: ServerType.CX53, disk: Disk.luks({ filesystem: "ext4" }) },
  "bios-luks-btrfs": { type: ServerType.CX53, disk: Disk.luks({ filesystem: "btrfs" }) },
  "bios-plain-ext4": { type: ServerType.CX53, disk: Disk.plain({ filesystem: "ext4" }) },
  "bios-plain-btrfs": { type: ServerType.CX53, disk: Disk.plain({ filesystem: "btrfs" }) },
  "uefi-luks-ext4": { type: ServerType.CCX13, disk: Disk.luks({ filesystem: "ext4" }) },
  "uefi-luks-btrfs": { type: ServerType.CPX22, disk: Disk.luks({ filesystem: "btrfs" }) },
  "uefi-plain-ext4": { type: ServerType.CCX13, disk: Disk.plain({ filesystem: "ext4" }) },
  "arm-luks-btrfs": { type: ServerType.CAX11, disk: Disk.luks({ filesystem: "btrfs" }) },
  "arm-plain-ext4": { type: ServerType.CAX11, disk: Disk.plain({ filesystem: "ext4" }) },
  "home-luks-ext4": {
    type: undefined,
    disk: Disk.luks({ filesystem: "ext4", device: BY_ID, boot: "bios" }),
  },
} as const;

type Host = keyof typeof DISKS;

const LUKS = "luks with the passphrase";
const BTRFS = ["btrfs @ at /", "btrfs @home at /home", "btrfs @nix at /nix"];
const GRUB = { grub: ["EF02"] };
const GRUB_AND_BOOT = { ...GRUB, boot: ["ext4 at /boot"] };
const ESP = { ESP: ["EF00", "vfat at /boot"] };

const folder = mkdtempSync(join(tmpdir(), "fleet-disks-"));

beforeAll(() => {
  for (const { path, text } of nixSide(declareDisks()).files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** One machine for each disk, and a Mac from which they are unlocked. */
function declareDisks() {
  const app = testApp();
  const fleet = new Fleet(app, "disks");
  const crs58 = new User(fleet, "crs58", {
    sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEqbsOqkDdsYSGK1yXGGYLJ6lRfDZbPMoyzGYGq4gSzA"],
  });
  const hardware = (name: string, module: string) =>
    new DendriticModule(fleet, name, {
      imports: [inputModule("srvos", "nixos", "server"), inputModule("srvos", "nixos", module)],
      parts: { hardware: { nixos: {} } },
    });
  const x86 = hardware("x86", "hardware-hetzner-cloud");
  const arm = hardware("arm", "hardware-hetzner-cloud-arm");
  const machines = Object.entries(DISKS).map(([name, { type, disk }]) =>
    type === undefined
      ? new NixosMachine(fleet, name, { stateVersion: "25.11", disk })
      : new NixosMachine(fleet, name, {
          stateVersion: "25.11",
          server: { type, location: Location.FSN1 },
          disk,
          imports: [type.architecture === "arm" ? arm : x86],
        }),
  );
  new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser: crs58 });
  new UserAccount(fleet, "root", { user: User.ROOT, machines: machines, authorized: [crs58] });
  return app;
}

function textOf(file: string): string {
  return withoutHeader(readFileSync(join(folder, "modules", file), "utf8"));
}

testNixFiles("every Nix file of machines with disks", () => nixFilesIn(folder));

describeWithTools(["nix-instantiate"], "the layout of a disk, evaluated", () => {
  it.each<[Host, object, boolean]>([
    ["bios-luks-ext4", { ...GRUB_AND_BOOT, root: [LUKS, "ext4 at /"] }, false],
    ["bios-luks-btrfs", { ...GRUB_AND_BOOT, root: [LUKS, ...BTRFS] }, false],
    ["bios-plain-ext4", { ...GRUB, root: ["ext4 at /"] }, false],
    ["bios-plain-btrfs", { ...GRUB, root: BTRFS }, false],
    ["uefi-luks-ext4", { ...ESP, root: [LUKS, "ext4 at /"] }, true],
    ["uefi-luks-btrfs", { ...ESP, root: [LUKS, ...BTRFS] }, true],
    ["uefi-plain-ext4", { ...ESP, root: ["ext4 at /"] }, true],
    ["arm-luks-btrfs", { ...ESP, root: [LUKS, ...BTRFS] }, true],
    ["arm-plain-ext4", { ...ESP, root: ["ext4 at /"] }, true],
    ["home-luks-ext4", { ...GRUB_AND_BOOT, root: [LUKS, "ext4 at /"] }, false],
  ])("of %s has the partitions that its firmware needs", (host, partitions, systemdBoot) => {
    const file = join(folder, `modules/hosts/${host}/disko.nix`);
    expect(evaluate("disk-layout.nix", { file, host })).toEqual({
      device: host === "home-luks-ext4" ? BY_ID : "/dev/sda",
      partitions,
      systemdBoot,
      // A partition under LUKS cannot grow with the server.
      grows: !host.includes("luks"),
    });
  });
});

describeWithCheckouts([EVAL_TREE], "machines with disks, evaluated with their inputs", () => {
  it("have no error, no warning and no service without effect", { timeout: 120_000 }, () => {
    expect(evalTree(folder)).toBe("");
  });
});

describe("the files of a disk", () => {
  it("match their snapshots", async () => {
    await expect(textOf("hosts/uefi-luks-btrfs/disko.nix")).toMatchFileSnapshot(
      "disk/uefi-luks-btrfs.nix",
    );
    await expect(textOf("hosts/bios-plain-ext4/disko.nix")).toMatchFileSnapshot(
      "disk/bios-plain-ext4.nix",
    );
    await expect(textOf("disk-encryption/luks.nix")).toMatchFileSnapshot("disk/luks.nix");
    await expect(textOf("disk-encryption/initrd-ssh.nix")).toMatchFileSnapshot(
      "disk/initrd-ssh.nix",
    );
  });
});
