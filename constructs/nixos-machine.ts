import type { Fleet } from "./fleet";
import type { HetznerServerSpec } from "./hetzner/server-spec";
import { Machine, type MachineProps } from "./machine";

export interface NixosMachineProps extends MachineProps {
  /** The server at Hetzner that this machine runs on. @default - not a machine of a {@link HetznerStack} */
  readonly server?: HetznerServerSpec;
}

/** A machine that runs NixOS. */
export class NixosMachine extends Machine {
  readonly machineClass = "nixos";
  readonly server: HetznerServerSpec | undefined;

  constructor(fleet: Fleet, name: string, props: NixosMachineProps = {}) {
    super(fleet, name, props);
    this.server = props.server;
  }
}
