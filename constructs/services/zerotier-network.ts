import { DarwinMachine } from "../darwin-machine";
import type { Fleet } from "../fleet";
import type { Machine } from "../machine";
import { MetaReference } from "../meta-reference";
import type { GeneratedModule, Module } from "../module/module";
import type { NixosMachine } from "../nixos-machine";
import type { Problem } from "../problem";
import { ClanService } from "../service/clan-service";
import type { MachineOf } from "../service/machine-of";
import { addCheck } from "../validation";
import { CompositeService } from "./composite-service";
import { DarwinService } from "./darwin-service";
import {
  isEmpty,
  type Member,
  type MembersByClass,
  machinesOf,
  membersByClass,
  requireMembers,
} from "./members";

export interface ZerotierNetworkProps {
  /** The machine that decides who is in the network: always on, and NixOS. */
  readonly controller: MachineOf<"nixos">;
  /** The other machines of the network. */
  readonly peers: readonly Member[];
}

/** The names of the machines, which come with membership. */
const HOSTS: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "zerotier/hosts",
  provides: { nixos: true, darwin: true },
};

/**
 * A zerotier network. NixOS machines join through clan-core's service. Macs get the Homebrew cask and join
 * on activation, once the controller has made the network; those whose `zerotierMemberId` is known are
 * allowed in.
 */
export class ZerotierNetwork extends CompositeService {
  readonly controller: NixosMachine;
  private readonly peers: readonly Member[];

  constructor(fleet: Fleet, instanceName: string, { controller, peers }: ZerotierNetworkProps) {
    super(fleet, "network", instanceName);
    requireMembers(`peers of ${instanceName}`, peers);
    requireMembers(`controller of ${instanceName}`, [controller]);
    this.controller = controller;
    this.peers = peers;
    addCheck(this, () => this.problems());
  }

  override declareInstances(): void {
    const { fleet, instanceName, controller, peers } = this;
    const [{ nixos, darwin }] = this.members;
    const peerMachines = machinesOf(fleet, peers);
    const allowed = allowedIds(peerMachines);
    new ClanService(fleet, instanceName, {
      service: "zerotier",
      roles: {
        controller: {
          machines: [controller],
          ...(allowed.length > 0 && { settings: { allowedIds: allowed } }),
          ...(!peerMachines.includes(controller) && { extraModules: [HOSTS] }),
        },
        ...(!isEmpty(nixos) && { peer: { ...nixos, extraModules: [HOSTS] } }),
      },
    });
    if (isEmpty(darwin)) return;
    const networkId = new MetaReference(["zerotier", "networkId"]);
    new DarwinService(fleet, `${instanceName}-darwin`, instanceName, "zerotier-darwin", {
      peer: { ...darwin, settings: { networkId } },
    });
  }

  protected override get members(): readonly [peers: MembersByClass, controller: MembersByClass] {
    return [membersByClass(this.fleet, this.peers), membersByClass(this.fleet, [this.controller])];
  }

  private *problems(): Iterable<Problem> {
    const [first] = this.fleet.childrenOf(ZerotierNetwork);
    if (first === this) return;
    yield {
      what: "fleet has a second zerotier network",
      value: this.instanceName,
      allowed: "one ZerotierNetwork, since machines have one name and address in it",
      remedy: 'declare further networks with new ClanService(…, { service: "zerotier", … })',
    };
  }
}

function allowedIds(peers: readonly Machine[]): readonly MetaReference[] {
  return peers.flatMap((peer) =>
    peer instanceof DarwinMachine && peer.zerotierMemberId !== undefined
      ? [peer.memberIdReference()]
      : [],
  );
}
