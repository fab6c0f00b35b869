import type { Fleet } from "./fleet";
import type { HetznerServerSpec } from "./hetzner/server-spec";
import { Machine, type MachineProps } from "./machine";
import type { Module } from "./module/module";
import type { Problem } from "./problem";

export interface NixosMachineProps extends MachineProps {
  /**
   * The NixOS release that the machine was installed with, such as `25.11`: `system.stateVersion`. It
   * stays what it is when the machine is updated.
   */
  readonly stateVersion: string;
  /** The server at Hetzner that it runs on. @default - not a machine of a {@link HetznerStack} */
  readonly server?: HetznerServerSpec;
  /** Nix's name of the platform. @default - that of the server's type, or else x86_64-linux */
  readonly platform?: "x86_64-linux" | "aarch64-linux";
  /** The modules that it imports, each once. @default - none */
  readonly imports?: readonly Module<"nixos">[];
}

/** A machine that runs NixOS. */
export class NixosMachine extends Machine {
  readonly machineClass = "nixos";
  readonly stateVersion: string;
  readonly server: HetznerServerSpec | undefined;
  readonly platform: string;
  readonly imports: readonly Module<"nixos">[];

  constructor(fleet: Fleet, name: string, props: NixosMachineProps) {
    super(fleet, name, props);
    this.stateVersion = props.stateVersion;
    this.server = props.server;
    this.platform =
      props.platform ??
      (props.server?.type.architecture === "arm" ? "aarch64-linux" : "x86_64-linux");
    this.imports = props.imports ?? [];
  }

  protected override *problems(): Iterable<Problem> {
    yield* super.problems();
    if (!/^\d\d\.(05|11)$/.test(this.stateVersion)) {
      yield {
        what: "state version is not a NixOS release",
        value: this.stateVersion,
        allowed: "YY.05 or YY.11, such as 25.11",
        remedy: "give the release that the machine was installed with",
      };
    }
  }
}
