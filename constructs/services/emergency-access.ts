import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { ELEMENT_PROPS, type FleetElementProps } from "../fleet-element";
import { ClanService } from "../inventory/clan-service";
import type { MachineOf } from "../inventory/machine-of";
import { DarwinMachine } from "../machine/darwin-machine";
import { anything, required } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import type { AnyTag } from "../tag";
import { CompositeService } from "./composite-service";
import {
  type Member,
  type MembersByClass,
  membersByClass,
  membersIn,
  unlessEmpty,
} from "./members";

export interface EmergencyAccessProps extends FleetElementProps {
  /** The machines with an emergency password; of a tag, only its NixOS machines. */
  readonly machines: readonly (MachineOf<"nixos"> | AnyTag)[];
}

const PROPS = shapeOf<EmergencyAccessProps>("EmergencyAccess", {
  ...ELEMENT_PROPS,
  machines: required(anything, []),
});

const EMERGENCY_ACCESS = Symbol.for("nix-fleet.EmergencyAccess");

/**
 * A generated password for the emergency console of a NixOS machine after a failed boot. It does not allow
 * logins over the network. On a Mac, use the recovery mode of macOS.
 */
export class EmergencyAccess extends CompositeService {
  /** Whether a value is such a service, also from another copy of this library. */
  static isEmergencyAccess(value: unknown): value is EmergencyAccess {
    return hasBrand(value, EMERGENCY_ACCESS);
  }

  private readonly machines: readonly Member[];

  constructor(scope: Construct, id: string, given: EmergencyAccessProps) {
    const props = readProps(PROPS, given);
    super(scope, "emergency-access", id, props);
    brand(this, EMERGENCY_ACCESS);
    this.machines = membersIn(this, `machines of ${this.name}`, props.machines);
    new ClanService(this, this.name, {
      service: "emergency-access",
      roles: { default: () => unlessEmpty(this.members[0].nixos) },
    });
    const macs = this.machines.filter(DarwinMachine.isDarwinMachine);
    if (macs.length > 0) report(this, withoutEffect(macs));
  }

  protected override get members(): readonly [MembersByClass] {
    const { nixos } = membersByClass(this.fleet, this.machines);
    return [{ nixos, darwin: { machines: [], tags: [] } }];
  }
}

function withoutEffect(macs: readonly DarwinMachine[]): Finding {
  return {
    code: "role-without-effect",
    summary: "emergency access has no effect on a Mac",
    value: macs.map(({ name }) => name),
    allowed: "NixOS machines, and tags, of which only the NixOS machines are used",
    remedy: "remove the Mac; use the recovery mode of macOS instead",
  };
}
