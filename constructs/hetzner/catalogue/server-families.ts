import { Location } from "./locations";

// Common facts of the server types of each line and generation, with their sources. "Plan table" is the table
// that Hetzner publishes with its prices, read from public copies of the given month.

const EUROPE = [Location.FSN1, Location.NBG1, Location.HEL1] as const;
const UNITED_STATES = [Location.ASH, Location.HIL] as const;

/**
 * CX, third generation (cx23 … cx53): shared Intel or AMD processors, Europe only.
 *
 * - Sizes and locations: Hetzner's plan table, 2025-10, again 2026-09.
 * - Boot mode: NixOS installations on cx23 found legacy BIOS; users ask for UEFI in the tracker of
 *   Hetzner's `hcloud` CLI (2025-11), since only a support ticket per server switches it on.
 */
export const CX_GENERATION_3 = {
  cpu: "shared",
  architecture: "x86",
  bootMode: "bios",
  locations: EUROPE,
} as const;

/**
 * CX, second generation (cx22 … cx52): shared Intel processors, Europe only, no longer sold.
 *
 * - Sizes: public copies of Hetzner's plan table made before 2025-10.
 * - End of sale: Hetzner's API changelog of 2025-10-16 (no orders after 2025-12-31).
 * - Boot mode: nixos-infect's runs on cx22 found legacy BIOS, 2026-02.
 */
export const CX_GENERATION_2 = {
  cpu: "shared",
  architecture: "x86",
  bootMode: "bios",
  locations: EUROPE,
} as const;

/**
 * CPX, second generation (cpx12 … cpx62): shared AMD processors. The first (cpx11 … cpx51, now sold in
 * the United States only) is not in the catalogue: reports of its boot mode contradict each other.
 *
 * - Sizes: Hetzner's plan table, 2025-10, again 2026-09; cpx22 also in the acceptance tests of
 *   Hetzner's Terraform provider, 2026-08.
 * - Locations: Hetzner's plan table, 2025-10. It had cpx12 in Singapore only; the provider's acceptance
 *   tests create it in Helsinki (2026-07), so it is no longer told apart from the others.
 * - Boot mode: UEFI on cpx32, found by an encrypted Ubuntu image build and by a NixOS host; of the
 *   line as a whole by two makers of system images that start on CX and CPX (2026).
 */
export const CPX_GENERATION_2 = {
  cpu: "shared",
  architecture: "x86",
  bootMode: "uefi",
  locations: [...EUROPE, Location.SIN],
} as const;

/**
 * CAX (cax11 … cax41): shared Ampere processors, Europe only.
 *
 * - Sizes and locations: Hetzner's plan table, 2025-10.
 * - Boot mode: srvos's module for these servers ("arm uses EFI, so we need systemd-boot").
 */
export const CAX = {
  cpu: "shared",
  architecture: "arm",
  bootMode: "uefi",
  locations: EUROPE,
} as const;

/**
 * CCX, third generation (ccx13 … ccx63): dedicated AMD processors, every location.
 *
 * - Sizes and locations: Hetzner's plan table, 2025-10; ccx13 … ccx43 again 2026-09.
 * - Boot mode: nixos-infect on ccx13 found UEFI (2024-03), as did a clan migration to a CCX server.
 */
export const CCX_GENERATION_3 = {
  cpu: "dedicated",
  architecture: "x86",
  bootMode: "uefi",
  locations: [...EUROPE, ...UNITED_STATES, Location.SIN],
} as const;
