import type {
  DiskRecord,
  FleetRecord,
  MachineRecord,
  ServerRecord,
  StackRecord,
} from "../../changes/record";
import {
  Disk,
  type FleetApp,
  FleetStack,
  HetznerStack,
  type Machine,
  NixosMachine,
  WorkstationStack,
} from "../../constructs";
import { devicesOf } from "../../constructs/disk/disk-plan";
import { primaryIpSpec } from "../../constructs/hetzner/address-specs";
import { formerName } from "../../constructs/hetzner/moved-blocks";
import { serverAddresses, serverLogicalIds } from "../../constructs/hetzner/server-logical-ids";
import { isKept, type Retirement } from "../../constructs/machine/retirement";
import { onceLocked } from "../../constructs/once-locked";
import { printJson } from "../../constructs/terraform/json";

/** The record of the app's fleet, which the next synth compares with. */
export const fleetRecord = onceLocked((app: FleetApp): FleetRecord => {
  const stacks = app.stacks.filter(FleetStack.isFleetStack);
  const stackOf = new Map(
    stacks.flatMap((stack) =>
      machinesOf(stack).map((machine) => [machine, stack.node.id] as const),
    ),
  );
  const roles = rolesByMachine(app);
  const machines = app.fleets.flatMap((fleet) =>
    fleet.machines.map((machine) => [
      machine.name,
      machineRecord(machine, stackOf.get(machine), roles.get(machine) ?? []),
    ]),
  );
  return {
    machines: Object.fromEntries(machines),
    stacks: Object.fromEntries(stacks.map((stack) => [stack.node.id, stackRecord(stack)])),
  };
});

function machinesOf(stack: FleetStack): readonly Machine[] {
  if (HetznerStack.isHetznerStack(stack)) return stack.machines;
  return WorkstationStack.isWorkstationStack(stack) ? [stack.machine] : [];
}

function rolesByMachine(app: FleetApp): ReadonlyMap<Machine, readonly string[]> {
  const roles = new Map<Machine, string[]>();
  for (const service of app.fleets.flatMap((fleet) => fleet.services)) {
    for (const role of service.roles) {
      const name = `${service.name}/${role.name}`;
      for (const machine of role.allMachines) {
        const known = roles.get(machine);
        if (known === undefined) roles.set(machine, [name]);
        else known.push(name);
      }
    }
  }
  return roles;
}

function machineRecord(
  machine: Machine,
  stack: string | undefined,
  roles: readonly string[],
): MachineRecord {
  const { machineClass, platform, stateVersion, tags, movedFrom, retire } = machine;
  return {
    machineClass,
    platform,
    stateVersion,
    ...(NixosMachine.isNixosMachine(machine) && hardwareOf(machine)),
    ...(stack !== undefined && { stack }),
    ...(movedFrom !== undefined && { movedFrom }),
    ...(retire !== undefined && { retire: isKept(retire) ? "keep" : "destroy" }),
    roles: [...new Set(roles)].sort(),
    tags: tags.map(({ name }) => name).sort(),
  };
}

function hardwareOf(machine: NixosMachine): Pick<MachineRecord, "boot" | "disk" | "server"> {
  const disk = Disk.isDisk(machine.disk) ? diskRecord(machine, machine.disk) : undefined;
  const server = machine.server && serverRecord(machine, machine.server);
  return { boot: machine.bootMode, ...(disk && { disk }), ...(server && { server }) };
}

/** Props that an update can change on an installed machine, or that it ignores. */
const CHANGEABLE = ["blankSnapshot", "extraArgs", "mountOptions", "options", "rootFsOptions"];

/** The plan of a disk. The path of a default device is replaced: it changes with the first volume, the disk does not. */
function diskRecord(machine: NixosMachine, disk: Disk): DiskRecord {
  const defaults = devicesOf(disk.system).length === 0 ? disk.devicesOf(machine) : [];
  const plan = JSON.stringify(disk.planOf(machine), (key, value: unknown) => {
    if (CHANGEABLE.includes(key)) return undefined;
    if (Array.isArray(value) && value.length === 0) return undefined;
    return key === "device" && defaults.includes(String(value)) ? "default" : value;
  });
  // With sorted keys, as the record is read from its file.
  return JSON.parse(printJson(JSON.parse(plan)));
}

function serverRecord(
  machine: NixosMachine,
  spec: NonNullable<NixosMachine["server"]>,
): ServerRecord {
  return {
    type: spec.type.name,
    diskGb: spec.type.diskGb,
    isSold: spec.type.deprecated === undefined,
    keepDisk: spec.keepDisk ?? false,
    addresses: serverAddresses(machine.name, spec),
    ...(machine.movedFrom?.stack !== undefined && {
      formerAddresses: serverAddresses(formerName(machine), spec, true),
    }),
  };
}

function stackRecord(stack: FleetStack): StackRecord {
  const servers = HetznerStack.isHetznerStack(stack) ? stack.machines : [];
  const retired = [...Object.keys(stack.retire), ...servers.flatMap(retiredAddresses)];
  return {
    ...(stack.movedFrom !== undefined && { movedFrom: stack.movedFrom }),
    retired: [...new Set(retired)].sort(),
  };
}

/** The addresses of a retired machine, and of volumes and primary IPs that are retired alone. */
function retiredAddresses({ name, server, retire }: NixosMachine): readonly string[] {
  if (server === undefined) return [];
  const ids = serverLogicalIds(name, server);
  const isRetired = (part: { readonly retire?: Retirement }) => part.retire !== undefined;
  return [
    ...(retire === undefined ? [] : serverAddresses(name, server)),
    ...(server.volumes ?? []).filter(isRetired).map((one) => `hcloud_volume.${ids.volume(one)}`),
    ...(server.primaryIps ?? [])
      .map(primaryIpSpec)
      .filter(isRetired)
      .map((one) => `hcloud_primary_ip.${ids.primaryIp(one)}`),
  ];
}
