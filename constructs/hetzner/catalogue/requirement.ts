import type { Architecture } from "./architecture";
import { isOfferedIn } from "./availability";
import type { Location } from "./locations";
import { SERVER_TYPES, type ServerType } from "./server-types";

/** Minimum requirements of a machine. Omitted requirements are not checked. */
export interface Requirement {
  /** Least number of virtual processors. */
  readonly vcpu?: number;
  /** Least main memory in GB. */
  readonly memoryGb?: number;
  /** Least local disk in GB. */
  readonly diskGb?: number;
  /** Exact processor architecture. */
  readonly architecture?: Architecture;
}

/**
 * Messages about requirements that the server type does not meet, such as
 * `needs at least 32 GB memory, cx43 has 16 GB`; empty if it meets all.
 */
export function unmet(serverType: ServerType, requirement: Requirement): string[] {
  const { name, vcpu, memoryGb, diskGb, architecture } = serverType;
  const messages: string[] = [];
  if (!reaches(vcpu, requirement.vcpu)) {
    messages.push(`needs at least ${requirement.vcpu} vCPU, ${name} has ${vcpu}`);
  }
  if (!reaches(memoryGb, requirement.memoryGb)) {
    messages.push(`needs at least ${requirement.memoryGb} GB memory, ${name} has ${memoryGb} GB`);
  }
  if (!reaches(diskGb, requirement.diskGb)) {
    messages.push(`needs at least ${requirement.diskGb} GB disk, ${name} has ${diskGb} GB`);
  }
  if (requirement.architecture !== undefined && requirement.architecture !== architecture) {
    messages.push(`needs architecture ${requirement.architecture}, ${name} is ${architecture}`);
  }
  return messages;
}

/**
 * Names of the catalogue's types that meet the requirement, as suggestions for an error, without deprecated types
 * and types that are not offered in `location` (default: any). Types with shared processors come before those
 * with dedicated ones, which cost several times as much, then sorted by memory, processors and disk. Empty if no
 * type is large enough.
 */
export function satisfying(requirement: Requirement, location?: Location): string[] {
  return SERVER_TYPES.filter(
    (serverType) =>
      serverType.deprecated === undefined &&
      (location === undefined || isOfferedIn(serverType, location)) &&
      unmet(serverType, requirement).length === 0,
  )
    .sort(byCost)
    .map(({ name }) => name);
}

/** Not `<`, since a requirement of NaN would pass. */
function reaches(has: number, needs: number | undefined): boolean {
  return needs === undefined || has >= needs;
}

function byCost(a: ServerType, b: ServerType): number {
  return (
    Number(a.cpu === "dedicated") - Number(b.cpu === "dedicated") ||
    a.memoryGb - b.memoryGb ||
    a.vcpu - b.vcpu ||
    a.diskGb - b.diskGb ||
    (a.name < b.name ? -1 : 1)
  );
}
