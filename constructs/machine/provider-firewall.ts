/** A firewall of the provider in front of a machine. */
export interface ProviderFirewall {
  readonly allow: readonly { readonly protocol: string; readonly port?: number | string }[];
}

/** Whether a firewall lets TCP connections to a port in, from some address. */
export function letsIn({ allow }: ProviderFirewall, port: number): boolean {
  if (!Array.isArray(allow)) return true; // The check of the props reports it.
  return allow.some(
    (rule) => rule?.protocol === "tcp" && includesPort(String(rule.port ?? ""), port),
  );
}

function includesPort(range: string, port: number): boolean {
  // "any", or a reference that Terraform resolves.
  if (!/^\d+(-\d+)?$/.test(range)) return true;
  const [first = 0, last = first] = range.split("-").map(Number);
  return first <= port && port <= last;
}
