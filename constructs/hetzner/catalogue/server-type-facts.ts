import type { BootMode } from "../../machine/hardware";
import type { Architecture } from "./architecture";
import type { Location } from "./locations";

export type { BootMode };

/** Hetzner's deprecation of a server type. */
export interface Deprecation {
  /** Day of the announcement, ISO 8601. */
  readonly since: string;
  /** Name of the type to order instead. */
  readonly replacement: string;
}

interface Size {
  /** Name the API and Terraform use, such as `cx53`: lower-case letters, digits and dashes. */
  readonly name: string;
  /** Virtual processors, a positive integer. */
  readonly vcpu: number;
  /** Main memory in GB as Hetzner lists it; the guest sees a little less. */
  readonly memoryGb: number;
  /** Local NVMe disk in GB as Hetzner lists it. */
  readonly diskGb: number;
  /** `dedicated` processors belong to one server, `shared` ones to several. */
  readonly cpu: "shared" | "dedicated";
  /**
   * Locations that offer the type; for a deprecated type, its last locations.
   *
   * @default - unknown; every location is accepted
   */
  readonly locations?: readonly Location[];
  /**
   * Set if the type is not available for new servers; existing servers keep running.
   *
   * @default - available
   */
  readonly deprecated?: Deprecation;
}

/** x86 types start with BIOS or UEFI, arm types with UEFI only. */
type Firmware =
  | { readonly architecture: Extract<Architecture, "x86">; readonly bootMode: BootMode }
  | {
      readonly architecture: Extract<Architecture, "arm">;
      readonly bootMode: Extract<BootMode, "uefi">;
    };

/** The facts of a server type in the catalogue. */
export type ServerTypeFacts = Size & Firmware;
