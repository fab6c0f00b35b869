/**
 * The generated services for Macs: the clan-core service that each replaces, and the construct that declares
 * both.
 */
export const DARWIN_SERVICES = {
  "sshd-darwin": { replaces: "sshd", construct: "SshdService" },
  "users-darwin": { replaces: "users", construct: "UserAccount" },
  "zerotier-darwin": { replaces: "zerotier", construct: "ZerotierNetwork" },
} as const;

export type DarwinServiceName = keyof typeof DARWIN_SERVICES;

/** Name of the construct to use for Macs instead of `ClanService` or `CustomService`, if any. */
export function darwinAlternative(service: string): string | undefined {
  const known = Object.entries(DARWIN_SERVICES).find(
    ([name, { replaces }]) => name === service || replaces === service,
  );
  return known?.[1].construct;
}
