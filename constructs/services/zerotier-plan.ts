/**
 * ZeroTier's free plan, "Personal". It is about networks that ZeroTier hosts; a network with an own controller, as
 * in a fleet, is not counted there.
 */
export const ZEROTIER_FREE_PLAN = {
  devices: 10,
  /** Day (ISO 8601) on which the page said so. */
  date: "2026-09-20",
  source: "https://www.zerotier.com/pricing/",
} as const;
