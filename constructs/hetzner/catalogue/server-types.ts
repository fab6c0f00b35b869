import {
  CAX,
  CCX_GENERATION_3,
  CPX_GENERATION_2,
  CX_GENERATION_2,
  CX_GENERATION_3,
} from "./server-families";
import type { ServerTypeFacts } from "./server-type-facts";

const CX = CX_GENERATION_3;
const OLD_CX = CX_GENERATION_2;
const CPX = CPX_GENERATION_2;
const CCX = CCX_GENERATION_3;

/** Day of the entry in Hetzner's API changelog that announced the end of the second CX generation. */
const OLD_CX_DEPRECATED = "2025-10-16";

const CATALOGUE = {
  CX23: { ...CX, name: "cx23", vcpu: 2, memoryGb: 4, diskGb: 40 },
  CX33: { ...CX, name: "cx33", vcpu: 4, memoryGb: 8, diskGb: 80 },
  CX43: { ...CX, name: "cx43", vcpu: 8, memoryGb: 16, diskGb: 160 },
  CX53: { ...CX, name: "cx53", vcpu: 16, memoryGb: 32, diskGb: 320 },

  CX22: {
    ...OLD_CX,
    name: "cx22",
    vcpu: 2,
    memoryGb: 4,
    diskGb: 40,
    deprecated: { since: OLD_CX_DEPRECATED, replacement: "cx23" },
  },
  CX32: {
    ...OLD_CX,
    name: "cx32",
    vcpu: 4,
    memoryGb: 8,
    diskGb: 80,
    deprecated: { since: OLD_CX_DEPRECATED, replacement: "cx33" },
  },
  CX42: {
    ...OLD_CX,
    name: "cx42",
    vcpu: 8,
    memoryGb: 16,
    diskGb: 160,
    deprecated: { since: OLD_CX_DEPRECATED, replacement: "cx43" },
  },
  CX52: {
    ...OLD_CX,
    name: "cx52",
    vcpu: 16,
    memoryGb: 32,
    diskGb: 320,
    deprecated: { since: OLD_CX_DEPRECATED, replacement: "cx53" },
  },

  CPX12: { ...CPX, name: "cpx12", vcpu: 1, memoryGb: 2, diskGb: 40 },
  CPX22: { ...CPX, name: "cpx22", vcpu: 2, memoryGb: 4, diskGb: 80 },
  CPX32: { ...CPX, name: "cpx32", vcpu: 4, memoryGb: 8, diskGb: 160 },
  CPX42: { ...CPX, name: "cpx42", vcpu: 8, memoryGb: 16, diskGb: 320 },
  CPX52: { ...CPX, name: "cpx52", vcpu: 12, memoryGb: 24, diskGb: 480 },
  CPX62: { ...CPX, name: "cpx62", vcpu: 16, memoryGb: 32, diskGb: 640 },

  CAX11: { ...CAX, name: "cax11", vcpu: 2, memoryGb: 4, diskGb: 40 },
  CAX21: { ...CAX, name: "cax21", vcpu: 4, memoryGb: 8, diskGb: 80 },
  CAX31: { ...CAX, name: "cax31", vcpu: 8, memoryGb: 16, diskGb: 160 },
  CAX41: { ...CAX, name: "cax41", vcpu: 16, memoryGb: 32, diskGb: 320 },

  CCX13: { ...CCX, name: "ccx13", vcpu: 2, memoryGb: 8, diskGb: 80 },
  CCX23: { ...CCX, name: "ccx23", vcpu: 4, memoryGb: 16, diskGb: 160 },
  CCX33: { ...CCX, name: "ccx33", vcpu: 8, memoryGb: 32, diskGb: 240 },
  CCX43: { ...CCX, name: "ccx43", vcpu: 16, memoryGb: 64, diskGb: 360 },
  CCX53: { ...CCX, name: "ccx53", vcpu: 32, memoryGb: 128, diskGb: 600 },
  CCX63: { ...CCX, name: "ccx63", vcpu: 48, memoryGb: 192, diskGb: 960 },
} as const satisfies Readonly<Record<string, ServerTypeFacts>>;

/** One of Hetzner Cloud's server types, or one declared with `ServerType.custom`. */
export type ServerType = ServerTypeFacts;

/**
 * Hetzner Cloud's server types as of `CATALOGUE_DATE`, and a constructor for newer ones. The sources of the
 * numbers are in `server-families.ts`.
 */
export const ServerType = {
  ...CATALOGUE,

  /**
   * Declares a server type that is not in the catalogue, or one with other facts, such as a CX server that
   * Hetzner's support switched to UEFI:
   * `ServerType.custom({ ...ServerType.CX53, bootMode: "uefi" })`.
   *
   * `invalidServerType` reports invalid facts.
   */
  custom: (facts: ServerTypeFacts): ServerType => facts,
};

/** Every server type of the catalogue, including deprecated ones. */
export const SERVER_TYPES: readonly ServerType[] = Object.values(CATALOGUE);
