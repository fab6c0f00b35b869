import { isObject } from "../constructs/terraform/json";

/** Where the record of a synth lies in the output folder. */
export const RECORD_FILE = ".fleet-record.json";

/** How the disks of a machine are laid out: what disko makes of them, without what an update changes too. */
export type DiskRecord = Readonly<Record<string, unknown>>;

/** The rented server of a machine. */
export interface ServerRecord {
  readonly type: string;
  /** Size of its own disk in GB. */
  readonly diskGb: number;
  /** Whether the provider sells the type. */
  readonly isSold: boolean;
  /** Whether a larger type leaves the disk as it is. */
  readonly keepDisk: boolean;
  /** Addresses of everything in the stack that belongs to the machine. */
  readonly addresses: readonly string[];
}

/** What a machine is, as far as an installed one cannot change it. */
export interface MachineRecord {
  readonly machineClass: string;
  readonly platform: string;
  /** Firmware that it starts with; a Mac has none. */
  readonly boot?: string;
  readonly disk?: DiskRecord;
  readonly server?: ServerRecord;
  /** Id of the stack that it belongs to. */
  readonly stack?: string;
  /** The name, and the stack, that it had before. */
  readonly movedFrom?: { readonly name?: string; readonly stack?: string };
  /** Whether it goes, and whether what it stands for is kept. */
  readonly retire?: "destroy" | "keep";
  /** Instances of services in which it has a role, `<instance>/<role>`. */
  readonly roles: readonly string[];
  readonly tags: readonly string[];
}

export interface StackRecord {
  /** The id that it had before. */
  readonly movedFrom?: string;
  /** Addresses that go because the fleet says so by name. */
  readonly retired: readonly string[];
}

/** What a fleet is, for the next synth to compare with. */
export interface FleetRecord {
  readonly machines: Readonly<Record<string, MachineRecord>>;
  readonly stacks: Readonly<Record<string, StackRecord>>;
}

export const EMPTY_RECORD: FleetRecord = { machines: {}, stacks: {} };

/** The note that tells a generated JSON file from one of a person. */
const NOTE = { metadata: { generator: "fleet synth" } };

/** The record as a value to print as JSON. */
export function recordJson(record: FleetRecord): unknown {
  return { "//": NOTE, version: 1, ...record };
}

/**
 * Reads a record.
 *
 * @returns `undefined` if the text is no record of this version
 */
export function readRecord(text: string | undefined): FleetRecord | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? { machines: json.machines, stacks: json.stacks } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(json: unknown): json is FleetRecord {
  return isObject(json) && json.version === 1 && isObject(json.machines) && isObject(json.stacks);
}
