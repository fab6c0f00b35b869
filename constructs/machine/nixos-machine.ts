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

/** What NixOS runs on, by Nix's names. */
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

/** Nix's names of the platforms that NixOS runs on. */
export type NixosPlatform = (typeof PLATFORMS)[number];

export interface NixosMachineProps extends MachineProps {
  /**
   * The NixOS release that the machine was installed with, such as `25.11`: `system.stateVersion`. It
   * stays what it is when the machine is updated.
   */
  readonly stateVersion: string;
  /** The rented server that it runs on. @default - not a machine of a provider's stack */
  readonly server?: ServerSpecs[keyof ServerSpecs];
  /** How its disk is laid out. @default - not by the fleet: `disko.devices` is set by a module */
  readonly disk?: DiskLayout;
  /** Nix's name of the platform; a server's type decides. @default - its platform, or else x86_64-linux */
  readonly platform?: NixosPlatform;
  /** The modules that it imports, each once. @default - none */
  readonly imports?: readonly Module<"nixos">[];
  /** Any options, for what has no prop: `{ services: { tailscale: { enable: true } } }`. @default - none */
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
  /** Whether a value is a NixOS machine, of another copy of this library included. */
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

  /** The firmware that it starts with. */
  get bootMode(): BootMode {
    return this.server?.type?.bootMode ?? this.disk?.boot ?? "uefi";
  }

  /** Called by the stack that rents its server. */
  rentedBy(stack: Construct): void {
    this.stacks.push(stack);
  }

  /** The modules that it imports, those that were added included. */
  get imports(): readonly Module<"nixos">[] {
    return this.givenImports;
  }

  /**
   * Adds modules, as an aspect does; one that it imports already changes nothing.
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
        remedy: "give the release that the machine was installed with",
      };
    }
  }

  private *stackProblems(): Iterable<Finding> {
    const [first, ...others] = this.stacks;
    if (this.server !== undefined && first === undefined) {
      yield {
        code: "server-without-stack",
        summary: "machine has a server, but no stack rents it",
        value: this.name,
        allowed: "a machine that is one of a stack's `machines`, such as those of a HetznerStack",
        remedy:
          "add it to the `machines` of a stack; the next apply destroys a server that its stack does not name any more",
      };
    }
    for (const stack of others) {
      yield {
        code: "machine-in-two-stacks",
        summary: "two stacks rent a server for the machine",
        value: stack.node.path,
        allowed: `one stack for each machine; ${first?.node.path} has this one`,
        remedy: "remove it from the stack whose state does not have the server",
      };
    }
  }

  private *platformProblems(): Iterable<Finding> {
    if (this.server === undefined || this.platform === platformOf(this.server)) return;
    yield {
      code: "platform-mismatch",
      summary: `platform is not that of the server type ${this.server.type?.name}`,
      value: this.platform,
      allowed: platformOf(this.server),
      remedy: "leave the platform out: it follows from the server's type",
    };
  }
}

function platformOf(server: ServerFacts | undefined): "x86_64-linux" | "aarch64-linux" {
  return server?.type?.architecture === "arm" ? "aarch64-linux" : "x86_64-linux";
}

function isDiskLayout(value: unknown): boolean {
  return isRecord(value) && typeof value.bind === "function";
}
