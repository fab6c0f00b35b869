import { describe, expect, it } from "vitest";
import {
  ClanService,
  DataDisk,
  DendriticModule,
  Disk,
  DiskEncryption,
  ExternalModule,
  FlakeInput,
  Fleet,
  lib,
  NixFile,
  NixosMachine,
  type NixosMachineProps,
  nix,
  SshdService,
  Tag,
  User,
  UserAccount,
  VarsGenerator,
} from "../../constructs";
import { moduleName } from "../../constructs/module/import-problems";
import { issuesOf, renderedFiles } from "../support/diagnostics";
import { testApp } from "../support/fleets";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";
const DEVICE = "/dev/disk/by-id/nvme-SSD_1";
const LUKS = Disk.luks({ filesystem: "ext4", device: DEVICE });

/** An encrypted machine, and what else its fleet has. */
function encrypted(
  declare: (fleet: Fleet) => Partial<NixosMachineProps> = () => ({}),
  around: (fleet: Fleet, machine: NixosMachine) => void = () => {},
) {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const machine = new NixosMachine(fleet, "nas", {
    stateVersion: "25.11",
    disk: LUKS,
    ...declare(fleet),
  });
  around(fleet, machine);
  return { app, machine };
}

const codesOf = ({ app }: ReturnType<typeof encrypted>) => issuesOf(app).map(({ code }) => code);

type InitrdOptions = NonNullable<
  NonNullable<NonNullable<NixosMachineProps["settings"]>["boot"]>["initrd"]
>;

function authorizeRoot(fleet: Fleet, machine: NixosMachine): void {
  const authorized = [userWith(fleet, [KEY])];
  new UserAccount(fleet, "root", { user: User.ROOT, machines: [machine], authorized });
}

function userWith(fleet: Fleet, sshKeys: readonly string[]): User {
  return new User(fleet, "ada", { sshKeys });
}

describe("an encrypted disk that cannot be unlocked", () => {
  it.each<[string, Partial<NixosMachineProps>]>([
    ["with LUKS", {}],
    ["with LUKS below ZFS", { disk: Disk.zfs({ device: DEVICE, encryption: "luks" }) }],
    [
      "with an encrypted data disk",
      {
        disk: Disk.plain({
          filesystem: "ext4",
          device: DEVICE,
          data: [
            DataDisk.luks({
              name: "srv",
              device: "/dev/sdb",
              filesystem: "xfs",
              mountpoint: "/srv",
            }),
          ],
        }),
      },
    ],
    [
      "with an empty list of keys",
      { settings: { users: { users: { root: { openssh: { authorizedKeys: { keys: [] } } } } } } },
    ],
  ])("is refused %s", (_, props) => {
    expect(codesOf(encrypted(() => props))).toEqual(["disk-unlock-key-missing"]);
  });

  it.each<[string, InitrdOptions, string]>([
    [
      "keys of the initrd that replace those of root",
      { network: { ssh: { authorizedKeys: [] } } },
      "disk-unlock-key-missing",
    ],
    [
      "forced keys of the initrd",
      { network: { ssh: { authorizedKeys: lib.mkForce([]) } } },
      "disk-unlock-key-missing",
    ],
    [
      "networkd off in the initrd",
      { systemd: { network: { enable: false } } },
      "disk-unlock-disabled",
    ],
    [
      "the network off in the initrd",
      { network: { enable: lib.mkForce(false) } },
      "disk-unlock-disabled",
    ],
  ])("is refused with %s, though root has a key", (_, initrd, code) => {
    expect(codesOf(encrypted(() => ({ settings: { boot: { initrd } } }), authorizeRoot))).toEqual([
      code,
    ]);
  });

  it.each<[string, (fleet: Fleet, machine: NixosMachine) => void]>([
    [
      "an account of root that nobody may use",
      (fleet, nas) => {
        new UserAccount(fleet, "root", { user: User.ROOT, machines: [nas] });
      },
    ],
    [
      "an account of root for somebody without a key",
      (fleet, nas) => {
        const authorized = [userWith(fleet, [])];
        new UserAccount(fleet, "root", { user: User.ROOT, machines: [nas], authorized });
      },
    ],
    [
      "an account of somebody else",
      (fleet, nas) => {
        new UserAccount(fleet, "ada", { user: userWith(fleet, [KEY]), machines: [nas] });
      },
    ],
    [
      "a sshd that knows no key",
      (fleet, nas) => {
        new SshdService(fleet, "sshd", { servers: [nas], clients: [Tag.ALL] });
      },
    ],
  ])("is refused with %s", (_, around) => {
    expect(codesOf(encrypted(undefined, around))).toContain("disk-unlock-key-missing");
  });
});

