import type { NixosMachine } from "./nixos-machine";

/**
 * Firmware of a machine: `bios` is legacy BIOS (GRUB and an EF02 partition), `uefi` is UEFI (systemd-boot and
 * an EFI system partition). A disk for one of them does not boot with the other.
 */
export type BootMode = "bios" | "uefi";

/** The specification of a server, independent of its provider. */
export interface ServerFacts {
  readonly type: {
    /** The provider's name of the type. */
    readonly name: string;
    /** `x86` is x86_64-linux, `arm` is aarch64-linux. */
    readonly architecture: "x86" | "arm";
    readonly bootMode: BootMode;
  };
  /** The provider's firewall in front of the server; only the listed traffic gets in. */
  readonly firewall?: {
    readonly allow: readonly { readonly protocol: string; readonly port?: number | string }[];
  };
  /** Network volumes: the kernel may name one of them /dev/sda. */
  readonly volumes?: readonly unknown[];
}

/**
 * The server specifications of the providers. A provider adds its own by declaration merging, so that the
 * core knows no provider and `server` is still checked by the compiler.
 */
export interface ServerSpecs {
  /** A machine without a provider, such as one at home. */
  readonly none?: never;
}

/** How a machine's disk is laid out. */
export interface DiskLayout {
  /** The firmware of the machine. @default - that of the server type, or UEFI without one */
  readonly boot: BootMode | undefined;
  /** Adds the checks and key generators of the layout to a machine. */
  bind(machine: NixosMachine): void;
}
