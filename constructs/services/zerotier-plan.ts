/**
 * ZeroTier's free plan, "Personal". Its limits apply to networks that ZeroTier hosts, not to a network with its
 * own controller, as in a fleet.
 */
export const ZEROTIER_FREE_PLAN = {
  devices: 10,
  /** Date (ISO 8601) of the source page. */
  date: "2026-09-20",
  source: "https://www.zerotier.com/pricing/",
} as const;
