import type { NixosMachine } from "../machine/nixos-machine";
import { isKept } from "../machine/retirement";
import { primaryIpSpec } from "./address-specs";
import { serverAddresses, serverLogicalIds } from "./server-logical-ids";
import type { HetznerServerSpec } from "./server-spec";

/** A resource that has another address than before. */
export interface MovedBlock {
  readonly from: string;
  readonly to: string;
}

/** Terraform's name of the machine's resources before, and the one that Hetzner has for its server. */
export function formerName({ name, movedFrom }: NixosMachine): string {
  return movedFrom?.name ?? name;
}

/** What moves within its stack: the resources of machines and volumes that were renamed. */
export function movedBlocks(machines: readonly NixosMachine[]): readonly MovedBlock[] {
  return machines.flatMap((machine) => {
    const { server, retire, movedFrom } = machine;
    if (server === undefined || retire !== undefined || movedFrom?.stack !== undefined) return [];
    const former = serverAddresses(formerName(machine), server, true);
    const present = serverAddresses(machine.name, server);
    return former
      .map((from, index) => ({ from, to: present[index] ?? from }))
      .filter(({ from, to }) => from !== to);
  });
}

/** What a stack forgets: what is retired and kept, and the machines that another stack has now. */
export function forgottenAddresses(
  machines: readonly NixosMachine[],
  movedAway: readonly NixosMachine[],
): readonly string[] {
  const kept = machines.flatMap(({ name, server, retire }) => {
    if (server === undefined) return [];
    if (retire === undefined) return keptParts(name, server);
    return isKept(retire) ? serverAddresses(name, server) : [];
  });
  const gone = movedAway.flatMap((machine) =>
    machine.server === undefined ? [] : serverAddresses(formerName(machine), machine.server, true),
  );
  return [...kept, ...gone];
}

function keptParts(name: string, spec: HetznerServerSpec): readonly string[] {
  const ids = serverLogicalIds(name, spec);
  const volumes = (spec.volumes ?? []).filter(({ retire }) => isKept(retire));
  const primaryIps = (spec.primaryIps ?? []).map(primaryIpSpec);
  return [
    ...primaryIps
      .filter(({ retire }) => isKept(retire))
      .map((ip) => `hcloud_primary_ip.${ids.primaryIp(ip)}`),
    ...volumes.map((volume) => `hcloud_volume.${ids.volume(volume)}`),
  ];
}
