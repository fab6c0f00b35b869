import type { NixosOptions } from "@nix-fleet/nix-options";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import { isModule, MODULES, type Module } from "../module/module";
import { requireUnlocked } from "../props/construct-arguments";
import { anything, isRecord, kind, object, oneOf, required, text } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import type { BootMode, DiskLayout, ServerFacts, ServerSpecs } from "./hardware";
import { MACHINE_PROPS, Machine, type MachineProps } from "./machine";
import { isNixosRelease } from "./releases";

/** The platforms of NixOS, by their names in Nix. */
const PLATFORMS = [
  "x86_64-linux",
  "aarch64-linux",
  "riscv64-linux",
  "armv7l-linux",
  "armv6l-linux",
  "i686-linux",
  "powerpc64le-linux",
  "loongarch64-linux",
] as const;

/** The platforms of NixOS, by their names in Nix. */
export type NixosPlatform = (typeof PLATFORMS)[number];

export interface NixosMachineProps extends MachineProps {
  /**
   * The NixOS release with which the machine was first installed, such as `25.11`: `system.stateVersion`. Do
   * not change it when you update the machine.
   */
  readonly stateVersion: string;
  /** The server of the machine at a provider. @default - none; the machine is not in a provider's stack */
  readonly server?: ServerSpecs[keyof ServerSpecs];
  /** Layout of the disk. @default - none; a module sets `disko.devices` */
  readonly disk?: DiskLayout;
  /** Nix's name of the platform. @default - the platform of the server type, or x86_64-linux without one */
  readonly platform?: NixosPlatform;
  /** Imported modules, without duplicates. @default - none */
  readonly imports?: readonly Module<"nixos">[];
  /** Options without a prop: `{ services: { tailscale: { enable: true } } }`. @default - none */
  readonly settings?: NixosOptions;
}

const PROPS = shapeOf<NixosMachineProps>("NixosMachine", {
  ...MACHINE_PROPS,
  stateVersion: required(text, "25.11"),
  server: object,
  disk: kind("a disk layout, such as Disk.luks({ … })", isDiskLayout),
  platform: oneOf(...PLATFORMS),
  imports: anything,
});

const NIXOS_MACHINE = Symbol.for("nix-fleet.NixosMachine");

/** A machine that runs NixOS. */
export class NixosMachine extends Machine {
  /** Whether a value is a NixOS machine, also from another copy of this library. */
  static isNixosMachine(value: unknown): value is NixosMachine {
    return hasBrand(value, NIXOS_MACHINE);
  }

  readonly machineClass = "nixos";
  readonly stateVersion: string;
  readonly targetHost: string | undefined;
  readonly server: NixosMachineProps["server"];
  readonly disk: DiskLayout | undefined;
  readonly platform: string;
  private readonly givenImports: Module<"nixos">[];
  private readonly stacks: Construct[] = [];

  constructor(scope: Construct, id: string, given: NixosMachineProps) {
    const props = readProps(PROPS, given);
    super(scope, id, props);
    brand(this, NIXOS_MACHINE);
    this.stateVersion = props.stateVersion;
    this.targetHost = props.targetHost;
    this.server = props.server;
    this.disk = props.disk;
    this.platform = props.platform ?? platformOf(props.server);
    this.givenImports = [
      ...objectsIn(this, "imports of machine", props.imports, isModule<"nixos">, MODULES),
    ];
    props.disk?.bind(this);
  }

  /** The firmware of the machine. */
  get bootMode(): BootMode {
    return this.server?.type?.bootMode ?? this.disk?.boot ?? "uefi";
  }

  /** Called by the stack of its server. */
  rentedBy(stack: Construct): void {
    this.stacks.push(stack);
  }

  /** The imported modules, including added ones. */
  get imports(): readonly Module<"nixos">[] {
    return this.givenImports;
  }

  /**
   * Adds modules, for example in an aspect. A module that is already imported has no effect.
   *
   * @throws FleetError once the fleet is being validated
   */
  addImports(...modules: readonly Module<"nixos">[]): void {
    requireUnlocked(this, "addImports");
    const right = objectsIn(this, "imports of machine", modules, isModule<"nixos">, MODULES);
    this.givenImports.push(...right.filter((module) => !this.givenImports.includes(module)));
  }

  protected override *check(): Iterable<Finding> {
    yield* super.check();
    yield* this.platformProblems();
    yield* this.stackProblems();
    if (!isNixosRelease(this.stateVersion)) {
      yield {
        code: "state-version-invalid",
        summary: "state version is not a NixOS release",
        value: this.stateVersion,
        allowed:
          "YY.05 or YY.11 from 21.05 on, such as 25.11, and the releases from 13.10 to 20.09",
        remedy: "use the release with which the machine was first installed",
      };
    }
  }

  private *stackProblems(): Iterable<Finding> {
    const [first, ...others] = this.stacks;
    if (this.server !== undefined && first === undefined) {
      yield {
        code: "server-without-stack",
        summary: "machine has a server, but is not in a stack",
        value: this.name,
        allowed: "a machine in `machines` of a stack, such as a HetznerStack",
        remedy:
          "add it to `machines` of a stack; the next apply destroys a server that is removed from its stack",
      };
    }
    for (const stack of others) {
      yield {
        code: "machine-in-two-stacks",
        summary: "machine with a server is in two stacks",
        value: stack.node.path,
        allowed: `one stack for each machine; this one is in ${first?.node.path}`,
        remedy: "remove it from the stack without the server in its state",
      };
    }
  }

  private *platformProblems(): Iterable<Finding> {
    if (this.server === undefined || this.platform === platformOf(this.server)) return;
    yield {
      code: "platform-mismatch",
      summary: `platform does not match the server type ${this.server.type?.name}`,
      value: this.platform,
      allowed: platformOf(this.server),
      remedy: "remove `platform`; the default follows from the server type",
    };
  }
}

function platformOf(server: ServerFacts | undefined): "x86_64-linux" | "aarch64-linux" {
  return server?.type?.architecture === "arm" ? "aarch64-linux" : "x86_64-linux";
}

function isDiskLayout(value: unknown): boolean {
  return isRecord(value) && typeof value.bind === "function";
}
