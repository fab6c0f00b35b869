import type { NixosMachine } from "./nixos-machine";

/**
 * Firmware that a machine starts with: `bios` is legacy BIOS (GRUB and an EF02 partition), `uefi` is UEFI
 * (systemd-boot and an EFI system partition). A disk laid out for one does not start under the other.
 */
export type BootMode = "bios" | "uefi";

/** What a machine has to know of its server, whoever rents it out. */
export interface ServerFacts {
  readonly type: {
    /** Name that the provider calls the type by. */
    readonly name: string;
    /** `x86` is x86_64-linux, `arm` is aarch64-linux. */
    readonly architecture: "x86" | "arm";
    readonly bootMode: BootMode;
  };
  /** Network volumes: the kernel may give one of them the first name, /dev/sda. */
  readonly volumes?: readonly unknown[];
}

/**
 * The server specifications of the providers. A provider adds its own by declaration merging, so that the
 * core knows no provider and `server` is still checked by the compiler.
 */
export interface ServerSpecs {
  /** No provider: a machine at home. */
  readonly none?: never;
}

/** How a machine's disk is laid out. */
export interface DiskLayout {
  /** The firmware that it is laid out for. @default - that of the server's type, or else UEFI */
  readonly boot: BootMode | undefined;
  /** Adds what the layout needs to a machine: checks, and generators of keys. */
  bind(machine: NixosMachine): void;
}
