import type { NixosMachine } from "../machine/nixos-machine";
import { isKept } from "../machine/retirement";
import { primaryIpSpec } from "./address-specs";
import { serverAddresses, serverLogicalIds } from "./server-logical-ids";
import type { HetznerServerSpec } from "./server-spec";

/** A resource with a changed address. */
export interface MovedBlock {
  readonly from: string;
  readonly to: string;
}

/** The former Terraform name of the machine's resources, and the name of its server at Hetzner. */
export function formerName({ name, movedFrom }: NixosMachine): string {
  return movedFrom?.name ?? name;
}

/**
 * Moves within a stack: the resources of renamed machines and volumes.
 *
 * @param formerStack - the former id of the stack, which a machine may name too
 */
export function movedBlocks(
  machines: readonly NixosMachine[],
  formerStack: string | undefined,
): readonly MovedBlock[] {
  return machines.flatMap((machine) => {
    const { server, retire, movedFrom } = machine;
    if (server === undefined || retire !== undefined) return [];
    if (movedFrom?.stack !== undefined && movedFrom.stack !== formerStack) return [];
    const hasFormerVolume = server.volumes?.some((volume) => volume.movedFrom !== undefined);
    if (formerName(machine) === machine.name && !hasFormerVolume) return [];
    const former = serverAddresses(formerName(machine), server, true);
    const present = serverAddresses(machine.name, server);
    return former
      .map((from, index) => ({ from, to: present[index] ?? from }))
      .filter(({ from, to }) => from !== to);
  });
}

/** Resources to remove from the state: retired ones with `keep`, and machines that moved to another stack. */
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
