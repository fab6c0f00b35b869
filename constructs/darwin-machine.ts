import type { Fleet } from "./fleet";
import { Machine, type MachineProps } from "./machine";
import type { User } from "./user";

export interface DarwinMachineProps extends MachineProps {
  /** The person whose session nix-darwin configures (`system.primaryUser`). */
  readonly primaryUser: User;
}

/** A Mac with Apple silicon that runs nix-darwin; clan-core supports no other Macs any more. */
export class DarwinMachine extends Machine {
  readonly machineClass = "darwin";
  readonly primaryUser: User;

  constructor(fleet: Fleet, name: string, props: DarwinMachineProps) {
    super(fleet, name, props);
    this.primaryUser = props.primaryUser;
  }
}
