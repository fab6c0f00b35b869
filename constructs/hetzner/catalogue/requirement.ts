import type { Architecture } from "./architecture";
import { isOfferedIn } from "./availability";
import type { Location } from "./locations";
import { SERVER_TYPES, type ServerType } from "./server-types";

/** What a machine needs at least. What is left out may be anything. */
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
 * What of the requirement the server type does not meet, one message each, such as
 * `needs at least 32 GB memory, cx43 has 16 GB`; empty when it meets all.
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
 * Names of the catalogue's types that meet the requirement, for an error to suggest: none that is
 * deprecated, none that `location` (default: any) does not offer. Shared processors come before
 * dedicated ones, which cost several times as much at the same size; then the smallest first, by
 * memory, processors and disk. Empty when no type is large enough.
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

/** Not `<`, which would let a requirement of NaN pass. */
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
