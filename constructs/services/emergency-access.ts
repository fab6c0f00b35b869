import type { Construct } from "constructs";
import type { FleetElementProps } from "../fleet-element";
import { ClanService } from "../inventory/clan-service";
import type { MachineOf } from "../inventory/machine-of";
import type { AnyTag } from "../tag";
import { Tag } from "../tag";

export interface EmergencyAccessProps extends FleetElementProps {
  /** The machines whose console asks for the password when booting fails: NixOS only. */
  readonly machines: readonly (MachineOf<"nixos"> | AnyTag)[];
}

/**
 * A generated password for the console of a NixOS machine whose boot failed. It opens nothing over the
 * network. macOS has no such console: its recovery mode is Apple's.
 */
export class EmergencyAccess extends ClanService<"emergency-access"> {
  constructor(scope: Construct, id: string, { machines: members, name }: EmergencyAccessProps) {
    const machines = members.filter(
      (member): member is MachineOf<"nixos"> => !Tag.isAnyTag(member),
    );
    const tags = members.filter(Tag.isAnyTag);
    super(scope, id, {
      ...(name !== undefined && { name }),
      service: "emergency-access",
      roles: { default: { machines, tags } },
    });
  }
}
