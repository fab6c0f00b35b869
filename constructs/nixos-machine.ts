import type { Disk } from "./disk/disk";
import { DiskEncryption } from "./disk/disk-encryption";
import { diskProblems } from "./disk/disk-problems";
import type { Fleet } from "./fleet";
import type { BootMode } from "./hetzner/catalogue";
import { HetznerStack } from "./hetzner/hetzner-stack";
import { requireServerSpec } from "./hetzner/require-server-spec";
import type { HetznerServerSpec } from "./hetzner/server-spec";
import { Machine, type MachineProps } from "./machine";
import type { Module } from "./module/module";
import { requireModules } from "./module/require-modules";
import type { Problem } from "./problem";
import type { VarsGenerator } from "./vars/vars-generator";

export interface NixosMachineProps extends MachineProps {
  /**
   * The NixOS release that the machine was installed with, such as `25.11`: `system.stateVersion`. It
   * stays what it is when the machine is updated.
   */
  readonly stateVersion: string;
  /** The server at Hetzner that it runs on. @default - not a machine of a {@link HetznerStack} */
  readonly server?: HetznerServerSpec;
  /** How its disk is laid out. @default - not by the fleet: `disko.devices` is set by a module */
  readonly disk?: Disk;
  /** Nix's name of the platform; a server's type decides. @default - its platform, or else x86_64-linux */
  readonly platform?: "x86_64-linux" | "aarch64-linux";
  /** The modules that it imports, each once. @default - none */
  readonly imports?: readonly Module<"nixos">[];
}

/** A machine that runs NixOS. */
export class NixosMachine extends Machine {
  readonly machineClass = "nixos";
  readonly stateVersion: string;
  readonly targetHost: string | undefined;
  readonly server: HetznerServerSpec | undefined;
  readonly disk: Disk | undefined;
  /** What an encrypted disk needs. */
  readonly encryption: DiskEncryption | undefined;
  readonly platform: string;
  readonly imports: readonly Module<"nixos">[];

  constructor(fleet: Fleet, name: string, props: NixosMachineProps) {
    super(fleet, name, props);
    if (props.server !== undefined) requireServerSpec(name, props.server);
    this.stateVersion = props.stateVersion;
    this.targetHost = props.targetHost;
    this.server = props.server;
    this.disk = props.disk;
    this.encryption = props.disk?.encryption === "luks" ? new DiskEncryption(this) : undefined;
    this.platform = props.platform ?? platformOf(props.server);
    this.imports = props.imports ?? [];
    requireModules(`imports of machine ${name}`, this.imports);
  }

  /** The firmware that it starts with. */
  get bootMode(): BootMode {
    return this.server?.type.bootMode ?? this.disk?.boot ?? "uefi";
  }

  override get generators(): readonly VarsGenerator[] {
    return [...super.generators, ...(this.encryption?.generators ?? [])];
  }

  protected override *problems(): Iterable<Problem> {
    yield* super.problems();
    yield* diskProblems(this);
    yield* this.platformProblems();
    yield* this.stackProblems();
    if (!/^\d\d\.(05|11)$/.test(this.stateVersion)) {
      yield {
        what: "state version is not a NixOS release",
        value: this.stateVersion,
        allowed: "YY.05 or YY.11, such as 25.11",
        remedy: "give the release that the machine was installed with",
      };
    }
  }

  private *stackProblems(): Iterable<Problem> {
    if (this.server === undefined) return;
    for (const stack of this.fleet.app.stacks) {
      if (stack instanceof HetznerStack && stack.machines.includes(this)) return;
    }
    yield {
      what: "machine has a server, but no Hetzner stack rents it",
      value: this.name,
      allowed: "a machine that is one of a HetznerStack's `machines`",
      remedy: "add it to the `machines` of a stack, or remove its `server`",
    };
  }

  private *platformProblems(): Iterable<Problem> {
    if (this.server === undefined || this.platform === platformOf(this.server)) return;
    yield {
      what: `platform is not that of the server type ${this.server.type.name}`,
      value: this.platform,
      allowed: platformOf(this.server),
      remedy: "leave the platform out, or choose a server type of its architecture",
    };
  }
}

function platformOf(server: HetznerServerSpec | undefined): "x86_64-linux" | "aarch64-linux" {
  return server?.type.architecture === "arm" ? "aarch64-linux" : "x86_64-linux";
}
