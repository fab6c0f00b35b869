import { type PrimaryIpSpec, primaryIpSpec, reverseDnsSpec } from "./address-specs";
import type { HetznerServerSpec, VolumeSpec } from "./server-spec";

/** Terraform's logical ids of a server's resources. */
export interface ServerLogicalIds {
  readonly server: string;
  readonly serverId: string;
  readonly install: string;
  readonly firewall: string;
  readonly reverseDns: string;
  primaryIp(ip: PrimaryIpSpec): string;
  volume(volume: VolumeSpec): string;
}

/** The logical ids in the fleet, or the defaults from the machine's name. */
export function serverLogicalIds(
  machineName: string,
  { logicalId, install, firewall, reverseDns }: HetznerServerSpec,
): ServerLogicalIds {
  const named = reverseDns === undefined ? undefined : reverseDnsSpec(reverseDns).logicalId;
  return {
    server: logicalId ?? machineName,
    serverId: `server-${machineName}`,
    install: install?.logicalId ?? `install-${machineName}`,
    firewall: firewall?.logicalId ?? machineName,
    reverseDns: named ?? `${machineName}_v4`,
    primaryIp: (ip) => ip.logicalId ?? `${machineName}_${ip.type.replace("ip", "")}`,
    volume: (volume) => volume.logicalId ?? `${machineName}_${volume.name}`,
  };
}

/** A volume with its former name. */
function formerVolume({ movedFrom, ...volume }: VolumeSpec): VolumeSpec {
  return { ...volume, name: movedFrom ?? volume.name };
}

/**
 * The address of each current resource of a server, in the same order for each name of the machine, without
 * separately retired resources.
 *
 * @param isFormer - whether to use the former names of volumes
 */
export function serverAddresses(
  machineName: string,
  spec: HetznerServerSpec,
  isFormer = false,
): readonly string[] {
  const ids = serverLogicalIds(machineName, spec);
  const volumes = (spec.volumes ?? []).filter(({ retire }) => retire === undefined);
  const primaryIps = (spec.primaryIps ?? []).map(primaryIpSpec);
  return [
    `hcloud_server.${ids.server}`,
    `terraform_data.${ids.serverId}`,
    `null_resource.${ids.install}`,
    ...(spec.firewall === undefined ? [] : [`hcloud_firewall.${ids.firewall}`]),
    ...(spec.reverseDns === undefined ? [] : [`hcloud_rdns.${ids.reverseDns}`]),
    ...primaryIps
      .filter(({ retire }) => retire === undefined)
      .map((ip) => `hcloud_primary_ip.${ids.primaryIp(ip)}`),
    ...volumes.map(
      (volume) => `hcloud_volume.${ids.volume(isFormer ? formerVolume(volume) : volume)}`,
    ),
  ];
}