describe("an encrypted disk that can be unlocked", () => {
  it.each<[string, (fleet: Fleet, machine: NixosMachine) => void]>([
    [
      "an account of root",
      (fleet) => {
        const authorized = [userWith(fleet, [KEY])];
        new UserAccount(fleet, "root", { user: User.ROOT, machines: [Tag.NIXOS], authorized });
      },
    ],
    [
      "clan's service users",
      (fleet, nas) => {
        const settings = { user: "root", openssh: { authorizedKeys: { keys: [KEY] } } };
        const roles = { default: { machines: [nas], settings } };
        new ClanService(fleet, "root", { service: "users", roles });
      },
    ],
    [
      "clan's service sshd",
      (fleet, nas) => {
        const roles = { server: { machines: [nas], settings: { authorizedKeys: { ada: KEY } } } };
        new ClanService(fleet, "sshd", { service: "sshd", roles });
      },
    ],
  ])("is accepted with %s", (_, around) => {
    expect(codesOf(encrypted(undefined, around))).toEqual([]);
  });

  it.each<[string, InitrdOptions]>([
    ["keys of the initrd", { network: { ssh: { authorizedKeys: [KEY] } } }],
    [
      "weaker keys of the initrd",
      { network: { ssh: { authorizedKeys: nix.apply("lib.mkOptionDefault", []) } } },
    ],
    [
      "networkd instead of the other switch",
      { network: { enable: lib.mkForce(false) }, systemd: { network: { enable: true } } },
    ],
    [
      "the older initrd, which has no networkd",
      { systemd: { enable: lib.mkForce(false), network: { enable: false } } },
    ],
    [
      "ifstate instead of networkd",
      { network: { ifstate: { enable: true } }, systemd: { network: { enable: false } } },
    ],
  ])("is right with %s", (_, initrd) => {
    const settings = { boot: { initrd } };
    expect(codesOf(encrypted(() => ({ settings }), authorizeRoot))).toEqual([]);
  });

  it.each<[string, (fleet: Fleet) => Partial<NixosMachineProps>]>([
    [
      "settings of root",
      () => ({
        settings: { users: { users: { root: { openssh: { authorizedKeys: { keys: [KEY] } } } } } },
      }),
    ],
    [
      "settings of the initrd",
      () => ({
        settings: {
          boot: { initrd: { network: { ssh: { authorizedKeys: nix.ref("config.keys") } } } },
        },
      }),
    ],
    [
      "a module of the fleet",
      (fleet) => {
        const root = { openssh: { authorizedKeys: { keys: [KEY] } } };
        const parts = { keys: { nixos: { users: { users: { root } } } } };
        return { imports: [new DendriticModule(fleet, "keys", { parts })] };
      },
    ],
    [
      "a module written by hand",
      (fleet) => ({
        imports: [new ExternalModule(fleet, "keys", { classes: ["nixos"], path: "keys.nix" })],
      }),
    ],
    [
      "a plain file of NixOS",
      (fleet) => ({
        imports: [new NixFile(fleet, "keys", { classes: ["nixos"], path: "keys.nix" })],
      }),
    ],
    [
      "a module of another flake",
      (fleet) => {
        const keys = new FlakeInput(fleet, "keys", { url: "github:example/keys" });
        return { imports: [keys.module("nixos", "root")] };
      },
    ],
  ])("is not refused with %s", (_, declare) => {
    expect(codesOf(encrypted(declare))).not.toContain("disk-unlock-key-missing");
  });
});

