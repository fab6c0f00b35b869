import {
  ApiToken,
  DarwinMachine,
  Disk,
  Fleet,
  type FleetApp,
  HetznerStack,
  Migration,
  NixosMachine,
  Phase,
  User,
  UserAccount,
} from "../../../../constructs";
import { justfile } from "../../../../nix-modules/files/justfile";
import { SERVER, testApp } from "../../../support/fleets";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";

/** The optional parts of a fleet. */
export interface Parts {
  readonly macs?: boolean;
  readonly server?: boolean;
  readonly encrypted?: boolean;
  readonly stack?: boolean;
  /** Of the Mac blackphos. */
  readonly migration?: boolean;
}

/** All permanent parts of a fleet. */
export const WHOLE: Parts = { macs: true, server: true, encrypted: true, stack: true };

/** A fleet with some of these: the Macs blackphos and stibnite, the server cinnabar, its encrypted disk, its stack. */
export function fleetOf(
  app: FleetApp,
  { macs, server, encrypted, stack, migration }: Parts,
): Fleet {
  const fleet = new Fleet(app, "infra");
  if (macs === true) {
    const mac = { primaryUser: new User(fleet, "crs58"), stateVersion: 6 };
    const blackphos = new DarwinMachine(fleet, "blackphos", mac);
    if (migration === true) {
      new Phase(new Migration(fleet, "migration"), "first", { machines: [blackphos] });
    }
    new DarwinMachine(fleet, "stibnite", { ...mac, targetHost: "me@192.0.2.9:2022" });
  }
  if (server !== true) return fleet;
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    server: { ...SERVER, logicalId: "vps" },
    ...(encrypted === true && { disk: Disk.luks({ filesystem: "ext4" }) }),
  });
  if (encrypted === true) {
    const authorized = [new User(fleet, "ada", { sshKeys: [KEY] })];
    new UserAccount(fleet, "root", { user: User.ROOT, machines: [cinnabar], authorized });
  }
  if (stack === true) {
    const token = ApiToken.fromClanSecret("hetzner-api-token");
    new HetznerStack(app, "hetzner", { machines: [cinnabar], token });
  }
  return fleet;
}

/** The justfile of such a fleet. */
export function justfileOf(parts: Parts, app = testApp()): string {
  return justfile(app, fleetOf(app, parts)).text;
}
