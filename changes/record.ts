import { isObject, parseJson } from "../constructs/terraform/json";

/** Path of the record of a synth in the output folder. */
export const RECORD_FILE = ".fleet-record.json";

/** The disk layout of a machine that disko creates, without settings that an update can change. */
export type DiskRecord = Readonly<Record<string, unknown>>;

/** The Hetzner server of a machine. */
export interface ServerRecord {
  readonly type: string;
  /** Size of its local disk in GB. */
  readonly diskGb: number;
  /** Whether the type is still sold. */
  readonly isSold: boolean;
  /** Whether a change to a larger type keeps the size of the disk. */
  readonly keepDisk: boolean;
  /** Terraform addresses of the machine's resources in the stack. */
  readonly addresses: readonly string[];
  /** The addresses, in the same order, that they had in another stack. */
  readonly formerAddresses?: readonly string[];
}

/** The recorded properties of a machine. */
export interface MachineRecord {
  readonly machineClass: string;
  readonly platform: string;
  /** Absent in the record of an older version. */
  readonly stateVersion?: string | number;
  /** Boot mode; absent for a Mac. */
  readonly boot?: string;
  readonly disk?: DiskRecord;
  readonly server?: ServerRecord;
  /** Id of the stack that it belongs to. */
  readonly stack?: string;
  /** Its former name and stack. */
  readonly movedFrom?: { readonly name?: string; readonly stack?: string };
  /** Whether it is retired, and whether its resources are kept outside the fleet. */
  readonly retire?: "destroy" | "keep";
  /** Its roles in service instances, `<instance>/<role>`. */
  readonly roles: readonly string[];
  readonly tags: readonly string[];
}

export interface StackRecord {
  /** Its former id. */
  readonly movedFrom?: string;
  /** Addresses of the resources that the fleet declares as retired. */
  readonly retired: readonly string[];
}

/** The recorded properties of a fleet, which the next synth compares with. */
export interface FleetRecord {
  readonly machines: Readonly<Record<string, MachineRecord>>;
  readonly stacks: Readonly<Record<string, StackRecord>>;
}

export const EMPTY_RECORD: FleetRecord = { machines: {}, stacks: {} };

/** The note that marks a JSON file as generated. */
const NOTE = { metadata: { generator: "fleet synth" } };

/** The record as a value to print as JSON. */
export function recordJson(record: FleetRecord): unknown {
  return { "//": NOTE, version: 1, ...record };
}

/**
 * Reads a record.
 *
 * @returns `undefined` if the text is not a record of this version
 */
export function readRecord(text: string | undefined): FleetRecord | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = parseJson(text);
    return isRecord(json) ? { machines: json.machines, stacks: json.stacks } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(json: unknown): json is FleetRecord {
  if (!isObject(json) || json.version !== 1) return false;
  const { machines, stacks } = json;
  return (
    isObject(machines) &&
    isObject(stacks) &&
    Object.values(machines).every(isMachineRecord) &&
    Object.values(stacks).every((stack) => isObject(stack) && Array.isArray(stack.retired))
  );
}

function isMachineRecord(machine: unknown): boolean {
  if (!isObject(machine) || !Array.isArray(machine.roles) || !Array.isArray(machine.tags)) {
    return false;
  }
  const { server } = machine;
  return server === undefined || (isObject(server) && Array.isArray(server.addresses));
}