describe("generators of an encrypted disk", () => {
  const key = (fleet: Fleet, name: string) =>
    new VarsGenerator(fleet, name, { files: { key: {} }, script: "keygen > $out/key" });
  const authorize = (fleet: Fleet) => {
    const authorized = [userWith(fleet, [KEY])];
    new UserAccount(fleet, "root", { user: User.ROOT, machines: [Tag.NIXOS], authorized });
  };

  it("have separate names from those of the machine, with a warning", () => {
    const fleet = encrypted((fleet) => ({ vars: [key(fleet, "initrd-ssh")] }), authorize);
    expect(DiskEncryption.of(fleet.machine)?.hostKey.name).toBe("disk-initrd-ssh");
    expect(DiskEncryption.of(fleet.machine)?.passphrase.name).toBe("luks");
    expect(codesOf(fleet)).toEqual(["disk-vars-renamed"]);
  });

  it("have separate names from those of its modules", () => {
    const fleet = encrypted((fleet) => {
      const parts = { luks: { nixos: {} } };
      return {
        imports: [new DendriticModule(fleet, "luks", { parts, vars: [key(fleet, "luks")] })],
      };
    }, authorize);
    expect(DiskEncryption.of(fleet.machine)?.passphrase.name).toBe("disk-luks");
  });

  it("have names that modules for other classes can have", () => {
    const fleet = encrypted((fleet) => {
      new DendriticModule(fleet, "disk-luks", { parts: { disks: { darwin: {} } } });
      return {};
    }, authorize);
    expect(codesOf(fleet)).not.toContain("module-name-generated");
  });

  it.each([
    ["a plain value", 22022, 22022],
    ["lib.mkDefault", lib.mkDefault(2204), 2204],
    ["a weaker priority", nix.apply("lib.mkOverride", 1200, 2203), 2203],
    ["lib.mkOptionDefault, which is the weakest", nix.apply("lib.mkOptionDefault", 23), 2222],
  ])("leave the port of sshd to %s", (_, port, effective) => {
    const settings = { boot: { initrd: { network: { ssh: { port: port as number } } } } };
    const { machine } = encrypted(() => ({ settings }), authorize);
    expect(DiskEncryption.of(machine)?.port).toBe(effective);
  });

  it("are not reported as unused when the machine was removed from the tree", () => {
    const fleet = encrypted(() => ({}), authorize);
    fleet.machine.fleet.node.tryRemoveChild(fleet.machine.node.id);
    expect(codesOf(fleet)).not.toContain("vars-unused");
  });

  it("are in one module for each name, which the machines import", () => {
    const { app, machine } = encrypted(
      (fleet) => ({ vars: [key(fleet, "luks")] }),
      (fleet) => {
        authorize(fleet);
        for (const id of ["backup", "mirror"]) {
          new NixosMachine(fleet, id, { stateVersion: "25.11", disk: LUKS });
        }
      },
    );
    const importsOf = ({ imports }: NixosMachine) => imports.map((module) => moduleName(module));
    expect(importsOf(machine)).toEqual(["disk-initrd-ssh", "disk-disk-luks"]);
    expect(machine.fleet.machines.map((one) => importsOf(one as NixosMachine)).slice(1)).toEqual([
      ["disk-initrd-ssh", "disk-luks"],
      ["disk-initrd-ssh", "disk-luks"],
    ]);
    const files = renderedFiles(app).map(({ path }) => path);
    expect(files.filter((path) => path.startsWith("modules/disk-encryption/"))).toEqual([
      "modules/disk-encryption/disk-luks.nix",
      "modules/disk-encryption/luks.nix",
      "modules/disk-encryption/initrd-ssh.nix",
    ]);
  });
});

it("a data disk with disko's options is added to the layout", () => {
  const data = {
    type: "disk" as const,
    device: "/dev/sdb",
    content: { type: "gpt", partitions: {} },
  };
  const settings = { disko: { devices: { disk: { data } } } };
  const disk = Disk.plain({ filesystem: "ext4", device: DEVICE });
  expect(codesOf(encrypted(() => ({ disk, settings })))).toEqual([]);
});
