import type { ServiceName } from "@nix-fleet/clan-services";
import {
  type ClanServiceProps,
  DarwinMachine,
  Fleet,
  type FleetApp,
  NixosMachine,
  Tag,
  User,
} from "../../constructs";
import { testApp } from "./fleets";

export interface Mixed {
  readonly app: FleetApp;
  readonly fleet: Fleet;
  readonly cinnabar: NixosMachine;
  readonly verdigris: NixosMachine;
  readonly blackphos: DarwinMachine;
  readonly rosegold: DarwinMachine;
  readonly crs58: User;
  readonly server: Tag;
  readonly workstation: Tag;
  readonly everywhere: Tag;
}

/** Two NixOS machines and two Macs with tags of every mixture; `declare` adds the mistake. */
export function mixed(declare: (fleet: Mixed) => void = () => undefined): Mixed {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const server = new Tag(fleet, "server");
  const workstation = new Tag(fleet, "workstation");
  const everywhere = new Tag(fleet, "everywhere");
  const crs58 = new User(fleet, "crs58", { uid: 501 });
  const nixos = { stateVersion: "25.11", tags: [server, everywhere] };
  const darwin = { stateVersion: 6, primaryUser: crs58, tags: [workstation, everywhere] };
  const result = {
    app,
    fleet,
    cinnabar: new NixosMachine(fleet, "cinnabar", nixos),
    verdigris: new NixosMachine(fleet, "verdigris", nixos),
    blackphos: new DarwinMachine(fleet, "blackphos", darwin),
    rosegold: new DarwinMachine(fleet, "rosegold", { ...darwin, zerotierMemberId: "0123456789" }),
    crs58,
    server,
    workstation,
    everywhere,
  };
  declare(result);
  return result;
}

/** What a JavaScript user can write, or TypeScript after a cast: no type stops it. */
export function untyped<S extends ServiceName>(service: S, roles: object): ClanServiceProps<S> {
  return { service, roles: roles as ClanServiceProps<S>["roles"] };
}
