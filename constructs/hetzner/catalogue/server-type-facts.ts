import type { BootMode } from "../../machine/hardware";
import type { Architecture } from "./architecture";
import type { Location } from "./locations";

export type { BootMode };

/** What Hetzner said when it announced the end of a server type. */
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
   * Where the type is offered; of a deprecated type, where it last was.
   *
   * @default - not known, so that no location is refused
   */
  readonly locations?: readonly Location[];
  /**
   * Set when the type cannot be ordered any more; servers that already have it go on running.
   *
   * @default - can be ordered
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

/** Everything the catalogue knows of one server type. */
export type ServerTypeFacts = Size & Firmware;
