import type { Fleet } from "../fleet";
import { Machine } from "../machine";
import { ClanService } from "../service/clan-service";
import type { MachineOf } from "../service/machine-of";
import type { AnyTag } from "../tag";

export interface EmergencyAccessProps {
  /** The machines whose console asks for the password when booting fails: NixOS only. */
  readonly on: readonly (MachineOf<"nixos"> | AnyTag)[];
}

/**
 * A generated password for the console of a NixOS machine whose boot failed. It opens nothing over the
 * network. macOS has no such console: its recovery mode is Apple's.
 */
export class EmergencyAccess extends ClanService<"emergency-access"> {
  constructor(fleet: Fleet, instanceName: string, { on }: EmergencyAccessProps) {
    const machines = on.filter((member) => member instanceof Machine);
    const tags = on.filter((member): member is AnyTag => !(member instanceof Machine));
    super(fleet, instanceName, {
      service: "emergency-access",
      roles: { default: { machines, tags } },
    });
  }
}
