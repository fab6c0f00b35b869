import {
  ApiToken,
  ClanService,
  DarwinMachine,
  DendriticModule,
  Disk,
  EmergencyAccess,
  Fleet,
  HetznerStack,
  NixFile,
  NixosMachine,
  ServerType,
  SshdService,
  Tag,
  User,
  WorkstationStack,
} from "../../constructs";
import { SERVER, testApp } from "../support/fleets";

/** Compiled by `npm run typecheck`: a line that no longer is an error fails it. Never run. */
export function wrongFleetsThatDoNotCompile(): void {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const crs58 = new User(fleet, "crs58");
  const cinnabar = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", server: SERVER });
  const blackphos = new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser: crs58 });
  const hardened = new DendriticModule(fleet, "hardened", { parts: { sshd: { nixos: {} } } });
  const dock = new DendriticModule(fleet, "dock", { parts: { dock: { darwin: {} } } });
  const editors = new DendriticModule(fleet, "editors", { parts: { helix: { homeManager: {} } } });

  // @ts-expect-error ext4 is mirrored by mdadm, whose levels have other names
  Disk.plain({ filesystem: "ext4", devices: ["/dev/sda", "/dev/sdb"], raid: "mirror" });
  // @ts-expect-error ext4 has no subvolumes
  Disk.plain({ filesystem: "ext4", subvolumes: { root: "/" } });
  // @ts-expect-error a size has a unit
  Disk.zfs({ bootSize: "512" });
  // @ts-expect-error LVM needs its volumes
  Disk.lvm({ device: "/dev/sda" });
  // @ts-expect-error a Mac has no initrd console
  new EmergencyAccess(fleet, "a", { machines: [blackphos] });
  // @ts-expect-error clan-core's sshd does nothing on a Mac
  new ClanService(fleet, "b", { service: "sshd", roles: { server: { machines: [blackphos] } } });
  // @ts-expect-error there is no such service
  new ClanService(fleet, "c", { service: "sshdd", roles: {} });
  // @ts-expect-error there is no such role
  new ClanService(fleet, "d", { service: "sshd", roles: { servers: { machines: [cinnabar] } } });
  new ClanService(fleet, "e", {
    service: "users",
    // @ts-expect-error there is no such setting
    roles: { default: { machines: [cinnabar], settings: { username: "root" } } },
  });
  // @ts-expect-error machines are named by object, so a misspelt one does not exist
  new SshdService(fleet, "f", { servers: ["cinabar"], clients: [Tag.ALL] });
  // @ts-expect-error a module for nix-darwin only
  new NixosMachine(fleet, "g", { stateVersion: "25.11", imports: [dock] });
  // @ts-expect-error a module for NixOS only
  new DarwinMachine(fleet, "h", { stateVersion: 6, primaryUser: crs58, imports: [hardened] });
  // @ts-expect-error a module for homes only
  new DarwinMachine(fleet, "i", { stateVersion: 6, primaryUser: crs58, imports: [editors] });
  // @ts-expect-error a module for NixOS only
  new User(fleet, "j", { home: { stateVersion: "25.11", modules: [hardened] } });
  // @ts-expect-error there is no such class
  new DendriticModule(fleet, "k", { parts: { x: { homemanager: {} } } });
  // @ts-expect-error the state version is explicit
  new NixosMachine(fleet, "l", {});
  // @ts-expect-error a Mac has no server at Hetzner
  new HetznerStack(app, "m", { machines: [blackphos], token: ApiToken.fromEnvironment() });
  // @ts-expect-error a token is never a literal
  new HetznerStack(app, "n", { machines: [cinnabar], token: "abc" });
  // @ts-expect-error server types are members of ServerType
  new NixosMachine(fleet, "o", { stateVersion: "25.11", server: { ...SERVER, type: "cx53" } });
  // @ts-expect-error there is no such server type
  ServerType.custom(ServerType.CX99);
  const { bootMode: _, ...arm } = ServerType.CAX11;
  ServerType.custom({ ...arm, bootMode: "uefi" });
  // @ts-expect-error arm has no BIOS
  ServerType.custom({ ...arm, bootMode: "bios" });
  // @ts-expect-error NixOS is not activated by a WorkstationStack
  new WorkstationStack(app, "q", { machine: cinnabar });
  // @ts-expect-error a file for NixOS declares no options for nix-darwin
  new NixFile(fleet, "s", { classes: ["nixos"], path: "s.nix", options: { darwin: {} } });
  // The endpoint of a role need not be repeated for a machine.
  new ClanService(fleet, "r", {
    service: "wireguard",
    roles: {
      controller: {
        machines: [{ machine: cinnabar, settings: {} }],
        settings: { endpoint: "a.b" },
      },
    },
  });
}
