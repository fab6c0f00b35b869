import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectIn } from "../diagnostics/objects";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import { ClanService } from "../inventory/clan-service";
import type { MachineOf } from "../inventory/machine-of";
import { DarwinMachine } from "../machine/darwin-machine";
import type { Machine } from "../machine/machine";
import { NixosMachine } from "../machine/nixos-machine";
import { MetaReference } from "../meta-reference";
import type { GeneratedModule, Module } from "../module/module";
import { anything, flag, listOf, ownCheck, required, texts } from "../props/kinds";
import { nested, readProps, shapeOf } from "../props/read-props";
import { CompositeService } from "./composite-service";
import { DarwinService } from "./darwin-service";
import {
  isEmpty,
  type Member,
  type MembersByClass,
  machinesOf,
  membersByClass,
  membersIn,
} from "./members";

export interface ZerotierNetworkProps extends FleetElementProps {
  /** The NixOS machine that authorizes the members; it should always be on. */
  readonly controller: MachineOf<"nixos">;
  /** The other machines of the network. */
  readonly peers: readonly Member[];
  /** Machines that help other members to find each other, with their public `address/port`. @default - none */
  readonly moons?: readonly ZerotierMoon[];
  /**
   * Member ids of devices outside the fleet that the controller authorizes, ten hexadecimal digits each.
   *
   * @default - none; only machines of the fleet
   */
  readonly allowedIds?: readonly string[];
  /** Network addresses of devices outside the fleet that the controller authorizes. @default - none */
  readonly allowedIps?: readonly string[];
  /** Whether every device that knows the network id may join. @default false */
  readonly public?: boolean;
}

/** A machine that helps other members to find each other: clan's role `moon`. */
export interface ZerotierMoon {
  readonly machine: MachineOf<"nixos">;
  /** Its stable public address: `203.0.113.1/9993`. */
  readonly stableEndpoints: readonly string[];
}

const MOON_PROPS = shapeOf<ZerotierMoon>("ZerotierMoon", {
  machine: ownCheck,
  stableEndpoints: required(texts, []),
});

const PROPS = shapeOf<ZerotierNetworkProps>("ZerotierNetwork", {
  ...ELEMENT_PROPS,
  controller: ownCheck,
  peers: required(anything, []),
  moons: listOf(nested(MOON_PROPS)),
  allowedIds: texts,
  allowedIps: texts,
  public: flag,
});

/** The names of the machines, which members of the network can resolve. */
const HOSTS: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "zerotier/hosts",
  provides: { nixos: true, darwin: true },
};

const ZEROTIER_NETWORK = Symbol.for("nix-fleet.ZerotierNetwork");

/**
 * A zerotier network. NixOS machines join with clan-core's service. Macs get the Homebrew cask and join during
 * activation, once the controller has created the network; the controller authorizes Macs with a known
 * `zerotierMemberId`.
 */
export class ZerotierNetwork extends CompositeService {
  /** Whether a value is a network, also from another copy of this library. */
  static isZerotierNetwork(value: unknown): value is ZerotierNetwork {
    return hasBrand(value, ZEROTIER_NETWORK);
  }

  /** The machine that authorizes the members. */
  readonly controller: NixosMachine | undefined;
  private readonly peers: readonly Member[];
  /** Member ids of devices outside the fleet. */
  readonly outsiders: readonly string[];

  constructor(scope: Construct, id: string, given: ZerotierNetworkProps) {
    const props = readProps(PROPS, given);
    super(scope, "network", id, props);
    brand(this, ZEROTIER_NETWORK);
    const { name } = this;
    this.peers = membersIn(this, `peers of ${name}`, props.peers);
    this.outsiders = props.allowedIds ?? [];
    this.controller = objectIn(
      this,
      `controller of ${name}`,
      props.controller,
      NixosMachine.isNixosMachine,
      "new NixosMachine(…)",
    );
    new ClanService(this, name, {
      service: "zerotier",
      roles: {
        controller: () => this.controllerRole(props),
        peer: () => this.peerRole(),
        ...(props.moons && { moon: { machines: props.moons.map(moonMember) } }),
      },
    });
    new DarwinService(this, `${name}-darwin`, {
      module: "zerotier-darwin",
      replaces: name,
      instanceName: () => `${name}-darwin`,
      roles: { peer: () => this.darwinRole() },
    });
    addCheck(this, () => this.check());
  }

  private controllerRole({
    allowedIps = [],
    allowedIds: others = [],
    ...props
  }: ZerotierNetworkProps) {
    const { controller } = this;
    if (controller === undefined) return undefined;
    const peers = machinesOf(this.fleet, this.peers);
    const allowedIds = [...memberIds(peers), ...others];
    const settings = {
      ...(allowedIds.length > 0 && { allowedIds }),
      ...(allowedIps.length > 0 && { allowedIps: [...allowedIps] }),
      ...(props.public !== undefined && { public: props.public }),
    };
    return {
      machines: [controller as NixosMachine & MachineOf<"nixos">],
      ...(Object.keys(settings).length > 0 && { settings }),
      ...(!peers.includes(controller) && { extraModules: [HOSTS] }),
    };
  }

  private peerRole() {
    const [{ nixos }] = this.members;
    return isEmpty(nixos) ? undefined : { ...nixos, extraModules: [HOSTS] };
  }

  private darwinRole() {
    const [{ darwin }] = this.members;
    if (isEmpty(darwin)) return undefined;
    return { ...darwin, settings: { networkId: new MetaReference(["zerotier", "networkId"]) } };
  }

  protected override get members(): readonly [peers: MembersByClass, controller: MembersByClass] {
    const controller = this.controller === undefined ? [] : [this.controller];
    return [membersByClass(this.fleet, this.peers), membersByClass(this.fleet, controller)];
  }

  private *check(): Iterable<Finding> {
    for (const id of this.outsiders.filter((text) => !/^[0-9a-f]{10}$/.test(text))) {
      yield {
        code: "zerotier-member-id-invalid",
        summary: "zerotier member id is malformed",
        value: id,
        allowed: "ten hexadecimal digits in lower case",
        remedy: "copy the third field that `zerotier-cli info` prints on the device",
      };
    }
    const [first] = this.fleet.elementsOf("network");
    if (first === this) return;
    yield {
      code: "zerotier-second-network",
      summary: "fleet has a second zerotier network",
      value: this.name,
      allowed: "one ZerotierNetwork, since it defines the name and address of each machine",
      remedy: 'declare other networks with new ClanService(…, { service: "zerotier", … })',
    };
  }
}

function moonMember({ machine, stableEndpoints }: ZerotierMoon) {
  return { machine, settings: { stableEndpoints: [...stableEndpoints] } };
}

function memberIds(peers: readonly Machine[]): readonly MetaReference[] {
  return peers.flatMap((peer) =>
    DarwinMachine.isDarwinMachine(peer) && peer.zerotierMemberId !== undefined
      ? [peer.memberIdReference()]
      : [],
  );
}
